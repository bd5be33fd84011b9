import type { ReactNode } from 'react'
import type { Overview } from '../../shared/index.ts'
import type { Drill } from './address.ts'
import { duration } from './duration.ts'
import { Info } from './info.tsx'
import { Figure } from './number.tsx'
import { percentOf } from './sheet.ts'
import { say } from './texts.ts'

/** The few numbers of the period, each with what it is a share of and how it was before. */
export function Headline({ overview }: { overview: Overview }) {
  const { rounds, before, response } = overview
  const words = say.head
  const of = (name: string) => rounds[name] ?? 0
  const was = (name: string) => before?.rounds[name] ?? 0
  return (
    <div className="ov-tiles">
      <Tile
        title={words.begun.title}
        info={words.begun.info}
        value={String(of('begun'))}
        drill={{ figure: 'begun' }}
        below={of('peopleFirst') > 0 && words.begun.more(of('peopleFirst'))}
        change={was('begun') === 0 ? undefined : countChange(of('begun'), was('begun'))}
      />
      <Rate
        title={words.resolved.title}
        info={words.resolved.info}
        part={['resolved', of('resolved'), was('resolved')]}
        whole={['settled', of('settled'), was('settled')]}
        none={words.resolved.wait}
        more={
          of('weekOld') > 0 && (
            <Figure
              text={words.resolved.durable(of('durable'), of('weekOld'))}
              drill={{ figure: 'durable' }}
            />
          )
        }
      />
      <Rate
        title={words.handed.title}
        info={words.handed.info}
        part={['handed', of('handed'), was('handed')]}
        whole={['own', of('own'), was('own')]}
      />
      <Tile
        title={words.response.title}
        info={words.response.info}
        value={response.median === null ? say.none : duration(response.median, say)}
        {...(response.median !== null && { drill: { figure: 'answered' } })}
        below={response.p90 === null ? undefined : words.response.more(duration(response.p90, say))}
        more={of('waited') > of('answered') && words.response.open(of('waited') - of('answered'))}
        change={timeChange(response.median, before?.response.median ?? null)}
      />
      <Rate
        title={words.reopened.title}
        info={words.reopened.info}
        part={['reopened', of('reopened'), was('reopened')]}
        whole={['closed', of('closed'), was('closed')]}
        more={of('mayReopen') > 0 && words.reopened.more(of('mayReopen'))}
      />
      <Rate
        title={words.missed.title}
        info={words.missed.info}
        part={['missed', of('missed'), was('missed')]}
        whole={['begun', of('begun'), was('begun')]}
      />
    </div>
  )
}

interface TileProps {
  readonly title: string
  readonly info: string
  readonly value: string
  readonly drill?: Drill
  readonly below?: ReactNode
  readonly more?: ReactNode
  readonly change?: string | undefined
}

function Tile({ title, info, value, drill, below, more, change }: TileProps) {
  return (
    <section className="ov-tile" aria-label={title}>
      <h3>
        {title}
        <Info title={title} text={info} />
      </h3>
      <p className="ov-value">
        <Figure text={value} name={title} {...(drill && { drill })} />
      </p>
      {below && <p>{below}</p>}
      {more && <p>{more}</p>}
      {change !== undefined && <p className="faint">{change}</p>}
    </section>
  )
}

/** A figure, its number, and what that was before. */
type Counted = readonly [figure: string, now: number, before: number]

interface RateProps extends Omit<TileProps, 'value' | 'drill' | 'below' | 'change' | 'more'> {
  readonly part: Counted
  readonly whole: Counted
  /** What is said where the whole is nothing. */
  readonly none?: string
  readonly more?: ReactNode
}

function Rate({ part, whole, none = say.empty, more, ...tile }: RateProps) {
  const [name, count, had] = part
  const [wholeName, all, hadAll] = whole
  if (all === 0) return <Tile {...tile} value={say.none} below={none} more={more} />
  return (
    <Tile
      {...tile}
      value={percentOf(count, all)}
      drill={{ figure: name }}
      below={<Figure text={say.of(count, all)} drill={{ figure: wholeName }} />}
      more={more}
      change={hadAll === 0 ? undefined : pointChange(count / all, had / hadAll)}
    />
  )
}

function countChange(now: number, before: number): string {
  if (now === before) return say.before.same
  const by = say.before.chats(Math.abs(now - before))
  return now > before ? say.before.more(by) : say.before.less(by)
}

function pointChange(now: number, before: number): string {
  const points = Math.round((now - before) * 1000) / 10
  if (points === 0) return say.before.same
  const by = say.before.points(String(Math.abs(points)))
  return points > 0 ? say.before.more(by) : say.before.less(by)
}

function timeChange(now: number | null, before: number | null): string | undefined {
  if (now === null || before === null) return undefined
  const seconds = Math.round((now - before) / 1000)
  if (seconds === 0) return say.before.same
  const by = duration(Math.abs(seconds) * 1000, say)
  return seconds > 0 ? say.before.slower(by) : say.before.faster(by)
}
