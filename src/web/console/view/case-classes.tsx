import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { type CaseChange, type CaseView, isEnter } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import { CaseOutcome } from './case-outcome.tsx'
import type { CaseWork } from './use-case.ts'

type Classes = Omit<Extract<CaseChange, { kind: 'classify' }>, 'kind'>

/** What kind of trouble it is and what lies behind it; each choice is kept at once. */
export function CaseClasses({ work, view }: { work: CaseWork; view: CaseView }) {
  const { problemClass, symptom, rootCause, outcome, item } = work.ticket
  const { symptoms, root_causes } = view.choices
  const isLocked = work.busy || !view.may.classify
  const set = (classes: Classes) => void work.change({ kind: 'classify', ...classes })
  return (
    <section>
      <h3>{texts.ticket.classes}</h3>
      <div className="case-classes">
        <Choice
          label={texts.ticket.problemClass}
          value={problemClass}
          options={problemClasses}
          isLocked={isLocked}
          onChoose={(value) => set({ problemClass: value })}
        />
        <Words
          label={texts.ticket.symptom}
          value={symptom}
          names={symptoms}
          isLocked={isLocked}
          onGive={(value) => set({ symptom: value })}
        />
        <Words
          label={texts.ticket.rootCause}
          value={rootCause}
          names={root_causes}
          isLocked={isLocked}
          onGive={(value) => set({ rootCause: value })}
        />
        <CaseOutcome
          key={JSON.stringify(outcome)}
          outcome={outcome}
          isLocked={isLocked}
          onGive={(given) => set({ outcome: given })}
        />
        {item !== undefined && (
          <Free
            key={item.batch}
            label={texts.ticket.batch}
            value={item.batch}
            isLocked={isLocked}
            onGive={(batch) => set({ batch })}
          />
        )}
      </div>
    </section>
  )
}

type ProblemClass = keyof typeof texts.problemClass

const problemClasses = (Object.keys(texts.problemClass) as ProblemClass[]).map((value) => ({
  value,
  label: texts.problemClass[value],
}))

interface FieldProps {
  readonly label: string
  readonly value: string | undefined
  readonly isLocked: boolean
}

interface WordsProps extends FieldProps {
  readonly onGive: (words: string) => void
}

/** One of the operators' names; any word where they have given none. */
function Words({ names, ...field }: WordsProps & { names: readonly string[] }) {
  if (names.length === 0) return <Free key={field.value} {...field} />
  const options = names.map((name) => ({ value: name, label: name }))
  return <Choice {...field} options={options} onChoose={field.onGive} />
}

interface ChoiceProps<Value extends string> extends FieldProps {
  readonly options: { readonly value: Value; readonly label: string }[]
  readonly onChoose: (value: Value) => void
}

function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, value, options, isLocked, onChoose } = props
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        size="small"
        showSearch={options.length > 8}
        placeholder={texts.ticket.unset}
        popupMatchSelectWidth={false}
        disabled={isLocked}
        value={(value ?? null) as Value | null}
        options={options}
        onChange={onChoose}
      />
    </div>
  )
}

function Free({ label, value = '', isLocked, onGive }: WordsProps) {
  const id = useId()
  const [words, setWords] = useState(value)
  const isNew = words.trim() !== '' && words.trim() !== value
  const give = () => {
    if (isNew && !isLocked) onGive(words.trim())
  }
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <Input
        id={id}
        size="small"
        placeholder={texts.ticket.unset}
        maxLength={60}
        disabled={isLocked}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (isEnter(event.nativeEvent)) give()
        }}
      />
      {isNew && (
        <Button size="small" disabled={isLocked} onClick={give}>
          {texts.ticket.save}
        </Button>
      )}
    </div>
  )
}
