import { Button } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import type { CaseChange } from '../../shared/index.ts'
import { type Ask, AskWords } from './ask-words.tsx'
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
