import type { OrderState } from '../../model/order.ts'
import type { Cell } from '../table/row.ts'
import {
  type Read,
  readId,
  readMoney,
  readNumber,
  readNumbers,
  readPhoneTail,
  readQuantity,
  readState,
  readText,
} from './cells.ts'
import { type Columns, columnNames, type Field } from './columns.ts'
import type { ReadMoment } from './moments.ts'
import type { Say } from './sentences.ts'

/** When things happened to an order, or are to. */
export interface Moments {
  readonly placedAt?: number
  readonly paidAt?: number
  readonly promisedShipAt?: number
  readonly shippedAt?: number
  readonly deliveredAt?: number
}

/** What is said of an order as a whole; money in fen, moments in epoch milliseconds. */
export interface WholeOrder extends Moments {
  readonly orderNo: string
  readonly buyerId?: string
  /** Of the telephone that it goes to. */
  readonly phoneTail?: string
  readonly state?: OrderState
  readonly amount?: number
}

/** What one row says: of its order, and of its goods and their parcel. */
export interface OrderRow extends WholeOrder {
  readonly subOrderNo?: string
  readonly courier?: string
  readonly trackingNo?: readonly string[]
  /** Parcels that are none of the order's: a number was mistyped. */
  readonly voidedNo?: readonly string[]
  readonly title?: string
  readonly productId?: string
  readonly sku?: string
  readonly quantity?: number
  readonly price?: number
}

export interface CellFault {
  /** Counted from 0; absent when it is about the whole row. */
  readonly column?: number
  readonly message: string
}

export type RowRead =
  | { readonly kind: 'row'; readonly row: OrderRow }
  | {
      readonly kind: 'faults'
      readonly faults: readonly CellFault[]
      /** Whose row it is, where that can be read. */
      readonly orderNo: string | undefined
    }
  /** Nothing in it. */
  | { readonly kind: 'blank' }

export interface RowReader {
  readonly columns: Columns
  readonly readMoment: ReadMoment
  readonly now: number
  readonly say: Say
}

/** A clock that is a little ahead is no mistake. */
const aheadMs = 86_400_000

/** Reads a row as the heading says; every fault of it, not just the first. */
export function readRow(cells: readonly Cell[], reader: RowReader): RowRead {
  if (cells.every((cell) => cell === null || cell === '')) return { kind: 'blank' }
  const { columns, say } = reader
  const row: Partial<Record<Field, unknown>> = {}
  const faults: CellFault[] = []
  for (const field of fields) {
    const column = columns.at[field]
    if (column === undefined) continue
    const read = readField(field, cells[column] ?? null, reader)
    if (read.kind === 'value') row[field] = read.value
    if (read.kind === 'fault') faults.push({ column, message: read.message })
    if (read.kind === 'empty' && field === 'orderNo') faults.push({ column, message: say.missing })
  }
  const surplus = cells.slice(columns.names.length).filter((cell) => cell !== null && cell !== '')
  if (surplus.length > 0) faults.push({ message: say.surplus(surplus.length) })
  if (faults.length > 0)
    return { kind: 'faults', faults, orderNo: row.orderNo as string | undefined }
  return { kind: 'row', row: row as OrderRow }
}

const fields = Object.keys(columnNames) as Field[]

function readField(field: Field, cell: Cell, { readMoment, now, say }: RowReader): Read<unknown> {
  switch (field) {
    case 'orderNo':
    case 'subOrderNo':
      return readNumber(cell, say)
    case 'trackingNo':
    case 'voidedNo':
      return readNumbers(cell, say)
    case 'state':
      return readState(cell, say)
    case 'placedAt':
    case 'paidAt':
    case 'shippedAt':
    case 'deliveredAt':
      return notAhead(readMoment(cell, say), { cell, now, say })
    case 'promisedShipAt':
      return readMoment(cell, say)
    case 'amount':
    case 'price':
      return readMoney(cell, say)
    case 'phoneTail':
      return readPhoneTail(cell)
    case 'quantity':
      return readQuantity(cell, say)
    case 'buyerId':
    case 'productId':
      return readId(cell, say)
    case 'courier':
    case 'title':
    case 'sku':
      return readText(cell, say)
    default:
      return field satisfies never
  }
}

/** What happened cannot lie ahead. */
function notAhead(read: Read<number>, { cell, now, say }: Ahead): Read<number> {
  if (read.kind !== 'value' || read.value <= now + aheadMs) return read
  const text = typeof cell === 'string' ? cell : new Date(read.value).toISOString()
  return { kind: 'fault', message: say.future(text) }
}

interface Ahead {
  readonly cell: Cell
  readonly now: number
  readonly say: Say
}
