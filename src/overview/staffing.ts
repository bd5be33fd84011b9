import { type Duty, dutyBetween } from '../cases/index.ts'
import type { Span } from '../store/index.ts'
import type { Day } from './days.ts'

/** Whether somebody is on duty by the calendar. */
export type OnDuty = 'on' | 'off'

/** Of some time what lies within duty, or without it. */
export const dutyIn = (spans: readonly Span[], duty: Duty, which: OnDuty): readonly Span[] =>
  spans.flatMap((span) => {
    const on = dutyBetween(duty, span.from, span.to)
    return which === 'on' ? on : between(on, span)
  })

const between = (on: readonly Span[], { from, to }: Span): readonly Span[] =>
  [...on, { from: to, to }]
    .map((next, index) => ({ from: on[index - 1]?.to ?? from, to: next.from }))
    .filter((span) => span.from < span.to)

/** So much of some days as has gone by. */
export const goneBy = (days: readonly Day[], at: number): readonly Day[] =>
  days.filter(({ from }) => from < at).map((day) => ({ ...day, to: Math.min(day.to, at) }))

export const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { from, to }) => sum + to - from, 0)
