import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import type { DeskAgent, Me, Ticket } from '../../shared/index.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { CaseActions } from './case-actions.tsx'
import { CaseClasses } from './case-classes.tsx'
import { CaseEvidence } from './case-evidence.tsx'
import { CaseHead } from './case-head.tsx'
import { CaseNotes } from './case-notes.tsx'
import { CaseExport, CaseOrder, CaseTrail } from './case-record.tsx'
import { CaseVotes } from './case-votes.tsx'
import { Nothing } from './nothing.tsx'
import { useCase } from './use-case.ts'

interface Props {
  readonly live: Live
  readonly me: Me
  readonly ticket: Ticket | null
  readonly tickets: readonly Ticket[]
  readonly colleagues: readonly DeskAgent[]
  readonly onInsert: (words: string) => void
}

/** One case at a time: the running or last one, unless another is picked. */
export function TicketTab({ ticket, tickets, ...around }: Props) {
  const [picked, setPicked] = useState<string | null>(null)
  const top = useRef<HTMLDivElement>(null)
  const shown = tickets.find(({ id }) => id === picked) ?? ticket
  if (shown === null) return <Nothing text={texts.ticket.none} />
  const others = tickets.filter(({ id }) => id !== shown.id)

  function pick(id: string) {
    setPicked(id)
    top.current?.focus()
  }

  return (
    <div className="sections" ref={top} tabIndex={-1}>
      <Case key={shown.id} ticket={shown} {...around} />
      {others.length > 0 && (
        <section>
          <h3>{texts.ticket.more}</h3>
          {others.map((other) => (
            <OtherCase key={other.id} ticket={other} onPick={pick} />
          ))}
        </section>
      )}
    </div>
  )
}

interface CaseProps extends Pick<Props, 'live' | 'me' | 'colleagues' | 'onInsert'> {
  readonly ticket: Ticket
}

function Case({ live, me, ticket: known, colleagues, onInsert }: CaseProps) {
  const work = useCase(live, known)
  const { ticket, view, failed, reload } = work
  return (
    <>
      <CaseHead ticket={ticket} view={view} />
      {failed !== null && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={failed}
          closable={{ onClose: reload }}
          action={
            view === null && (
              <Button size="small" onClick={reload}>
                {texts.retry}
              </Button>
            )
          }
        />
      )}
      {view !== null && <CaseActions me={me} work={work} view={view} colleagues={colleagues} />}
      {view !== null && <CaseVotes work={work} view={view} />}
      <CaseEvidence ticket={ticket} view={view} onInsert={onInsert} />
      <CaseExport id={ticket.id} />
      <CaseNotes work={work} />
      {view !== null && <CaseClasses work={work} view={view} />}
      {ticket.order !== undefined && <CaseOrder order={ticket.order} />}
      <CaseTrail trail={ticket.trail} />
    </>
  )
}

interface OtherProps {
  readonly ticket: Ticket
  readonly onPick: (id: string) => void
}

const OtherCase = ({ ticket, onPick }: OtherProps) => (
  <Button className="case-other" onClick={() => onPick(ticket.id)}>
    <code>{ticket.number}</code> {ticket.title} · {texts.stage[ticket.stage]}
  </Button>
)
