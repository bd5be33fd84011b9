import { Button, InputNumber, Select } from 'antd'
import { useId, useState } from 'react'
import { isEnter, mayCost, type Ticket } from '../../shared/index.ts'
import { texts } from '../texts.ts'

type Outcome = NonNullable<Ticket['outcome']>

interface Props {
  readonly outcome: Outcome | undefined
  readonly isLocked: boolean
  /** Null takes it back. */
  readonly onGive: (outcome: Outcome | null) => void
}

const kinds = Object.keys(texts.ticket.outcomes) as Outcome['kind'][]
const options = kinds.map((value) => ({ value, label: texts.ticket.outcomes[value] }))
const takeBack = { value: 'none', label: texts.ticket.unset } as const
const mostYuan = 999_999.99

/** What the customer got in the end, and what it cost. */
export function CaseOutcome({ outcome, isLocked, onGive }: Props) {
  const id = useId()
  const was = outcome?.amount === undefined ? null : outcome.amount.minor / 100
  const [yuan, setYuan] = useState(was)
  const give = (kind: Outcome['kind']) =>
    onGive({
      kind,
      ...(yuan && mayCost(kind) && { amount: { minor: Math.round(yuan * 100), currency: 'CNY' } }),
    })
  const isPriced = outcome !== undefined && mayCost(outcome.kind)
  const isNew = isPriced && (yuan || null) !== was
  return (
    <>
      <div>
        <label htmlFor={id}>{texts.ticket.outcome}</label>
        <Select<Outcome['kind'] | 'none' | null>
          id={id}
          size="small"
          placeholder={texts.ticket.unset}
          popupMatchSelectWidth={false}
          disabled={isLocked}
          value={outcome?.kind ?? null}
          options={outcome === undefined ? options : [takeBack, ...options]}
          onChange={(kind) => (kind === 'none' ? onGive(null) : kind && give(kind))}
        />
      </div>
      {isPriced && (
        <div>
          <label htmlFor={`${id}-yuan`}>{texts.ticket.amount}</label>
          <InputNumber
            id={`${id}-yuan`}
            size="small"
            min={0}
            max={mostYuan}
            precision={2}
            controls={false}
            suffix={texts.ticket.yuan}
            placeholder={texts.ticket.unset}
            disabled={isLocked}
            value={yuan}
            onChange={setYuan}
            onKeyDown={(event) => {
              if (isEnter(event.nativeEvent) && isNew && !isLocked) give(outcome.kind)
            }}
          />
          {isNew && (
            <Button size="small" disabled={isLocked} onClick={() => give(outcome.kind)}>
              {texts.ticket.save}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
