import { Button, Image, Tag } from 'antd'
import { useState } from 'react'
import type { CaseView, SlotView, Ticket } from '../../shared/index.ts'
import { comparables, type ShownSlot, shownSlots } from '../case-pictures.ts'
import { texts } from '../texts.ts'
import { Compare } from './case-compare.tsx'
import { EvidenceFile } from './case-picture.tsx'
import { layerRoot } from './layer.ts'

const statusColors = { collecting: 'blue', complete: 'green', partial: 'orange' } as const

interface Props {
  readonly ticket: Ticket
  readonly view: CaseView | null
  readonly onInsert: (words: string) => void
}

/** What was asked for, and what has come; what is wanting first, with the words that ask for it. */
export function CaseEvidence({ ticket, view, onInsert }: Props) {
  const [compared, setCompared] = useState<string | null>(null)
  const slots = shownSlots(ticket, view)
  const pictures = comparables(slots, texts.ticket.good)
  const askAll = view?.evidence.ask ?? null
  const compare = pictures.length > 1 ? setCompared : undefined
  return (
    <section className="evidence">
      <div className="section-head">
        <h3>
          {texts.ticket.evidence}{' '}
          <Tag color={statusColors[ticket.status]}>{texts.ticket.status[ticket.status]}</Tag>
        </h3>
        {askAll !== null && (
          <Button size="small" onClick={() => onInsert(askAll)}>
            {texts.ticket.askAll}
          </Button>
        )}
      </div>
      <Image.PreviewGroup preview={{ getContainer: layerRoot }}>
        <ul className="slots">
          {slots.map((shown) => (
            <SlotRow key={shown.slot.id} shown={shown} onInsert={onInsert} onCompare={compare} />
          ))}
        </ul>
      </Image.PreviewGroup>
      {compared !== null && (
        <Compare pictures={pictures} first={compared} onClose={() => setCompared(null)} />
      )}
    </section>
  )
}

const colors = {
  missing: 'red',
  unclear: 'orange',
  got: 'green',
  not_given: 'default',
} as const satisfies Record<SlotView['state'], string>

interface RowProps extends Pick<Props, 'onInsert'> {
  readonly shown: ShownSlot
  readonly onCompare: ((source: string) => void) | undefined
}

function SlotRow({ shown, onInsert, onCompare }: RowProps) {
  const { slot, state, known, files, poor, takenBack } = shown
  const isOptional = state === 'missing' && !slot.required
  const ask = known?.ask ?? null
  const said =
    slot.state.kind === 'filled'
      ? slot.state.values.flatMap((value) => (value.kind === 'text' ? [value.text] : []))
      : []
  return (
    <li>
      <div className="slot-head">
        <b>
          {slot.label}
          {slot.required && <small> {texts.ticket.required}</small>}
        </b>
        <Tag color={isOptional ? 'default' : colors[state]}>
          {isOptional ? texts.ticket.optional : texts.ticket.slot[state]}
        </Tag>
        {ask !== null && (
          <Button
            size="small"
            aria-label={`${texts.ticket.askAgain} ${slot.label}`}
            onClick={() => onInsert(ask)}
          >
            {texts.ticket.askAgain}
          </Button>
        )}
      </div>
      <Remarks slot={slot} />
      {said.map((text) => (
        <p key={text} className="value-text">
          {text}
        </p>
      ))}
      <Files files={[...files, ...poor]} onCompare={onCompare} />
      {takenBack.length > 0 && <p className="faint">{texts.ticket.takenBack}</p>}
      <Files files={takenBack} onCompare={onCompare} />
    </li>
  )
}

function Remarks({ slot: { state } }: Pick<ShownSlot, 'slot'>) {
  switch (state.kind) {
    case 'missing':
      return state.asked > 0 ? <p className="faint">{texts.ticket.asked(state.asked)}</p> : null
    case 'givenUp':
      return <p className="faint">{texts.ticket[state.because]}</p>
    case 'filled':
      return state.note === undefined ? null : <p className="faint">{state.note}</p>
    default:
      return state satisfies never
  }
}

const Files = ({ files, onCompare }: Pick<ShownSlot, 'files'> & Pick<RowProps, 'onCompare'>) =>
  files.length === 0 ? null : (
    <ul className="values">
      {files.map((file) => (
        <EvidenceFile key={file.name} file={file} onCompare={onCompare} />
      ))}
    </ul>
  )
