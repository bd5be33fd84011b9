/** What the address of the page says, so that what somebody sees can be sent to somebody else. */
export interface Shown {
  readonly period: Period
  readonly shop?: string
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
  const [from, to, shop] = ['from', 'to', 'shop'].map((name) => params.get(name)) as [
    string | null,
    string | null,
    string | null,
  ]
  const days = Number(params.get('days') ?? 1)
  const { figure, ...narrowed } = Object.fromEntries(new URLSearchParams(params.get('list') ?? ''))
  return {
    period:
      isDay(from) && isDay(to)
        ? { kind: 'span', from, to }
        : { kind: 'days', days: Number.isInteger(days) && days > 0 && days <= 366 ? days : 1 },
    ...(shop && { shop }),
    tables: params.get('tables')?.split(',').filter(Boolean) ?? [],
    ...(figure !== undefined && { list: { ...narrowed, figure } }),
  }
}

export function addressOf({ period, shop, tables, list }: Shown): URLSearchParams {
  return new URLSearchParams({
    ...queryOf(period),
    ...(shop !== undefined && { shop }),
    ...(tables.length > 0 && { tables: tables.join(',') }),
    ...(list !== undefined && { list: String(new URLSearchParams(list)) }),
  })
}

/** As the server is asked. */
export const queryOf = (period: Period): Readonly<Record<string, string>> =>
  period.kind === 'days' ? { days: String(period.days) } : { from: period.from, to: period.to }

/** What a list is asked with: of one day where the figure is that of a day. */
export const listQuery = (
  { period, shop }: Pick<Shown, 'period' | 'shop'>,
  drill: Drill,
): Readonly<Record<string, string>> => ({
  ...('from' in drill ? {} : queryOf(period)),
  ...(shop !== undefined && { shop }),
  ...drill,
})
