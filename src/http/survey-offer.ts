import type { Conversation, Owner } from '../model/conversation.ts'
import type { AgentId } from '../model/ids.ts'
import type { SurveyAnswer, SurveyMark } from '../model/rating.ts'
import type { Ticket } from '../model/ticket.ts'

/** A round that is over, and who of the shop had it. */
export interface SurveyOffer {
  readonly round: number
  readonly agent?: { readonly id: AgentId; readonly name: string }
}

const offeredMs = 7 * 24 * 3_600_000

/**
 * Whether to ask how it was: a person closed the conversation, or its case is done, and the customer
 * has not gone on since. What changes in a case later, a note or another owner, asks nobody again.
 */
export function surveyOffer(
  { phase, round, memory }: Pick<Conversation, 'phase' | 'round' | 'memory'>,
  { tickets, now }: { readonly tickets: readonly Ticket[]; readonly now: number },
): SurveyOffer | undefined {
  if (phase.kind === 'closed')
    return now - phase.at < offeredMs ? { round, ...agentOf(phase.by) } : undefined
  if (phase.kind !== 'answering') return undefined
  const since = Math.max(memory.heardAt ?? 0, now - offeredMs)
  const done = tickets.findLast(({ stage, doneAt = 0 }) => stage === 'done' && doneAt > since)
  if (!done) return undefined
  const { owner } = done
  return { round, ...(owner && { agent: { id: owner.agent, name: owner.name } }) }
}

const agentOf = (by: Owner | undefined): Pick<SurveyOffer, 'agent'> =>
  by?.kind === 'agent' ? { agent: { id: by.agent, name: by.name } } : {}

/** What agents read of it in the transcript: 「顾客评价：4 星，回复快。「谢谢」」 */
export function surveyNote({ score, marks, words }: SurveyAnswer): string {
  const named = marks.map((mark) => markNames[mark]).join('、')
  return `顾客评价：${score} 星${named && `，${named}`}${words && `。「${words}」`}`
}

const markNames: Readonly<Record<SurveyMark, string>> = {
  fast: '回复快',
  solved: '问题解决了',
  kind: '态度好',
  clear: '说得清楚',
  slow: '等太久',
  unsolved: '问题没解决',
  unkind: '态度不好',
  repeated: '反复问同样的事',
}
