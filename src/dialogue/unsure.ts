import { orderNamed } from './answer.ts'
import { aside, nothingSaid } from './aside.ts'
import { addToTicket } from './form/add-to-ticket.ts'
import { collectingOf, runningFlow } from './form/slots.ts'
import type { Heard } from './heard/heard.ts'
import { plain } from './heard/words.ts'
import { tellsNoWant, wantQuestion } from './offer.ts'
import type { Rungs } from './situation.ts'
import { handOver } from './waiting/handoff.ts'

/** Asks what is meant, by numbered options where there are any. */
export function clarify(heard: Heard): Rungs {
  const { playbook } = heard.situation
  const { phrases, handoff } = playbook
  const wordless = heard.text === ''
  if (wordless) return nothingSaid(heard)
  const top = heard.understanding?.ranking[0]
  const offTopic =
    heard.understanding?.outcome !== 'clarify' &&
    top &&
    playbook.intents.get(top.intent)?.role === 'off_topic'
  const done = collectingOf(heard.situation, heard.memory.lastRun)
  const joined = heard.media.length > 0 && done && addToTicket(heard, done)
  if (joined) return joined
  const misses = heard.memory.misses + 1
  const isCase = isCaseAlive(heard)
  const isScrap = plain(heard.text).length <= longestScrap
  const patience = handoff.misses_before_human + (offTopic && !isCase ? 1 : 0)
  if (misses >= patience) return `连续 ${misses} 句没听懂，或不是本店的事`
  if (offTopic) {
    return aside(heard, {
      kind: 'notice',
      because: whyOff({ isCase, isScrap }),
      text: isCase || isScrap ? phrases.not_understood : phrases.off_topic,
      misses,
      intent: top.intent,
      confidence: top.confidence,
    })
  }
  const named = tellsNoWant(heard) ? orderNamed(heard) : undefined
  if (named !== undefined && named.orderNo !== heard.memory.order) {
    const hearing = { ...heard, memory: { ...heard.memory, order: named.orderNo } }
    const because = '听得出是哪一单，听不出要办什么，问这一单怎么了'
    return aside(hearing, { kind: 'clarify', because, text: phrases.goods_alone })
  }
  const asked = wantQuestion(heard)
  return aside(heard, {
    kind: 'clarify',
    because:
      asked === undefined ? '没听懂，请顾客换个说法' : whyAsked(asked.question.options.length),
    text: asked?.text ?? phrases.not_understood,
    misses,
    ...(asked ? { question: asked.question } : {}),
    ...(top ? { intent: top.intent, confidence: top.confidence } : {}),
  })
}

const whyAsked = (options: number): string =>
  options === 1 ? '只有一种意思像，问顾客是不是' : '几种意思都有可能，请顾客选'

/** 「哦」 and 「那个呢」 are no subject that one could be of no help with. */
const longestScrap = 3

const whyOff = ({ isCase, isScrap }: { isCase: boolean; isScrap: boolean }): string => {
  if (isCase) return '像是不相干的话，但手上有事没办完，当作没听懂'
  return isScrap ? '话太短，听不出是什么事' : '不是本店售后的事'
}

/** Something is being dealt with: what seems beside the point is more likely misunderstood. */
const isCaseAlive = (heard: Heard): boolean =>
  heard.memory.lastIntent !== undefined ||
  heard.memory.lastRun !== undefined ||
  runningFlow(heard) !== undefined

export function human(heard: Heard): Rungs {
  return handOver(heard, { reason: 'not_understood', because: '机器人没听懂，交给人' })
}
