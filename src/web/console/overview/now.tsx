import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { OverviewNow, OverviewReplies } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import type { Drill } from './address.ts'
import { duration } from './duration.ts'
import { Figure } from './number.tsx'
import { say } from './texts.ts'
import { longestWait, type Verdict, verdictOf } from './verdict.ts'

const channelOf = (name: string) => texts.channel[name] ?? name
const icons: Readonly<Record<Verdict['kind'], ReactNode>> = {
  calm: <CheckCircleOutlined />,
  watch: <ClockCircleOutlined />,
  bad: <ExclamationCircleOutlined />,
}

/** How it is at this moment: one sentence first, then what it rests on. */
export function Now({ now, levels }: { now: OverviewNow; levels: (level: number) => string }) {
  const words = say.now
  const spoken = (ms: number) => duration(ms, say)
  const verdict = verdictOf(now, { words, channel: channelOf, duration: spoken })
  return (
    <section aria-label={words.title}>
      <div className={`ov-verdict ${verdict.kind}`} role="status">
        {icons[verdict.kind]}
        <strong>{words[verdict.kind]}</strong>
        <span>
          {verdict.because.length > 0 ? verdict.because.join(texts.marks.clauses) : words.nothing}
        </span>
        <Today now={now} />
      </div>
      <div className="ov-cards">
        <Waiting now={now} levels={levels} />
        <Card title={words.withAgents} value={now.with_agents}>
          {now.unanswered > 0 ? words.unanswered(now.unanswered) : words.allAnswered}
        </Card>
        <Card title={words.withBot} value={now.with_bot}>
          {words.lastMinutes}
        </Card>
        <Card title={words.agents} value={now.here}>
          {now.here > 0
            ? words.capacity(now.with_agents, now.capacity)
            : now.open
              ? words.noneHere
              : words.offDuty}
        </Card>
        <Promises now={now} />
        {now.replies.map((row) => (
          <Replies key={row.channel} row={row} day={now.day} />
        ))}
      </div>
    </section>
  )
}

function Today({ now: { day, today, response } }: { now: OverviewNow }) {
  const { begun = 0, handed = 0 } = today
  const on = { from: day, to: day }
  return (
    <span className="ov-today">
      {say.now.today}
      {texts.marks.colon}
      <Figure text={say.now.begun(begun)} drill={{ figure: 'begun', ...on }} />
      {' · '}
      <Figure text={say.now.handed(handed)} drill={{ figure: 'handed', ...on }} />
      {response.median !== null && ` · ${say.now.response(duration(response.median, say))}`}
    </span>
  )
}

function Card({
  title,
  value,
  drill,
  children,
}: {
  title: string
  value: number
  drill?: Drill
  children: ReactNode
}) {
  return (
    <section className="ov-live" aria-label={title}>
      <h3>{title}</h3>
      <p className="ov-value">
        <Figure text={String(value)} name={title} {...(drill && value > 0 && { drill })} />
      </p>
      <p>{children}</p>
    </section>
  )
}

function Waiting({ now, levels }: { now: OverviewNow; levels: (level: number) => string }) {
  const count = now.waiting.reduce((sum, row) => sum + row.count, 0)
  const byLevel = now.waiting.map((row) => {
    const name = row.level === null ? say.now.noCase : levels(row.level)
    return `${name} ${row.count}`
  })
  return (
    <section className="ov-live" aria-label={say.now.waiting}>
      <h3>{say.now.waiting}</h3>
      <p className="ov-value">
        {count > 0 ? (
          <Link className="ov-number" href="/console/" aria-label={`${say.now.waiting}: ${count}`}>
            {count}
          </Link>
        ) : (
          0
        )}
      </p>
      <p>
        {count === 0
          ? say.now.nobodyWaits
          : [say.now.longest(duration(longestWait(now), say)), ...byLevel].join(' · ')}
      </p>
    </section>
  )
}

const Promises = ({ now: { overdue, due_soon } }: { now: OverviewNow }) => (
  <section className="ov-live" aria-label={say.now.promises}>
    <h3>{say.now.promises}</h3>
    <p className={overdue > 0 ? 'ov-value bad' : 'ov-value'}>
      <Figure
        text={String(overdue)}
        name={`${say.now.promises} ${say.now.overdueShort}`}
        {...(overdue > 0 && { drill: { figure: 'overdue' } })}
      />
      <small>{say.now.overdueShort}</small>
    </p>
    <p>
      <Figure
        text={say.now.soon(due_soon)}
        {...(due_soon > 0 && { drill: { figure: 'dueSoon' } })}
      />
    </p>
  </section>
)

/** The marketplace's clock today, and how much room is left. */
function Replies({ row, day }: { row: OverviewReplies; day: string }) {
  const { channel, owed, met, late, misses_left } = row
  const title = say.now.replies(channelOf(channel))
  return (
    <section className="ov-live" aria-label={title}>
      <h3>{title}</h3>
      <p className={late > 0 ? 'ov-value bad' : 'ov-value'}>
        <Figure
          text={String(late)}
          name={`${title} ${say.now.late}`}
          {...(late > 0 && { drill: { figure: 'repliesLate', channel, from: day, to: day } })}
        />
        <small>{say.now.late}</small>
      </p>
      <p>{say.now.met(met, owed)}</p>
      {misses_left !== null && (
        <p>{misses_left < 0 ? say.now.over(-misses_left) : say.now.left(misses_left)}</p>
      )}
    </section>
  )
}
