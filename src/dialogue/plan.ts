import type { Flow } from '../model/flow.ts'
import type { IntentId } from '../model/ids.ts'
import type { Answer, Intent } from '../playbook/index.ts'
import type { Act, Plan } from './act.ts'
import { choose, orderFor, orderInQuestion } from './answer.ts'
import { orderQuestion } from './form/order-question.ts'
import { type Asked, type AskedAnswer, type AskedIntent, keyOf } from './heard/asked.ts'
import { type Heard, valuesFor } from './heard/heard.ts'
import { saysNone } from './heard/short-answer.ts'
import { isQuestion, mentioned, plain } from './heard/words.ts'
import { offersOf } from './offer.ts'
import { renderLoosely } from './render.ts'
import { ticketOf } from './ticket/incident.ts'

/** What the playbook has for what was asked. */
export const planFor = (heard: Heard, asked: Asked): Plan =>
  asked.kind === 'answer' ? planAnswer(heard, asked) : planIntent(heard, asked)

/** For an intent: a flow, an answer, a person. */
const planIntent = (heard: Heard, asked: AskedIntent): Plan => {
  const { kind: _, words: __, counted, chosen, ...aim } = asked
  const { playbook } = heard.situation
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
  const flow = playbook.flowOf.get(intent)
  if (isRequest && times >= insist_after && !tellsMore(hearing, flow)) {
    return does({ kind: 'calls', reason: 'insistence' }, `第 ${times} 次问同一件事`)
  }
  const answers = playbook.answersOf.get(intent) ?? []
  if (flow !== undefined) {
    // An answer made for this very situation spares the customer the form.
    const fitting = answers.filter((answer) => Object.keys(answer.when).length > 0)
    return planAnswers(hearing, fitting, aim) ?? does({ kind: 'opens', flow })
  }
  const first = ordersFirst(hearing, known, answers)
  if (first !== undefined) return does(first.act, first.why)
  return planAnswers(hearing, answers, aim) ?? does({ kind: 'lacks' })
}

/** What the orders have to say before any answer: nobody sees them, one has to be picked, one is not theirs. */
const ordersFirst = (
  heard: Heard,
  { id, about_orders }: Intent,
  answers: readonly Answer[],
): { readonly act: Act; readonly why: string } | undefined => {
  const { facts, playbook } = heard.situation
  const { phrases, handoff } = playbook
  const isAboutOrders = about_orders.length > 0
  if (facts.ordersDown !== undefined && isAboutOrders) {
    return {
      act: { kind: 'calls', reason: 'no_answer', words: phrases.order_source_down },
      why: `订单系统没有回应：${facts.ordersDown}`,
    }
  }
  const about = orderInQuestion(heard, id)
  switch (about.kind) {
    case 'unchecked':
      return answers.some(looksAtOrder)
        ? {
            act: { kind: 'calls', reason: 'no_answer' },
            why: `要看订单 ${about.orderNo}，而订单系统没有接入`,
          }
        : undefined
    case 'several':
      return {
        act: { kind: 'asks', ...orderQuestion(heard, id, about.orders) },
        why: `顾客有 ${about.orders.length} 个相关订单`,
      }
    case 'notTheirs': {
      if (!isAboutOrders) return undefined
      if (heard.memory.misses + 1 >= handoff.misses_before_human) {
        return {
          act: { kind: 'calls', reason: 'no_answer' },
          why: `订单 ${about.orderNo} 也不在顾客名下`,
        }
      }
      const values = { ...valuesFor(heard, undefined), order_no: about.orderNo }
      return {
        act: { kind: 'doubts', text: renderLoosely(phrases.order_not_found, values) },
        why: `订单 ${about.orderNo} 不在顾客名下`,
      }
    }
    case 'none':
    case 'one':
      return undefined
    default:
      return about satisfies never
  }
}

/**
 * 「另一单也碎了」 and 「盖子也坏了」 are said for the first time, however often the first was told; a question, or
 * the same words again, insist.
 */
