import type { Conversation } from './conversation.ts'
import type { AgentId } from './ids.ts'
import { type Entry, textOf } from './message.ts'
import { may, type Role } from './people.ts'
import { isReason } from './reason.ts'

/** `forbid` is overruled by a supervisor or an administrator alone. */
export type ToneStrength = 'warn' | 'forbid'

/** Something in an agent's reply that a customer should not read. */
export interface ToneFinding {
  readonly category: string
  /** 「生硬拒绝」 */
  readonly title: string
  /** The words in question, and where in the text they stand. */
  readonly words: string
  readonly start: number
  readonly end: number
  readonly why: string
  /** What to say instead of them. */
  readonly better: string
  readonly strength: ToneStrength
  /** The rule: `replies/tone.yaml:12:5`. */
  readonly source: string
}

export interface ToneReport {
  /** In the order of the text; none where there is nothing to say against it. */
  readonly findings: readonly ToneFinding[]
  /** The whole text with the better words in it; absent where no wording would itself pass. */
  readonly rewrite?: string
}

/** What matters of a conversation for what is said in it. */
export interface ToneSituation {
  /** Somebody may be hurt: nothing is to be tried out. */
  readonly danger?: true
  /** What the same agent said before: a number for outside is sometimes sent in two pieces. */
  readonly before?: string
}

/** Of so many last lines, in the order they were said. */
export const linesBefore = 6

export const toneSituation = (
  { phase, memory }: Conversation,
  lines: readonly Entry[],
  agent: AgentId,
): ToneSituation => {
  const handoff = 'handoff' in phase ? phase.handoff : memory.lastHandoff
  const own = lines.findLast(({ author }) => author.kind === 'agent' && author.agent === agent)
  return {
    ...(handoff?.reason === 'safety' && { danger: true }),
    ...(own !== undefined && { before: textOf(own.parts) }),
  }
}

/** The first thing that keeps a reply from being sent: by this person, with or without a reason. */
export const inTheWay = (
  { findings }: ToneReport,
  by: { readonly role: Role; readonly reason: string | undefined },
): ToneFinding | undefined => {
  if (by.reason === undefined || !isReason(by.reason)) return findings[0]
  return findings.find(({ strength }) => strength === 'forbid' && !may(by.role, 'overrule'))
}
