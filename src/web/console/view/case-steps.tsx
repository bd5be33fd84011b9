import { Button, Input, Select } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { type CaseChange, isEnter } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import type { CaseWork } from './use-case.ts'

/** Something that may be done to a case at the press of a button, with a word about it. */
export interface CaseStep {
  readonly key: string
  readonly label: string
  /** Where the case should go next, or whence it does not come back by itself. */
  readonly weight?: 'main' | 'grave' | undefined
  /** Nothing is asked where it is absent. */
  readonly ask?: Ask
  /** Asked in a way of its own instead. */
  readonly form?: (close: () => void) => ReactNode
  readonly change: (words: string) => CaseChange
}

interface Ask {
  readonly label: string
  readonly needed: boolean
  /** What is written there to begin with. */
  readonly usual?: string
  /** What is picked from instead of written. */
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

/** Buttons in a row; what the pressed one asks for stands below them. */
export function CaseSteps({ steps, work }: { steps: readonly CaseStep[]; work: CaseWork }) {
  const [asked, setAsked] = useState<string | null>(null)
  const opener = useRef<HTMLElement | null>(null)
  const step = steps.find(({ key }) => key === asked)

  function close() {
    setAsked(null)
    opener.current?.focus()
  }

  return (
    <>
      <p className="case-steps">
        {steps.map(({ key, label, weight, ask, form, change }) => (
          <Button
            key={key}
            size="small"
            type={weight === 'main' ? 'primary' : 'default'}
            danger={weight === 'grave'}
            disabled={work.busy}
            aria-expanded={ask === undefined && form === undefined ? undefined : key === asked}
            onClick={({ currentTarget }) => {
              opener.current = currentTarget
              if (ask === undefined && form === undefined) void work.change(change(''))
              else setAsked(key === asked ? null : key)
            }}
          >
            {label}
          </Button>
        ))}
      </p>
      {step?.form?.(close)}
      {step?.ask !== undefined && (
        <AskWords
          key={step.key}
          title={step.label}
          ask={step.ask}
          busy={work.busy}
          onCancel={close}
          onGive={async (words) => {
            if (await work.change(step.change(words))) close()
          }}
        />
      )}
    </>
  )
}

interface AskProps {
  readonly title: string
  readonly ask: Ask
  readonly busy: boolean
  readonly onGive: (words: string) => void
  readonly onCancel: () => void
}

function AskWords({ title, ask, busy, onGive, onCancel }: AskProps) {
  const [words, setWords] = useState(ask.usual ?? '')
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => box.current?.querySelector('input')?.focus(), [])
  const isReady = !busy && (!ask.needed || words.trim() !== '')
  return (
    <fieldset
      ref={box}
      className="case-ask"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onCancel()
      }}
    >
      {ask.choices === undefined ? (
        <Input
          size="small"
          value={words}
          maxLength={200}
          aria-label={ask.label}
          placeholder={ask.label}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (isEnter(event.nativeEvent) && isReady) onGive(words.trim())
          }}
        />
      ) : (
        <Select
          size="small"
          value={words === '' ? null : words}
          options={[...ask.choices]}
          popupMatchSelectWidth={false}
          aria-label={ask.label}
          placeholder={ask.label}
          onChange={setWords}
        />
      )}
      <Button size="small" type="primary" disabled={!isReady} onClick={() => onGive(words.trim())}>
        {texts.ticket.confirm}
      </Button>
      <Button size="small" onClick={onCancel}>
        {texts.ticket.cancel}
      </Button>
    </fieldset>
  )
}
