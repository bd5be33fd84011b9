import type { Said, TimerName, Trigger } from '../model/decision.ts'
import { type MessagePart, textOf } from '../model/message.ts'
import type { Understanding } from '../model/understanding.ts'
import type { Unread, Work } from '../store/index.ts'

/** Reads the unread: who spoke, what set the turn off, and in which order to go through it. */
export interface Reading {
  readonly said: readonly Said[]
  readonly text: string
  readonly firstAt: number
  readonly lastAt: number
  /** A person of the shop answered in the platform's own client. */
  readonly humanSpoke: boolean
  readonly system: readonly Said[]
}

export const readUnread = ({ unread }: Work): Reading => {
  const from = (sender: Unread['sender']) => unread.filter((message) => message.sender === sender)
  const customer = from('customer')
  const said = withinBudget(customer.map(toSaid))
  return {
    said,
    text: textOf(said.flatMap((message) => message.parts)),
    firstAt: Math.min(...customer.map((message) => message.receivedAt)),
    lastAt: Math.max(...customer.map((message) => message.receivedAt)),
    humanSpoke: from('shop_human').length > 0,
    system: from('shop_system').map(toSaid),
  }
}

/**
 * The triggers of one turn, in the order to decide them. A person's word comes first: the bot then
 * says nothing to what the customer wrote around it. What waits for the customer's evidence is moot
 * once the customer spoke; the clocks on people go on.
 */
export const triggersOf = (
  work: Work,
  reading: Reading,
  understanding: Understanding | undefined,
): readonly Trigger[] => {
  const { said, system, humanSpoke } = reading
  const spoke: Trigger[] = [
    ...(humanSpoke ? [{ kind: 'shopHumanSaid' } as const] : []),
    ...(system.length > 0 ? [{ kind: 'shopSystemSaid', messages: system } as const] : []),
    ...(said.length > 0
      ? [{ kind: 'customerSaid', messages: said, ...(understanding && { understanding }) } as const]
      : []),
  ]
  const failed = work.failed.map(
    ({ reason }) => ({ kind: 'failed', what: 'send', detail: reason }) as const,
  )
  const due = work.timers.map(
    ({ id: _, dueAt: __, ...timer }) => ({ kind: 'timerFired', ...timer }) as const,
  )
  if (spoke.length === 0) return [...failed, ...due]
  // Where only the shop spoke, the timers stay for a turn of their own.
  const still = said.length > 0 ? due.filter(({ name }) => !isMoot(name)) : []
  return [...spoke, ...failed, ...still]
}

const isMoot = (name: TimerName): boolean =>
  name === 'evidence_reminder' || name === 'evidence_expiry'

/** Order numbers that anything in this turn or its memory refers to. */
export const quotedNumbers = (
  { conversation }: Pick<Work, 'conversation'>,
  { said, system }: Pick<Reading, 'said' | 'system'>,
  understanding: Understanding | undefined,
): readonly string[] => {
  const { phase, memory } = conversation
  const question =
    phase.kind === 'answering' || phase.kind === 'collecting' ? phase.question : undefined
  const cards = [...said, ...system].flatMap((message) => message.parts)
  return [
    ...new Set([
      ...(understanding?.entities ?? []).flatMap((entity) =>
        entity.kind === 'order_number' ? [entity.value] : [],
      ),
      ...cards.flatMap((part) => (part.kind === 'order' ? [part.orderNo] : [])),
      ...(question?.kind === 'order' ? question.options.map((option) => option.orderNo) : []),
      ...(memory.order === undefined ? [] : [memory.order]),
    ]),
  ]
}

/** What one turn thinks about, in characters; the transcript keeps everything. */
const charactersHeard = 2_000

/** The latest words first, each from its beginning: nobody can make a turn think for long. */
const withinBudget = (said: readonly Said[]): readonly Said[] => {
  let left = charactersHeard
  const heard = said.toReversed().map((message): Said => {
    const parts = message.parts.flatMap((part): MessagePart[] => {
      if (part.kind !== 'text') return [part]
      const text = part.text.slice(0, left)
      left -= text.length
      return text === '' ? [] : [{ ...part, text }]
    })
    return { ...message, parts }
  })
  return heard.reverse()
}

const toSaid = (message: Unread): Said => ({
  id: message.externalId,
  at: message.sentAt,
  parts: message.parts,
})
