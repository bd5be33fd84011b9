import type { OrderState } from '../../model/order.ts'
import type { Cell } from '../table/row.ts'
import type { Say } from './sentences.ts'

/** What a cell says: nothing, something, or what is wrong with it. */
export type Read<T> =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'fault'; readonly message: string }

const empty = { kind: 'empty' } as const
const value = <T>(it: T): Read<T> => ({ kind: 'value', value: it })
const fault = (message: string) => ({ kind: 'fault', message }) as const

/**
 * The number of an order or a parcel: never one whose digits a spreadsheet has lost. Dashes alone
 * are none.
 */
export function readNumber(cell: Cell, say: Say): Read<string> {
  if (isNumber(cell)) return wholeDigits.test(cell.number) ? value(cell.number) : lost(cell, say)
  const text = plainText(cell).replace(/^No:\s*/i, '')
  if (/^-*$/.test(text)) return empty
  if (rewritten.test(text) || withPoint.test(text)) return fault(say.lostDigits(text))
  return /^[A-Za-z0-9_-]{4,64}$/.test(text) ? value(text) : fault(say.number(shown(text)))
}

/** Fifteen digits survive in a spreadsheet's number, no more. */
const wholeDigits = /^\d{1,15}$/
const rewritten = /^\d(?:\.\d+)?e\+\d+$/i
const withPoint = /^\d+\.\d+$/

const lost = ({ number }: { readonly number: string }, say: Say) => fault(say.lostDigits(number))

/** Several parcels of an order stand in one cell, or each in a row of its own. */
export function readNumbers(cell: Cell, say: Say): Read<readonly string[]> {
  if (cell === null || typeof cell === 'object') {
    const one = readNumber(cell, say)
    return one.kind === 'value' ? value([one.value]) : one
  }
  const found = plainText(cell)
    .split(/[\s,;、|/]+/)
    .filter(Boolean)
    .map((each) => readNumber(each, say))
  const wrong = found.find((each) => each.kind === 'fault')
  if (wrong) return wrong
  const numbers = found.flatMap((each) => (each.kind === 'value' ? [each.value] : []))
  return numbers.length === 0 ? empty : value(numbers)
}

/**
 * The id of a buyer or a product: any words, but none of which a spreadsheet lost a part. They stay
 * letter by letter what the marketplace wrote: `ｔｂ` and `tb` are two buyers.
 */
export function readId(cell: Cell, say: Say): Read<string> {
  if (isNumber(cell)) return wholeDigits.test(cell.number) ? value(cell.number) : lost(cell, say)
  if (rewritten.test(plainText(cell))) return fault(say.lostDigits(plainText(cell)))
  return wordsOf(typeof cell === 'string' ? withoutTricks(cell) : '', say)
}

/**
 * The last four digits of a telephone, for a customer to say whose order it is; the rest of it is not
 * kept. Marketplaces hide digits; a number with an extension is theirs, and not the customer's.
 */
export function readPhoneTail(cell: Cell): Read<string> {
  const text = isNumber(cell) ? cell.number : plainText(cell)
  const hasExtension = /[\d*]{11}\s*\D+\d+$/.test(text)
  const [, tail] = /^[+\d*]{3,}(\d{4})$/.exec(text.replace(/[\s-]/g, '')) ?? []
  return tail === undefined || hasExtension ? empty : value(tail)
}

export const readText = (cell: Cell, say: Say): Read<string> =>
  wordsOf(isNumber(cell) ? cell.number : plainText(cell), say)

const mostCharacters = 500

function wordsOf(text: string, say: Say): Read<string> {
  if (text === '') return empty
  if (/[\uFFFD\p{Cc}]/u.test(text)) return fault(say.badText(shown(text)))
  return text.length > mostCharacters ? fault(say.tooLong(mostCharacters)) : value(text)
}

/** Yuan as people and programs write them -> fen. */
export function readMoney(cell: Cell, say: Say): Read<number> {
  if (isNumber(cell)) return fenOf(Number(cell.number), cell.number, say)
  const text = plainText(cell)
  if (text === '') return empty
  const [, whole, cents] =
    /^[¥￥]?\s*(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2})0*)?\s*元?$/.exec(text) ?? []
  if (whole === undefined) return fault(say.money(shown(text)))
  return value(Number(whole.replaceAll(',', '')) * 100 + Number((cents ?? '').padEnd(2, '0')))
}

/** A spreadsheet's own arithmetic leaves 3.3000000000000003 where 3.30 is meant. */
function fenOf(yuan: number, written: string, say: Say): Read<number> {
  const fen = Math.round(yuan * 100)
  const isExact = Math.abs(yuan - fen / 100) <= 4 * Number.EPSILON * Math.max(1, yuan)
  return isExact && fen >= 0 && fen < 1e11 ? value(fen) : fault(say.money(written))
}

export function readQuantity(cell: Cell, say: Say): Read<number> {
  const text = isNumber(cell) ? cell.number : plainText(cell)
  if (text === '') return empty
  const count = Number(/^(\d{1,5})(?:\.0+)?\s*[件个]?$/.exec(text)?.[1] ?? 0)
  return count > 0 ? value(count) : fault(say.quantity(shown(text)))
}

/** Marketplaces' words for a state, as parts of theirs; the first one that is in it counts. */
const stateWords: readonly (readonly [RegExp, OrderState])[] = [
  [/取消|关闭|退款成功|已退款|cancelled/, 'cancelled'],
  [/待付款|待支付|未付款|未支付|等待买家付款|unpaid/, 'unpaid'],
  [/交易成功|已完成|^(?:订单|交易)?完成$|已收货|completed/, 'completed'],
  [/已签收|已妥投|delivered/, 'delivered'],
  [/待收货|已发货|部分发货|等待买家确认|等待确认收货|已出库|shipped/, 'shipped'],
  [/待发货|等待卖家发货|已付款|已支付|备货|待出库|等待出库|未发货|paid/, 'paid'],
]

export function readState(cell: Cell, say: Say): Read<OrderState> {
  const text = plainText(isNumber(cell) ? cell.number : cell)
  if (text === '') return empty
  const [, state] = stateWords.find(([words]) => words.test(text.toLowerCase())) ?? []
  return state ? value(state) : fault(say.state(shown(text)))
}

export const isNumber = (cell: Cell): cell is { readonly number: string } =>
  typeof cell === 'object' && cell !== null && 'number' in cell

export const plainText = (cell: Cell): string =>
  typeof cell === 'string' ? withoutTricks(cell.normalize('NFKC')) : ''

/** Without what makes a spreadsheet take a number for text: ="…", '…, a tab behind it. */
function withoutTricks(cell: string): string {
  const text = cell.trim()
  return (/^="?([^"]*)"?$/.exec(text)?.[1] ?? text).replace(/^'/, '').trim()
}

/** As much of a cell as a sentence can bear. */
export const shown = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
