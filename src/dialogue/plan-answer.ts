import type { IntentId } from '../model/ids.ts'
import type { Answer } from '../playbook/index.ts'
import type { Act, Plan } from './act.ts'
import { choose, orderFor } from './answer.ts'
import { type AskedAnswer, keyOf } from './asked.ts'
import type { Heard } from './heard.ts'

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
  const does = (act: Act): Plan => ({ ...told, heard, act })
  if (answer.next === 'handoff') {
    const reason = intent === 'complaint' ? 'complaint' : 'by_playbook'
    return does({ kind: 'calls', reason, words: text })
  }
  const flow = answer.next && playbook.flows.get(answer.next.collect as never)
  if (flow !== undefined) return does({ kind: 'opens', flow, opening: text })
  // A yes or a no in answer to nothing is heard, and still not understood.
  const isContext = intent !== undefined && playbook.intents.get(intent)?.role === 'context'
  return does({ kind: 'says', text, misses: isContext ? heard.memory.misses : 0 })
}

/** Whether an answer depends on what the order system says. */
export const looksAtOrder = ({ when, reply }: Answer): boolean =>
  when.order_state !== undefined || when.after_sale !== undefined || reply.includes('{{order.')
