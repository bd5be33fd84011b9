import type { Understanding } from '../model/understanding.ts'
import type { variables } from '../model/variables.ts'
import { variablePattern } from '../model/variables.ts'
import type { Answer } from '../playbook/index.ts'
import { holds, orderFor } from './answer.ts'
import { hear, valuesFor } from './heard/heard.ts'
import { ticketInQuestion, ticketValues } from './heard/ticket-asked.ts'
import { plain } from './heard/words.ts'
import type { Situation } from './situation.ts'

/** An answer of the playbook as it would be said in this conversation now. */
export interface Quote {
  readonly answer: Answer
  /** What it is about, in the operators' words. */
  readonly title: string
  /** What is not known stands in it by its name, for a person to fill in: 「{{ask:物流单号}}」. */
  readonly text: string
  readonly hasGaps: boolean
  /** Whether its conditions hold here. */
  readonly applies: boolean
}

/**
 * What the shop could say to these words, best first: what the search over questions finds, what
 * the likeliest intents are answered with, then what has the very words in it.
 */
export const quotesFor = (
  situation: Situation,
  { text, candidates, ranking, outcome }: Understanding,
  most: number,
): readonly Quote[] => {
  const { playbook } = situation
  const found = candidates.flatMap(({ answer }) => playbook.answers.get(answer) ?? [])
  // Nonsense has a likeliest intent, too.
  const meant = (outcome === 'reject' ? [] : ranking)
    .filter(({ confidence }) => confidence >= worthLooking)
    .flatMap(({ intent }) => playbook.answersOf.get(intent) ?? [])
  const said = plain(text)
  const named =
    said === '' ? [] : [...playbook.answers.values()].filter((each) => mentions(each, said))
  const quotes = [...new Set([...found, ...meant, ...named])].map((each) => quote(situation, each))
  return quotes.toSorted((a, b) => Number(b.applies) - Number(a.applies)).slice(0, most)

  function mentions(answer: Answer, words: string) {
    const { questions, keywords, reply } = answer
    return [titleOf(situation, answer), ...questions, ...keywords, reply].some((each) =>
      plain(each).includes(words),
    )
  }
}

/** Less is noise: a hundred intents share what is left. */
const worthLooking = 0.1

const quote = (situation: Situation, answer: Answer): Quote => {
  const heard = hear(situation, [], undefined)
  const order = orderFor(heard, answer.intents[0])
  const ticket = ticketValues(ticketInQuestion(heard), situation.timeZone)
  const values = { ...valuesFor(heard, order), ...ticket }
  let hasGaps = false
  const text = answer.reply.replace(variablePattern, (_, name: string) => {
    const value = values[name]
    if (value !== undefined && value !== '') return value
    hasGaps = true
    return `{{ask:${names[name] ?? name}}}`
  })
  const title = titleOf(situation, answer)
  return { answer, title, text: text.trim(), hasGaps, applies: holds(answer, heard, order) }
}

const titleOf = ({ playbook }: Situation, { intents, questions, keywords, id }: Answer): string => {
  const titles = intents.flatMap((intent) => playbook.intents.get(intent)?.title ?? [])
  return titles.join('、') || (questions[0] ?? keywords[0] ?? id)
}

const names: Readonly<Record<string, string>> = {
  customer: '顾客称呼',
  'hours.duty': '值班时间',
  'order.no': '订单号',
  'order.items': '商品',
  'order.state': '订单状态',
  'order.amount': '实付金额',
  'order.courier': '快递公司',
  'order.tracking_no': '物流单号',
  'order.last_event': '最新物流',
  'order.last_event_time': '最新物流时间',
  'order.placed_time': '下单时间',
  'order.promised_ship_time': '承诺发货时间',
  'order.shipped_time': '发货时间',
  'order.delivered_time': '签收时间',
  'order.after_sale': '售后类型',
  'order.after_sale_state': '售后进度',
  'order.after_sale_time': '售后更新时间',
  'order.refund_amount': '退款金额',
  'ticket.number': '售后单号',
  'ticket.title': '售后事由',
  'ticket.stage': '处理进度',
  'ticket.opened_time': '登记时间',
} satisfies Record<(typeof variables)[number], string>
