import { Image, Tag } from 'antd'
import { mediaAddress, type SlotValue, type Ticket, type TicketSlot } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import { MediaView } from './part-view.tsx'

const statusColors = { collecting: 'blue', complete: 'green', partial: 'orange' } as const

/** What was asked for, and what has come. */
export function CaseEvidence({ ticket }: { ticket: Ticket }) {
  return (
    <section>
      <h3>
        {texts.ticket.evidence}{' '}
        <Tag color={statusColors[ticket.status]}>{texts.ticket.status[ticket.status]}</Tag>
      </h3>
      <ul className="slots">
        {ticket.slots.map((slot) => (
          <SlotRow key={slot.id} slot={slot} />
        ))}
      </ul>
    </section>
  )
}
const slotColors = { missing: 'red', filled: 'green', givenUp: 'default' } as const

function SlotRow({ slot }: { slot: TicketSlot }) {
  const { state } = slot
  const isOptional = state.kind === 'missing' && !slot.required
  return (
    <li>
      <p className="slot-head">
        <b>
          {slot.label}
          {slot.required && <small> {texts.ticket.required}</small>}
        </b>
        <Tag color={isOptional ? 'default' : slotColors[state.kind]}>
          {isOptional ? texts.ticket.optional : texts.ticket.slot[state.kind]}
        </Tag>
      </p>
      {state.kind === 'missing' && state.asked > 0 && (
        <p className="faint">{texts.ticket.asked(state.asked)}</p>
      )}
      {state.kind === 'givenUp' && <p className="faint">{texts.ticket[state.because]}</p>}
      {state.kind === 'filled' && <Values values={state.values} />}
      {state.kind === 'filled' && state.note !== undefined && <p className="faint">{state.note}</p>}
      {state.takenBack !== undefined && (
        <>
          <p className="faint">{texts.ticket.takenBack}</p>
          <Values values={state.takenBack} />
        </>
      )}
    </li>
  )
}

function Values({ values }: { values: readonly SlotValue[] }) {
  return (
    <Image.PreviewGroup>
      <div className="values">
        {values.map((value, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: values are only ever added at the end
          <Value key={at} value={value} />
        ))}
      </div>
    </Image.PreviewGroup>
  )
}

function Value({ value }: { value: SlotValue }) {
  if (value.kind === 'text') return <span className="value-text">{value.text}</span>
  const { part } = value
  if (!('url' in part)) return null
  return (
    <figure className="value-media">
      <MediaView part={part} size={84} />
      {part.kind === 'image' && part.mediaId !== undefined && (
        <figcaption>
          <a href={`${mediaAddress(part)}/original`}>{texts.ticket.original}</a>
        </figcaption>
      )}
    </figure>
  )
}