const tellsMore = (heard: Heard, flow: Flow | undefined): boolean => {
  if (flow === undefined) return false
  if (heard.orderNos.length > 0 && ticketOf(heard, flow) === undefined) return true
  const before = heard.conversation.memory.said.map(plain)
  return !isQuestion.test(heard.text) && !before.includes(plain(heard.text.slice(0, 200)))
}

/** For an answer found by its own words. Asked for too often, it does not help either: a person. */
export const planAnswer = (heard: Heard, asked: AskedAnswer): Plan => {
  const { answer, because } = asked
  const { intents, handoff } = heard.situation.playbook
  const [intent] = answer.intents
  const role = intent && intents.get(intent)?.role
  const isRequest = role === undefined || role === 'request'
  const hearing = isRequest ? countedAs(heard, keyOf(asked), intent) : heard
  const given = planAnswers(hearing, [answer], { because })
  if (given === undefined) {
    return { heard, because, act: { kind: 'passes', why: '回复此刻条件不满足' } }
  }
  const times = isRequest ? (hearing.memory.asked[keyOf(asked)] ?? 0) : 0
  if (times < handoff.insist_after) return given
  const act: Act = { kind: 'calls', reason: 'insistence' }
  return { ...given, because: `${because}；第 ${times} 次问同一件事`, act }
}

/** Asked once more. A numbered question of earlier is then no longer what was spoken of last. */
export const countedAs = (heard: Heard, key: string, intent: IntentId | undefined): Heard => {
  const { answered: _, ...memory } = heard.memory
  return {
    ...heard,
    memory: {
      ...memory,
      asked: { ...memory.asked, [key]: (memory.asked[key] ?? 0) + 1 },
      ...(intent === undefined ? {} : { lastIntent: intent }),
    },
  }
}

interface Aim {
  readonly intent?: IntentId
  readonly because: string
  readonly confidence?: number
}

/** The most specific answer that holds, and what follows it. */
export const planAnswers = (
  heard: Heard,
  answers: readonly Answer[],
  aim: Aim,
): Plan | undefined => {
  const { playbook } = heard.situation
  const intent = aim.intent ?? answers[0]?.intents[0]
  const chosen = choose(heard, answers, orderFor(heard, intent))
  if (chosen === undefined) return undefined
  const { answer, text } = chosen
  const told = { ...aim, source: answer.source, ...(intent === undefined ? {} : { intent }) }
  const hearing = answer.when.ticket?.includes('none') === false ? tellsCase(heard) : heard
  const does = (act: Act): Plan => ({ ...told, heard: hearing, act })
  if (answer.next === 'handoff') {
    const reason = intent === 'complaint' ? 'complaint' : 'by_playbook'
    const title = intent === undefined ? undefined : playbook.intents.get(intent)?.title
    const why = title === undefined ? {} : { called: `「${title}」按规则由同事来办` }
    return does({ kind: 'calls', reason, words: text, ...why })
  }
  const flow = answer.next && playbook.flows.get(answer.next.collect as never)
  if (flow !== undefined) return does({ kind: 'opens', flow, opening: text })
  // A yes or a no in answer to nothing is heard, and still not understood.
  const isContext = intent !== undefined && playbook.intents.get(intent)?.role === 'context'
  const before = isContext ? heard.memory.misses : 0
  const misses = isContext && saysNone(heard) ? before + 1 : before
  if (misses >= playbook.handoff.misses_before_human && misses > before) {
    return does({ kind: 'passes', why: '一再说不是，没听懂' })
  }
  const question = offersOf(answer)
  const invites = answer.invites === undefined ? {} : { invites: answer.invites }
  return does({ kind: 'says', text, misses, ...(question ? { question } : {}), ...invites })
}

/** Remembers for the next message that the reply says how far a case is. */
export const tellsCase = (heard: Heard): Heard => ({
  ...heard,
  memory: { ...heard.memory, toldCase: true },
})

/** Whether an answer depends on what the order system says. */
export const looksAtOrder = ({ when, reply }: Answer): boolean =>
  when.order_state !== undefined || when.after_sale !== undefined || reply.includes('{{order.')
