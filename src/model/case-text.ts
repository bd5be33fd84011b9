import type { OrderItem, OrderState } from './order.ts'
import type { Slot, Stage, Ticket, Told } from './ticket.ts'

/**
 * What a case has and what its order is, in the words that people read: those of the handover and
 * those of today are the same.
 */
export const orderStateText: Readonly<Record<OrderState, string>> = {
  unpaid: '待付款',
  paid: '已付款，待发货',
  shipped: '运输中',
  delivered: '已签收',
  completed: '交易完成',
  cancelled: '已取消',
}

export const itemsText = ({ items }: { readonly items: readonly OrderItem[] }): string => {
  const [first, ...others] = items
  if (first === undefined) return '商品'
  const rest = others.length > 0 ? `等 ${items.length} 件商品` : ''
  return `${first.title}${rest}`
}

/** The line of a trail that says who has the case from now on. */
export const ownerHead = '负责人：'

const orderHead = '订单：'

/** The line of a summary that is about the order; `known` is there where the shop's system knows it. */
export const orderLine = (orderNo: string, known: string | undefined): string =>
  `${orderHead}${[orderNo, ...(known === undefined ? [] : [known])].join(' ')}`

/** The same where the customer named none of those they have. */
export const noOrderLine = (theirs: number): string =>
  `${orderHead}${theirs === 0 ? '未提供' : `没说是哪一单（名下 ${theirs} 单）`}`

/** Whether a line is one of those, of any order but this. */
export const isLineOfOtherOrder = (line: string, orderNo: string): boolean =>
  line.startsWith(orderHead) && !line.startsWith(orderLine(orderNo, undefined))

export interface Evidence {
  readonly have: readonly string[]
  readonly missing: readonly string[]
}

/** What is there, and what is not though it is wanted. */
export const evidenceOf = (
  slots: readonly { readonly label: string; readonly required: boolean; readonly state: Slot }[],
): Evidence => {
  const have: string[] = []
  const missing: string[] = []
  for (const { label, required, state } of slots) {
    if (state.kind === 'filled') have.push(`${label}：${valueText(state)}`)
    else if (state.kind === 'givenUp') missing.push(`${label}（${whyNot[state.because]}）`)
    else if (required) missing.push(label)
  }
  return { have, missing }
}

const whyNot = { refused: '顾客说没有', asked_enough: '多次询问未提供' } as const

export const valueText = ({ values, note }: Extract<Slot, { kind: 'filled' }>): string => {
  const texts = values.flatMap((value) => (value.kind === 'text' ? [value.text] : []))
  const files = values.length - texts.length
  const words = [...texts, ...(files > 0 ? [`${files} 个文件`] : [])].join('；')
  return note === undefined ? words : `${words}（${note}）`
}

/**
 * How far a case is, as its customer hears it; of what they were told with a stage, the very words.
 */
export const stageText = (ticket: Ticket): string => {
  const { stage, told } = ticket
  const wanted = stage === 'opened' && ticket.status === 'collecting' ? missingOf(ticket) : []
  if (wanted.length > 0) return `已登记，还差：${wanted.join('、')}`
  // What was agreed on are the words that were proposed.
  if (stage === 'agreed' && told !== undefined) return `方案${quoted(told)}已确认，正在办理`
  if (told?.stage !== stage) return stageWords[stage]
  if (stage === 'proposed') return `处理方案是${quoted(told)}，等您确认`
  return stage === 'rejected' ? `核实完了，结果是${quoted(told)}` : stageWords[stage]
}

const missingOf = ({ slots }: Ticket): readonly string[] =>
  slots.flatMap(({ label, required, state }) =>
    required && state.kind === 'missing' ? [label] : [],
  )

const longestQuote = 120

const quoted = ({ text }: Told): string => {
  const letters = [...text.replace(/\s+/g, ' ').replace(/[。！；，、.!;,\s]+$/, '')]
  const more = letters.length > longestQuote ? '…' : ''
  return `「${letters.slice(0, longestQuote).join('')}${more}」`
}

/** What customers call a stage: plain, without a promise, and nothing is said to have been told. */
const stageWords: Readonly<Record<Stage, string>> = {
  opened: '已登记，等同事核实',
  under_review: '同事正在核实',
  proposed: '同事核实过了，正在定处理方案',
  agreed: '方案已确认，正在办理',
  done: '已办完',
  rejected: '核实完了，这一单已经结束',
  withdrawn: '已按您的意思撤销',
  reopened: '已重新打开，等同事核实',
}
