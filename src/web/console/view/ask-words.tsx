import { Button, Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { isEnter } from '../../shared/index.ts'
import { texts } from '../texts.ts'

/** A word about what is to be done, or whom it is for. */
export interface Ask {
  readonly label: string
  readonly needed: boolean
  /** What is written there to begin with. */
  readonly usual?: string
  /** What is picked from instead of written. */
  readonly choices?: readonly Choice[]
}

interface Choice {
  readonly value: string
  readonly label: string
  /** What must be known before it is chosen. */
  readonly warning?: string
}

interface AskProps {
  readonly title: string
  readonly ask: Ask
  readonly busy: boolean
  readonly onGive: (words: string) => void
  readonly onCancel: () => void
}

/** Asks for it below the button that was pressed; Escape takes it back. */
export function AskWords({ title, ask, busy, onGive, onCancel }: AskProps) {
  const [words, setWords] = useState(ask.usual ?? '')
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => box.current?.querySelector('input')?.focus(), [])
  const warning = ask.choices?.find(({ value }) => value === words)?.warning
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
      {warning !== undefined && (
        <p className="case-warning" role="alert">
          {warning}
        </p>
      )}
    </fieldset>
  )
}
