import type { IntentId } from '../model/ids.ts'
import type { Answer } from '../playbook/index.ts'
import { type Chosen, choose, orderInQuestion } from './answer.ts'
import { aside } from './aside.ts'
import { orderQuestion } from './clarify.ts'
import { handOver } from './handoff.ts'
import { type Heard, ownOrder } from './heard.ts'
import { openFlow } from './open-flow.ts'
import type { Move, Rungs } from './situation.ts'
import { runningFlow } from './slots.ts'
import { mentioned } from './words.ts'

interface Aim {
  readonly intent: IntentId
  readonly because: string
  readonly confidence?: number
  /** It was counted as asked when the question first came. */
  readonly counted?: true
  /** Chosen in so many words, and not guessed from the meaning. */
  readonly chosen?: true
}

/** Does what the playbook says for an intent: a flow, an answer, a person. */
export const answerIntent = (heard: Heard, { counted, chosen, ...aim }: Aim): Rungs => {
  const { playbook, facts } = heard.situation
  const { intent } = aim
  const known = playbook.intents.get(intent)
  if (known === undefined) return '意图已不在知识库里'
  if (known.role === 'off_topic') return '不是本店售后的事'
  const { wants_human, insist_after } = playbook.handoff
  if (wants_human.intents.includes(intent)) {
    if (mentioned(heard.text, wants_human.not_words) !== undefined) return '说的是不要人工'
    if (chosen === undefined) return '要不要人工，由上面一级决定'
    return handOver(heard, { reason: 'customer_request', ...aim })
  }
  const given =
    known.role === 'context' && heard.orderNos.length > 0 ? heard.memory.lastIntent : undefined
  if (given !== undefined) {
    const because = '顾客补了订单号，接着答刚才的问题'
    return answerIntent(heard, { intent: given, because, counted: true })
  }
  const times = (heard.memory.asked[intent] ?? 0) + 1
  const isRequest = known.role === 'request' && counted === undefined
  const memory = isRequest
    ? { ...heard.memory, asked: { ...heard.memory.asked, [intent]: times }, lastIntent: intent }
    : heard.memory
  const hearing: Heard = { ...heard, memory }
  if (isRequest && times >= insist_after) {
    return handOver(hearing, {
      ...aim,
      reason: 'insistence',
      because: `${aim.because}；第 ${times} 次问同一件事`,
    })
  }
  const answers = playbook.answersOf.get(intent) ?? []
  const flow = playbook.flowOf.get(intent)
  if (flow !== undefined && runningFlow(hearing) !== undefined) {
    return give(hearing, answers, aim) ?? '另一件要凭证的事，先收完手上这件'
  }
  if (flow !== undefined) {
    // An answer made for this very situation spares the customer the form.
    const fitting = answers.filter((answer) => Object.keys(answer.when).length > 0)
    return give(hearing, fitting, aim) ?? openFlow(hearing, flow, aim)
  }
  if (facts.ordersDown !== undefined && known.about_orders.length > 0) {
    return handOver(hearing, {
      ...aim,
      reason: 'no_answer',
      because: `${aim.because}；订单系统没有回应：${facts.ordersDown}`,
      words: playbook.phrases.order_source_down,
    })
  }
  const question = orderInQuestion(hearing, intent)
  if (question.kind === 'unchecked' && answers.some(looksAtOrder)) {
    return handOver(hearing, {
      ...aim,
      reason: 'no_answer',
      because: `${aim.because}；要看订单 ${question.orderNo}，而订单系统没有接入`,
    })
  }
  if (question.kind === 'several') {
    // Counted as asked now, and not again when the customer picks one.
    return aside(hearing, {
      ...orderQuestion(hearing, intent, question.orders),
      ...aim,
      kind: 'clarify',
      because: `${aim.because}；顾客有 ${question.orders.length} 个相关订单`,
      misses: 0,
    })
  }
  if (question.kind === 'notTheirs' && known.about_orders.length > 0) {
    if (hearing.memory.misses + 1 >= playbook.handoff.misses_before_human) {
      const because = `${aim.because}；订单 ${question.orderNo} 也不在顾客名下`
      return handOver(hearing, { ...aim, reason: 'no_answer', because })
    }
    return aside(hearing, {
      ...aim,
      kind: 'clarify',
      because: `${aim.because}；订单 ${question.orderNo} 不在顾客名下`,
      text: playbook.phrases.order_not_found,
      misses: hearing.memory.misses + 1,
    })
  }
  return (
    give(hearing, answers, aim) ??
    handOver(hearing, { ...aim, reason: 'no_answer', because: `${aim.because}；没有合适的回复` })
  )
}

/** An answer found by its own words. Asked for too often, it does not help either: a person. */
export const giveFound = (heard: Heard, answer: Answer, because: string): Move | undefined => {
  const { playbook } = heard.situation
  const [intent] = answer.intents
  const role = intent && playbook.intents.get(intent)?.role
  if (role !== undefined && role !== 'request') return give(heard, [answer], { because })
  const key = intent ?? answer.id
  const times = (heard.memory.asked[key] ?? 0) + 1
  const memory = {
    ...heard.memory,
    asked: { ...heard.memory.asked, [key]: times },
    ...(intent === undefined ? {} : { lastIntent: intent }),
  }
  const given = give({ ...heard, memory }, [answer], { because })
  if (given === undefined || times < playbook.handoff.insist_after) return given
  return handOver(
    { ...heard, memory },
    {
      reason: 'insistence',
      because: `${because}；第 ${times} 次问同一件事`,
      source: answer.source,
      ...(intent === undefined ? {} : { intent }),
    },
  )
}

/** Says the most specific answer that holds, and what follows it. */
const give = (
  heard: Heard,
  answers: readonly Answer[],
  aim: Omit<Aim, 'intent'> & { readonly intent?: IntentId },
): Move | undefined => {
  const intent = aim.intent ?? answers[0]?.intents[0]
  const question = intent === undefined ? undefined : orderInQuestion(heard, intent)
  const order = question?.kind === 'one' ? question.order : ownOrder(heard, heard.memory.order)
  const chosen: Chosen | undefined = choose(heard, answers, order)
  if (chosen === undefined) return undefined
  const { answer, text } = chosen
  const told = { ...aim, source: answer.source, ...(intent === undefined ? {} : { intent }) }
  if (answer.next === 'handoff') {
    const reason = intent === 'complaint' ? 'complaint' : 'by_playbook'
    return handOver(heard, { ...told, reason, words: text })
  }
  const flow = answer.next && heard.situation.playbook.flows.get(answer.next.collect as never)
  if (flow !== undefined && runningFlow(heard) === undefined) {
    return openFlow(heard, flow, {
      ...aim,
      intent: intent ?? (flow.intents[0] as IntentId),
      opening: text,
    })
  }
  return aside(heard, { ...told, kind: 'answer', text, misses: 0 })
}

/** Whether an answer depends on what the order system says. */
const looksAtOrder = ({ when, reply }: Answer): boolean =>
  when.order_state !== undefined || when.after_sale !== undefined || reply.includes('{{order.')
