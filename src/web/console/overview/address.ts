/** What the address of the page says, so that what somebody sees can be sent to somebody else. */
export interface Shown {
  readonly period: Period
  /** These alone; all where there are none. */
  readonly shops: readonly string[]
  /** Charts that are shown as tables. */
  readonly tables: readonly string[]
  /** The list that lies open. */
  readonly list?: Drill
}

export type Period =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'span'; readonly from: string; readonly to: string }

/** Which list: a figure, and what narrows it. */
export type Drill = Readonly<Record<string, string>> & { readonly figure: string }

export const periods = [1, 7, 30] as const

const isDay = (text: string | null): text is string => /^\d{4}-\d\d-\d\d$/.test(text ?? '')

export function shownIn(params: URLSearchParams): Shown {
  const [from, to] = [params.get('from'), params.get('to')]
  const days = Number(params.get('days') ?? 1)
  const { figure, ...narrowed } = Object.fromEntries(new URLSearchParams(params.get('list') ?? ''))
  return {
    period:
      isDay(from) && isDay(to)
        ? { kind: 'span', from, to }
        : { kind: 'days', days: Number.isInteger(days) && days > 0 && days <= 366 ? days : 1 },
    shops: params.getAll('shop').filter(Boolean),
    tables: params.get('tables')?.split(',').filter(Boolean) ?? [],
    ...(figure !== undefined && { list: { ...narrowed, figure } }),
  }
}

export function addressOf({ period, shops, tables, list }: Shown): URLSearchParams {
  return searchOf({
    ...daysOf(period),
    shop: shops,
    ...(tables.length > 0 && { tables: tables.join(',') }),
    ...(list !== undefined && { list: String(new URLSearchParams(list)) }),
  })
}

/** What the server is asked: a name may have several values. */
export type Query = Readonly<Record<string, string | readonly string[]>>

export const searchOf = (query: Query): URLSearchParams =>
  new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => [value].flat().map((each) => [name, each])),
  )

/** As the server is asked. */
export const queryOf = ({ period, shops }: Pick<Shown, 'period' | 'shops'>): Query => ({
  ...daysOf(period),
  shop: shops,
})

const daysOf = (period: Period): Readonly<Record<string, string>> =>
  period.kind === 'days' ? { days: String(period.days) } : { from: period.from, to: period.to }

/** What a list is asked with: of one day where the figure is that of a day. */
export const listQuery = (
  { period, shops }: Pick<Shown, 'period' | 'shops'>,
  drill: Drill,
): Query => ({
  ...('from' in drill ? {} : daysOf(period)),
  shop: shops,
  ...drill,
})
