import type { Act, Plan } from './act.ts'
import { orderInQuestion } from './answer.ts'
import type { Asked, AskedIntent } from './asked.ts'
import { type Heard, valuesFor } from './heard.ts'
import { orderQuestion } from './order-question.ts'
import { countedAs, looksAtOrder, planAnswer, planAnswers } from './plan-answer.ts'
import { renderLoosely } from './render.ts'
import { mentioned } from './words.ts'

/** What the playbook has for what was asked. */
export const planFor = (heard: Heard, asked: Asked): Plan =>
  asked.kind === 'answer' ? planAnswer(heard, asked) : planIntent(heard, asked)

/** For an intent: a flow, an answer, a person. */
const planIntent = (heard: Heard, asked: AskedIntent): Plan => {
  const { kind: _, words: __, counted, chosen, ...aim } = asked
  const { playbook, facts } = heard.situation
  const { intent } = aim
  const known = playbook.intents.get(intent)
  const passes = (why: string): Plan => ({ ...aim, heard, act: { kind: 'passes', why } })
  if (known === undefined) return passes('意图已不在知识库里')
  if (known.role === 'off_topic') return passes('不是本店售后的事')
  const { wants_human, insist_after } = playbook.handoff
  if (wants_human.intents.includes(intent)) {
    if (mentioned(heard.text, wants_human.not_words) !== undefined) return passes('说的是不要人工')
    if (chosen === undefined) return passes('要不要人工，由上面一级决定')
    return { ...aim, heard, act: { kind: 'calls', reason: 'customer_request' } }
  }
  const given =
    known.role === 'context' && heard.orderNos.length > 0 ? heard.memory.lastIntent : undefined
  if (given !== undefined) {
    const because = '顾客补了订单号，接着答刚才的问题'
    return planIntent(heard, { kind: 'intent', intent: given, because, counted: true })
  }
  const isRequest = known.role === 'request' && counted === undefined
  const hearing = isRequest ? countedAs(heard, intent, intent) : heard
  const does = (act: Act, why?: string): Plan => ({
    ...aim,
    heard: hearing,
    act,
    because: why === undefined ? aim.because : `${aim.because}；${why}`,
  })
  const times = hearing.memory.asked[intent] ?? 0
  if (isRequest && times >= insist_after) {
    return does({ kind: 'calls', reason: 'insistence' }, `第 ${times} 次问同一件事`)
  }
  const answers = playbook.answersOf.get(intent) ?? []
  const flow = playbook.flowOf.get(intent)
  if (flow !== undefined) {
    // An answer made for this very situation spares the customer the form.
    const fitting = answers.filter((answer) => Object.keys(answer.when).length > 0)
    return planAnswers(hearing, fitting, aim) ?? does({ kind: 'opens', flow })
  }
  if (facts.ordersDown !== undefined && known.about_orders.length > 0) {
    const words = playbook.phrases.order_source_down
    const why = `订单系统没有回应：${facts.ordersDown}`
    return does({ kind: 'calls', reason: 'no_answer', words }, why)
  }
  const about = orderInQuestion(hearing, intent)
  if (about.kind === 'unchecked' && answers.some(looksAtOrder)) {
    const why = `要看订单 ${about.orderNo}，而订单系统没有接入`
    return does({ kind: 'calls', reason: 'no_answer' }, why)
  }
  if (about.kind === 'several') {
    const why = `顾客有 ${about.orders.length} 个相关订单`
    return does({ kind: 'asks', ...orderQuestion(hearing, intent, about.orders) }, why)
  }
  if (about.kind === 'notTheirs' && known.about_orders.length > 0) {
    if (hearing.memory.misses + 1 >= playbook.handoff.misses_before_human) {
      return does({ kind: 'calls', reason: 'no_answer' }, `订单 ${about.orderNo} 也不在顾客名下`)
    }
    const values = { ...valuesFor(hearing, undefined), order_no: about.orderNo }
    const text = renderLoosely(playbook.phrases.order_not_found, values)
    return does({ kind: 'doubts', text }, `订单 ${about.orderNo} 不在顾客名下`)
  }
  return planAnswers(hearing, answers, aim) ?? does({ kind: 'lacks' })
}
