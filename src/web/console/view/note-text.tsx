import { Fragment } from 'react'
import type { Line } from '../../shared/index.ts'
import { namesIn } from '../mentions.ts'

interface Props {
  readonly text: string
  readonly mentions: Line['mentions']
  /** My login: my own name stands out. */
  readonly me: string | undefined
}

/** A note's words, with the colleagues whom it names. */
export function NoteText({ text, mentions, me }: Props) {
  const named = namesIn(
    text,
    mentions.map(({ name }) => name),
  )
  const mine = mentions.find(({ id }) => id === me)?.name
  return (
    <>
      {named.map(({ name, from, to }, index) => (
        <Fragment key={from}>
          {text.slice(named[index - 1]?.to ?? 0, from)}
          <b className={name === mine ? 'mention mention-me' : 'mention'}>{text.slice(from, to)}</b>
        </Fragment>
      ))}
      {text.slice(named.at(-1)?.to ?? 0)}
    </>
  )
}
