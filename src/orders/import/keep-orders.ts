import { setImmediate } from 'node:timers/promises'
import type { OrderChange, OrderRecords } from '../../store/index.ts'
import { type Conflict, conflictsIn, type Drafted, draftOrder, type NumberedRow } from './draft.ts'
import { type Merged, mergeOrder, type Needed } from './merge-order.ts'
import type { ReadFile } from './read-rows.ts'
import type { ImportReport, Refusal } from './report.ts'
import type { Say } from './sentences.ts'

/** Orders that are kept in one transaction; between two of them a running counter serves its chats. */
const ordersAtOnce = 200

export interface Keeping {
  readonly records: Pick<OrderRecords, 'rewrite'>
  readonly now: () => number
  readonly mode: ImportReport['mode']
  readonly say: Say
}

/**
 * Puts what a file says beside what is known, and counts what became of each row. An order of which
 * a row is wrong stays out with all its rows: half of it would tell a wrong amount.
 */
export async function keepOrders(
  file: ReadFile,
  { records, now, mode, say }: Keeping,
): Promise<Omit<ImportReport, 'file' | 'mode'>> {
  const tally = createTally(file, say)
  const drafting = { perItem: file.columns.has('subOrderNo'), say }
  const orders = [...file.orders].filter(([key, rows]) => {
    const conflicts = conflictsIn(rows, drafting)
    const tornAt = file.torn.get(key) ?? conflicts[0]?.row.row
    if (tornAt === undefined) return true
    tally.refuseTorn({ rows, conflicts, tornAt })
    return false
  })
  for (let from = 0; from < orders.length; from += ordersAtOnce) {
    const changes = orders.slice(from, from + ordersAtOnce).map(([key, rows]): OrderChange => {
      const drafted = draftOrder(rows, drafting)
      return {
        key,
        decide(known) {
          const merged = mergeOrder({ draft: drafted.draft, known, columns: file.columns })
          tally.count(drafted, merged)
          const isNews = merged.kind === 'imported' || merged.kind === 'updated'
          return isNews && mode === 'kept' ? merged.order : undefined
        },
      }
    })
    await records.rewrite(changes, now())
    await setImmediate()
  }
  return tally.total()
}

interface Torn {
  readonly rows: readonly NumberedRow[]
  readonly conflicts: readonly Conflict[]
  /** A row of it that is wrong. */
  readonly tornAt: number
}

function createTally(file: ReadFile, say: Say) {
  const rows = { imported: 0, updated: 0, unchanged: 0, refused: file.refusedRows }
  const refusals: Refusal[] = [...file.refusals]
  let older = 0
  let repeated = 0
  let nobodys = 0
  const joined: string[] = []
  const voided: string[] = []

  function refuse({ row, sheet }: NumberedRow, message: string) {
    rows.refused += 1
    refusals.push({ ...(sheet !== undefined && { sheet }), row, message })
  }

  return {
    refuseTorn({ rows: all, conflicts, tornAt }: Torn) {
      const messages = new Map(conflicts.map(({ row, message }) => [row, message]))
      for (const row of all) refuse(row, messages.get(row) ?? say.torn(tornAt))
    },
    count({ rows: told, repeated: again }: Drafted, merged: Merged) {
      if (merged.kind === 'refused') {
        const names = merged.missing.map((name: Needed) => say.field[name]).join(say.comma)
        for (const row of [...told, ...again]) refuse(row, say.newNeeds(names))
        return
      }
      const verdict = merged.kind === 'older' ? 'unchanged' : merged.kind
      rows[verdict] += told.length
      rows.unchanged += again.length
      repeated += again.length
      if (merged.kind === 'older') older += told.length
      if (merged.kind === 'updated' && merged.joined.length > 0)
        joined.push(say.joins(merged.order.orderNo, merged.joined.join(say.comma)))
      if (merged.kind === 'updated' && merged.voided.length > 0)
        voided.push(say.voids(merged.order.orderNo, merged.voided.join(say.comma)))
      if (merged.order.buyerId === '') nobodys += 1
    },
    total(): Omit<ImportReport, 'file' | 'mode'> {
      return {
        rows: file.rows,
        ...rows,
        orders: file.orders.size,
        refusals: refusals.sort(inOrder),
        notes: [
          ...(joined.length > 0 ? [say.joined(joined.length, someOf(joined, say))] : []),
          ...(voided.length > 0 ? [say.voided(voided.length, someOf(voided, say))] : []),
          ...(older > 0 ? [say.older(older)] : []),
          ...(repeated > 0 ? [say.repeated(repeated)] : []),
          ...(nobodys > 0 ? [say.noBuyer(nobodys)] : []),
          ...file.notes,
        ],
      }
    },
  }
}

const mostNamed = 3

const someOf = (names: readonly string[], { comma }: Say) =>
  [...names.slice(0, mostNamed), ...(names.length > mostNamed ? ['…'] : [])].join(comma)

const inOrder = (a: Refusal, b: Refusal) =>
  (a.sheet ?? '').localeCompare(b.sheet ?? '') || a.row - b.row
