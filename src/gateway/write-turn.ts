import type { Conversation } from '../model/conversation.ts'
import type { Decision, Effect, TimerRef } from '../model/decision.ts'
import { outboxId, turnId } from '../model/ids.ts'
import { type Author, exampleIn, textOf, type Why } from '../model/message.ts'
import type { NewLine, Turn, Work } from '../store/index.ts'

/** How an account's messages travel. */
export interface Routing {
  readonly route: 'push' | 'pull'
  readonly mode: 'auto' | 'draft'
  /** Whether example pictures can be shown there. */
  readonly examples: boolean
}

interface Written {
  readonly work: Work
  readonly at: number
  readonly trigger: string
  /** One or more decisions of one turn, each made from the state the one before it left. */
  readonly decisions: readonly [Decision, ...Decision[]]
  readonly routing: Routing
  readonly read: { readonly ids: readonly string[]; readonly text: string }
  readonly playbookRevision: string
}

/** A turn as the store keeps it: the decisions folded into one change. */
export const writeTurn = (written: Written): Turn => {
  const { work, at, decisions, read } = written
  const id = turnId(work.conversation.id, work.conversation.version)
  const main = mainDecision(decisions)
  const last = decisions.at(-1) ?? main
  const next: Conversation = { ...last.next, version: work.conversation.version + 1 }
  const effects = decisions.flatMap((decision) =>
    decision.effects.map((effect) => ({ effect, decision })),
  )
  const lines = effects.flatMap(({ effect, decision }, index): NewLine[] => {
    const line = lineOf(effect, whyOf(decision, read.ids), written.routing)
    return line ? [{ id: outboxId(id, index), ...line }] : []
  })
  const { next: _, effects: __, ...told } = main
  return {
    id,
    at,
    trigger: written.trigger,
    next,
    lines,
    decision: {
      ...told,
      turn: id,
      at,
      messages: read.ids,
      text: read.text,
      replies: lines.filter((line) => line.route !== 'none').map((line) => textOf(line.parts)),
      playbookRevision: written.playbookRevision,
    },
    tickets: effects.flatMap(({ effect }) => (effect.kind === 'saveTicket' ? [effect.ticket] : [])),
    ...timersOf(written),
  }
}

/**
 * The timers of a turn: within one decision cancels come before starts, and what an earlier decision
 * started a later one may cancel again.
 */
const timersOf = (written: Written): Pick<Turn, 'startTimers' | 'cancelTimers'> => {
  const cancels: TimerRef[] = []
  let starts = [...deferredExpiry(written)]
  for (const { effects } of written.decisions) {
    for (const effect of effects) {
      if (effect.kind !== 'cancelTimer') continue
      cancels.push(refOf(effect))
      starts = starts.filter((timer) => !isMeant(effect, timer))
    }
    for (const effect of effects) {
      if (effect.kind !== 'startTimer') continue
      starts = starts.filter((timer) => !isSame(effect, timer))
      starts.push({ ...refOf(effect), dueAt: effect.dueAt })
    }
  }
  return { startTimers: starts, cancelTimers: cancels }
}

const refOf = ({ name, subject }: TimerRef): TimerRef =>
  subject === undefined ? { name } : { name, subject }

const isSame = (one: TimerRef, other: TimerRef): boolean =>
  one.name === other.name && one.subject === other.subject

/** Without a subject all of a name are meant. */
const isMeant = (ref: TimerRef, timer: TimerRef): boolean =>
  ref.name === timer.name && (ref.subject === undefined || ref.subject === timer.subject)

const expiryGraceMs = 3_600_000

/** A customer who comes back in the very moment of expiry gets another hour. */
const deferredExpiry = ({ work, at, read }: Written): Turn['startTimers'] =>
  work.timers
    .filter(({ name }) => name === 'evidence_expiry' && read.ids.length > 0)
    .map(({ name }) => ({ name, dueAt: at + expiryGraceMs }))

/** Of several decisions, the one to show: what the customer's words led to. */
const mainDecision = ([first, ...others]: readonly [Decision, ...Decision[]]): Decision =>
  [first, ...others].findLast((decision) => decision.kind !== 'silent') ?? others.at(-1) ?? first

const whyOf = (decision: Decision, inReplyTo: readonly string[]): Why => ({
  kind: decision.kind,
  rung: decision.rung,
  because: decision.because,
  inReplyTo,
  ...(decision.intent === undefined ? {} : { intent: decision.intent }),
  ...(decision.confidence === undefined ? {} : { confidence: decision.confidence }),
  ...(decision.source === undefined ? {} : { source: decision.source }),
  ...optionsOf(decision),
})

const optionsOf = ({ kind, next: { phase } }: Decision): Pick<Why, 'options'> => {
  const asks = kind === 'clarify' && (phase.kind === 'answering' || phase.kind === 'collecting')
  if (!asks || phase.question === undefined) return {}
  return { options: phase.question.options.map(({ label }) => label) }
}

const lineOf = (
  effect: Effect,
  why: Why,
  { route, mode, examples }: Routing,
): Omit<NewLine, 'id'> | undefined => {
  switch (effect.kind) {
    case 'sendMessage': {
      if (effect.author === 'bot') {
        const author: Author = { kind: 'bot' }
        // The transcript tells what the customer gets to see, and nothing else.
        const parts = examples ? effect.parts : effect.parts.filter((part) => !exampleIn(part))
        return { author, parts, route: mode === 'draft' ? 'draft' : route, why }
      }
      return { author: { kind: 'agent', ...effect.author }, parts: effect.parts, route }
    }
    case 'noteEvent':
      return {
        author: { kind: 'event' },
        parts: [{ kind: 'text', text: effect.text }],
        route: 'none',
      }
    case 'saveTicket':
    case 'startTimer':
    case 'cancelTimer':
      return undefined
    default:
      return effect satisfies never
  }
}
