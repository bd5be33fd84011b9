import { CheckOutlined } from '@ant-design/icons'
import { Alert, App, Button, Input, Select, Spin } from 'antd'
import { useState } from 'react'
import type { PlaybookFiles, TriedLine, Vocabulary } from '../../shared/index.ts'
import { sentenceOf } from '../format.ts'
import { spoken } from '../texts.ts'
import { draftsIn, type UnsavedFiles } from './drafts.ts'
import { KeepStory } from './keep-story.tsx'
import { server } from './server.ts'
import { words } from './texts.ts'
import { TraceView } from './trace-view.tsx'

const say = spoken(words).play

interface Props {
  readonly unsaved: UnsavedFiles
  readonly buyers: PlaybookFiles['buyers']
  readonly vocabulary: Vocabulary | undefined
  readonly onSource: (source: string) => void
  readonly onProblems: () => void
  /** A sentence becomes an example of an intent; nothing is saved. */
  readonly onExample: (intent: string, text: string) => Promise<void>
}

interface Chat {
  readonly at: number
  readonly lines: readonly TriedLine[]
  /** What it was played against. */
  readonly files: UnsavedFiles
}

/** A conversation against what is not saved, played anew from its first line at each word. */
export function Playground({ unsaved, buyers, vocabulary, ...on }: Props) {
  const { message } = App.useApp()
  const [buyer, setBuyer] = useState<string | undefined>(buyers[0]?.id)
  const [chat, setChat] = useState<Chat | null>(null)
  const [picked, setPicked] = useState<number | null>(null)
  const [text, setText] = useState('')
  const [pending, setPending] = useState<string | null>(null)
  const [isRefused, setRefused] = useState(false)
  const lines = chat?.lines ?? []
  const shown = lines[picked ?? lines.length - 1]
  const isStale = chat !== null && chat.files !== unsaved
  const isTeaching = Object.keys(unsaved).some((file) => file.startsWith('intents/'))

  const play = async (said: readonly string[], who = buyer) => {
    setPending(said.length > lines.length ? (said.at(-1) ?? null) : '')
    setRefused(false)
    try {
      const result = await server.try({
        drafts: draftsIn(unsaved),
        lines: said,
        ...(who === undefined ? {} : { buyer: who }),
        ...(chat === null ? {} : { at: chat.at }),
      })
      if (result.kind === 'refused') return setRefused(true)
      setChat({ at: result.at, lines: result.lines, files: unsaved })
      setPicked(null)
      setText('')
    } catch (error) {
      void message.error(sentenceOf(error))
    } finally {
      setPending(null)
    }
  }
  const saidSoFar = lines.map(({ said }) => said)
  const speak = () => {
    const line = text.trim()
    if (line !== '' && pending === null) void play([...saidSoFar, line])
  }
  const reset = () => {
    setChat(null)
    setPicked(null)
    setRefused(false)
  }

  return (
    <div className="playground">
      <div className="play-who">
        <Select
          value={buyer ?? stranger}
          aria-label={say.buyer}
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: stranger, label: say.stranger },
            ...buyers.map(({ id, name, hint }) => ({ value: id, label: `${name} · ${hint}` })),
          ]}
          onChange={(id) => {
            setBuyer(id === stranger ? undefined : id)
            reset()
          }}
        />
        <Button onClick={reset} disabled={chat === null}>
          {say.again}
        </Button>
        {chat !== null && (
          <KeepStory
            request={{
              drafts: draftsIn(unsaved),
              lines: saidSoFar,
              at: chat.at,
              ...(buyer === undefined ? {} : { buyer }),
            }}
          />
        )}
      </div>
      {chat === null && pending === null && <p className="faint">{say.intro}</p>}
      <ul className="play-lines" aria-live="polite">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name, and none goes
          <li key={index}>
            <button
              type="button"
              className="customer"
              aria-pressed={line === shown}
              onClick={() => setPicked(index)}
            >
              {line.said}
            </button>
            {line.replies.map((reply) => (
              <p key={reply} className="bot">
                {reply}
              </p>
            ))}
            {line.replies.length === 0 && <p className="faint">{say.silent}</p>}
            {line.events.map((event) => (
              <p key={event} className="event">
                <small>{say.event}</small> {event}
              </p>
            ))}
          </li>
        ))}
        {pending !== null && (
          <li>
            {pending !== '' && <p className="customer">{pending}</p>}
            <p className="faint">
              <Spin size="small" /> {isTeaching ? say.learning : say.thinking}
            </p>
          </li>
        )}
      </ul>
      {isRefused && (
        <Alert
          type="error"
          title={say.refused}
          action={
            <Button size="small" onClick={on.onProblems}>
              {say.seeProblems}
            </Button>
          }
        />
      )}
      {isStale && !isRefused && pending === null && (
        <Alert
          type="info"
          title={say.replay}
          action={
            <Button size="small" onClick={() => void play(saidSoFar)}>
              {say.replayGo}
            </Button>
          }
        />
      )}
      <form
        className="play-say"
        onSubmit={(event) => {
          event.preventDefault()
          speak()
        }}
      >
        <Input
          value={text}
          maxLength={500}
          placeholder={say.say}
          aria-label={say.say}
          onChange={({ target }) => setText(target.value)}
        />
        <Button
          type="primary"
          htmlType="submit"
          loading={pending !== null}
          disabled={text.trim() === ''}
        >
          {say.send}
        </Button>
      </form>
      {shown !== undefined && (
        <>
          <Teach line={shown} intents={vocabulary?.intents ?? []} onExample={on.onExample} />
          <TraceView said={shown.said} trace={shown.trace} onSource={on.onSource} />
        </>
      )}
    </div>
  )
}

const stranger = ''

interface TeachProps {
  readonly line: TriedLine
  readonly intents: Vocabulary['intents']
  readonly onExample: Props['onExample']
}

/** Right, or what it should have been: either way the sentence becomes an example. */
function Teach({ line: { said, trace }, intents, onExample }: TeachProps) {
  const [heard] = trace.ranking
  return (
    <div className="teach">
      {heard !== undefined && (
        <Button
          size="small"
          icon={<CheckOutlined />}
          onClick={() => void onExample(heard.id, said)}
          title={heard.title}
        >
          {say.right}
        </Button>
      )}
      <Select
        size="small"
        value={null}
        placeholder={say.wrong}
        aria-label={say.wrongLabel}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={260}
        options={intents.map(({ id, title }) => ({ value: id, label: `${title} ${id}` }))}
        onChange={(intent: string | null) => {
          if (intent !== null) void onExample(intent, said)
        }}
      />
    </div>
  )
}
