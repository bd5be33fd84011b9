import type { Conversation } from '../model/conversation.ts'
import type { Decision, Effect, TimerRef } from '../model/decision.ts'
import { outboxId, turnId } from '../model/ids.ts'
import { type Author, textOf, type Why } from '../model/message.ts'
import type { NewLine, Turn, Work } from '../store/index.ts'

/** How an account's messages travel. */
export interface Routing {
  readonly route: 'push' | 'pull'
  readonly mode: 'auto' | 'draft'
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
    startTimers: [
      ...deferredExpiry(written),
      ...effects.flatMap(({ effect }) =>
        effect.kind === 'startTimer' ? [{ ...refOf(effect), dueAt: effect.dueAt }] : [],
      ),
    ],
    cancelTimers: effects.flatMap(({ effect }) =>
      effect.kind === 'cancelTimer' ? [refOf(effect)] : [],
    ),
  }
}

const refOf = ({ name, subject }: TimerRef): TimerRef =>
  subject === undefined ? { name } : { name, subject }

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
  { route, mode }: Routing,
): Omit<NewLine, 'id'> | undefined => {
  switch (effect.kind) {
    case 'sendMessage': {
      if (effect.author === 'bot') {
        const author: Author = { kind: 'bot' }
        return { author, parts: effect.parts, route: mode === 'draft' ? 'draft' : route, why }
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
