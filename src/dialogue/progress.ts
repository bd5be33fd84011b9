import { aside } from './aside.ts'
import { handOver } from './handoff.ts'
import { type Heard, requestsOf } from './heard.ts'
import { renderLoosely } from './render.ts'
import type { Rungs } from './situation.ts'
import { ticketInQuestion, ticketValues } from './ticket-asked.ts'
import { ticketNumbersIn } from './ticket-number.ts'

/** 「SH261118-012345 怎么样了」: how far it is. What else is asked along is for the rungs below. */
export const progressAsked = (heard: Heard): Rungs => {
  const { situation, text, media } = heard
  const [named] = ticketNumbersIn(text)
  if (named === undefined || media.length > 0) return '没有说到售后单号'
  const urges = situation.playbook.phrases.urges.intents
  if (requestsOf(heard).some(({ intent }) => !urges.includes(intent))) return '还问了别的事'
  const { ticket_progress, ticket_not_found } = situation.playbook.phrases
  const ticket = ticketInQuestion(heard)
  if (ticket === undefined) {
    const words = renderLoosely(ticket_not_found, { 'ticket.number': named.number })
    const because = `售后单 ${named.number} 不是这位顾客的`
    const misses = heard.memory.misses + 1
    return misses < situation.playbook.handoff.misses_before_human
      ? aside(heard, { kind: 'clarify', because, text: words, misses })
      : handOver(heard, { reason: 'no_answer', because })
  }
  return aside(heard, {
    kind: 'answer',
    because: `顾客问售后单 ${ticket.number} 的进度`,
    intent: ticket.intent,
    text: renderLoosely(ticket_progress, ticketValues(ticket, situation.timeZone)),
    misses: 0,
  })
}
