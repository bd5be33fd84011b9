import type { AgentId, ConversationId, IntentId } from '../model/ids.ts'
import { isWithin, type Role } from '../model/people.ts'
import type { Level, ProblemClass } from '../model/ticket.ts'
import type { Skills } from '../playbook/index.ts'

/** Somebody who waits for a person, as far as it matters whom they get. */
export interface Waiting {
  readonly id: ConversationId
  /** Since when. */
  readonly at: number
  /** Served before who has waited longer. */
  readonly urgent: boolean
  /** Danger to people: served before what is urgent for another reason. */
  readonly inDanger: boolean
  readonly level: Level
  readonly channel: string
  readonly account: string
  /** What it is about; nothing where nobody knows. */
  readonly intents: readonly IntentId[]
  readonly problemClasses: readonly ProblemClass[]
  readonly language?: Language
  /** Agents who had it and said nothing, one entry each time. */
  readonly passedBy: readonly AgentId[]
  /** When the last of them gave it up. */
  readonly passedAt: number
}

/** Somebody who may be given conversations. */
export interface Worker {
  readonly id: AgentId
  readonly name: string
  readonly role: Role
  /** Whose conversations they may see; none for all. */
  readonly shops: readonly string[]
  /** Takes conversations now. */
  readonly here: boolean
  /** Any of these is enough. */
  readonly skills: readonly Skills[]
  readonly capacity: number
  /** What they have now. */
  readonly held: number
  /** How many more they may be given now: by their capacity, and by what they have yet to answer. */
  readonly room: number
  readonly idleSince: number
}

export type Language = NonNullable<Skills['languages']>[number]

/** Whether somebody may see it, and knows their way about it. */
export const canTake = (worker: Worker, waiting: Waiting): boolean =>
  isWithin(worker.shops, waiting) && worker.skills.some((each) => covers(each, waiting))

/** What nobody knows of a conversation keeps nobody away. */
const covers = (skills: Skills, waiting: Waiting): boolean =>
  coversMatter(skills, waiting) &&
  coversShop(skills, waiting) &&
  (skills.severity?.includes(waiting.level) ?? true) &&
  (waiting.language === undefined || (skills.languages?.includes(waiting.language) ?? true))

const coversMatter = (
  { intents, problem_classes }: Skills,
  { intents: asked, problemClasses }: Waiting,
): boolean => {
  if (intents === undefined && problem_classes === undefined) return true
  if (asked.length === 0 && problemClasses.length === 0) return true
  return (
    asked.some((intent) => intents?.includes(intent)) ||
    problemClasses.some((each) => problem_classes?.includes(each))
  )
}

const coversShop = ({ shops }: Skills, waiting: Waiting): boolean =>
  shops === undefined || (shops.length > 0 && isWithin(shops, waiting))
