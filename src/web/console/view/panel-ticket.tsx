import { Image, Progress, Tag } from 'antd'
import type { SlotValue, Ticket, TicketSlot } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import { ticketProgress } from '../ticket-progress.ts'
import { Nothing } from './nothing.tsx'
import { MediaView } from './part-view.tsx'

interface Props {
  readonly ticket: Ticket | null
  readonly tickets: readonly Ticket[]
}

export function TicketTab({ ticket, tickets }: Props) {
  if (ticket === null) return <Nothing text={texts.ticket.none} />
  const others = tickets.filter((each) => each.id !== ticket.id)
  return (
    <div className="sections">
      <TicketCard ticket={ticket} />
      {others.length > 0 && <h3>{texts.ticket.more}</h3>}
      {others.map((each) => (
        <TicketCard key={each.id} ticket={each} />
      ))}
    </div>
  )
}

const statusColors = { collecting: 'blue', complete: 'green', partial: 'orange' } as const

function TicketCard({ ticket }: { ticket: Ticket }) {
  const { filled, of, percent } = ticketProgress(ticket)
  return (
    <section className="ticket">
      <p className="ticket-head">
        <b>{ticket.title}</b>
        <Tag color={statusColors[ticket.status]}>{texts.ticket.status[ticket.status]}</Tag>
        <Tag>{ticket.problemClass}</Tag>
        {ticket.note !== undefined && <Tag color="red">{ticket.note}</Tag>}
      </p>
      <p className="faint">
        <code>{ticket.number}</code>
      </p>
      <Progress percent={percent} format={() => `${filled}/${of}`} size="small" />
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
      {state.kind === 'filled' && (
        <Image.PreviewGroup>
          <div className="values">
            {state.values.map((value, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: values are only ever added at the end
              <Value key={at} value={value} />
            ))}
          </div>
        </Image.PreviewGroup>
      )}
      {state.kind === 'filled' && state.note !== undefined && <p className="faint">{state.note}</p>}
    </li>
  )
}

function Value({ value }: { value: SlotValue }) {
  if (value.kind === 'text') return <span className="value-text">{value.text}</span>
  return 'url' in value.part ? <MediaView part={value.part} size={84} /> : null
}
