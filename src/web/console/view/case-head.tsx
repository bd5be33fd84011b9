import { Progress, Tag, Tooltip } from 'antd'
import type { CaseView, Ticket } from '../../shared/index.ts'
import { clocksInForce } from '../clock.ts'
import { moment } from '../format.ts'
import { texts } from '../texts.ts'
import { ticketProgress } from '../ticket-progress.ts'
import { LevelTag } from './level-tag.tsx'
import { Countdown } from './ticking.tsx'

interface Props {
  readonly ticket: Ticket
  readonly view: CaseView | null
}

/** What one must know before anything else: which case, how urgent, whose, how far, how long still. */
export function CaseHead({ ticket, view }: Props) {
  const clocks = clocksInForce(ticket)
  const { filled, of, percent } = ticketProgress(ticket)
  return (
    <section className="ticket">
      <p className="faint">
        <code>{ticket.number}</code>
      </p>
      <h2>{ticket.title}</h2>
      <p className="tags">
        <Severity ticket={ticket} view={view} />
        <Tag color="blue">{texts.stage[ticket.stage]}</Tag>
        <Tag color={ticket.owner === undefined ? 'orange' : 'green'}>
          {ticket.owner === undefined ? texts.ticket.nobody : texts.ticket.owner(ticket.owner.name)}
        </Tag>
        {ticket.note !== undefined && <Tag color="red">{ticket.note}</Tag>}
      </p>
      <Progress
        percent={percent}
        format={() => `${texts.ticket.evidence} ${filled}/${of}`}
        size="small"
        aria-label={texts.ticket.evidence}
      />
      {clocks.length > 0 && (
        <ul className="case-clocks" aria-label={texts.ticket.clocks}>
          {clocks.map((clock) => (
            <li key={`${clock.id} ${clock.startedAt}`} className={clock.state.kind}>
              <span>{clock.title}</span> <Countdown clock={clock} />
            </li>
          ))}
        </ul>
      )}
      {ticket.told !== undefined && (
        <div className="case-told">
          <p className="faint">{texts.ticket.told(moment(ticket.told.at))}</p>
          <blockquote className="told-words">{ticket.told.text}</blockquote>
        </div>
      )}
      {ticket.doubts.length > 0 && (
        <div className="case-doubts">
          <h3>{texts.ticket.doubts}</h3>
          <ul>
            {ticket.doubts.map((doubt) => (
              <li key={doubt}>{doubt}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}

/** The levels; pointed at or focused, also why it is each, and which rule says so. */
function Severity({ ticket: { severity }, view }: Props) {
  const { level, review, ...ruling } = severity
  return (
    <>
      <Level level={level} ruling={ruling} view={view} />
      {review !== undefined && <Level level={3} ruling={review} view={view} />}
    </>
  )
}

interface LevelProps extends Pick<Props, 'view'> {
  readonly level: Ticket['severity']['level']
  readonly ruling: NonNullable<Ticket['severity']['review']>
}

function Level({ level, ruling: { because, source, by }, view }: LevelProps) {
  const from = source ?? (by === 'person' ? texts.ticket.byPerson : undefined)
  return (
    <Tooltip title={[because, from].filter(Boolean).join(' · ')} trigger={['hover', 'focus']}>
      <button type="button" className="case-level">
        <LevelTag level={level} view={view} />
        <span className="unseen">{because}</span>
      </button>
    </Tooltip>
  )
}
