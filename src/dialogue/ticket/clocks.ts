import { clockTimers, isClosed, replyClockOf, replyDue } from '../../cases/index.ts'
import type { Alert, Conversation, Memory, Phase, ReplyOwed } from '../../model/conversation.ts'
import type { Decision, Effect, Trigger } from '../../model/decision.ts'
import type { Ticket } from '../../model/ticket.ts'
import type { Situation } from '../situation.ts'
import { isOfPassing } from './alerts.ts'
import { ticketsSaved } from './tickets-saved.ts'

/**
 * The clocks that follow from what a turn decided: read off the state before and after it, so that
 * no rung has to think of them.
 */
export const withClocks = (situation: Situation, decision: Decision): Decision => {
  const reply = replyClock(situation, decision)
  const { owed: _, ...memory } = decision.next.memory
  const next: Conversation = {
    ...decision.next,
    memory: { ...memory, ...(reply.owed === undefined ? {} : { owed: reply.owed }) },
  }
  return {
    ...decision,
    next: withoutMootAlerts(next, { situation, decision, owed: reply.owed }),
    effects: [
      ...decision.effects,
      ...stageClocks(situation, decision),
      ...soothing(situation, decision),
      ...callBack(situation, decision),
      ...reply.effects,
    ],
  }
}

const stageClocks = ({ tickets }: Situation, decision: Decision): readonly Effect[] =>
  ticketsSaved(decision).flatMap((after) => {
    const before = tickets.find(({ id }) => id === after.id)
    const { cancel, start } = clockTimers(before, after)
    return [
      ...cancel.map((timer) => ({ kind: 'cancelTimer', ...timer }) as const),
      ...start.map((timer) => ({ kind: 'startTimer', ...timer }) as const),
    ]
  })

/** Who is handed over hears once more from us, unless a person comes first. */
const soothing = (
  { conversation, playbook, at }: Situation,
  { next }: Decision,
): readonly Effect[] => {
  const [before, after] = [conversation.phase, next.phase]
  const waited = before.kind === 'awaitingAgent'
  const waits = after.kind === 'awaitingAgent'
  if (waited && !waits) return [{ kind: 'cancelTimer', name: 'soothe' }]
  // Who comes back from a person into the queue has had one.
  if (!waits || waited || before.kind === 'withAgent') return []
  return [{ kind: 'startTimer', name: 'soothe', dueAt: at + playbook.clocks.soothe_after }]
}

/** Who came while nobody was on duty is on somebody's list when people come. */
const callBack = ({ conversation }: Situation, { next }: Decision): readonly Effect[] => {
  const [before, after] = [callBackAt(conversation.phase), callBackAt(next.phase)]
  if (before === after) return []
  return after === undefined
    ? [{ kind: 'cancelTimer', name: 'call_back' }]
    : [{ kind: 'startTimer', name: 'call_back', dueAt: after }]
}

const callBackAt = (phase: Phase): number | undefined =>
  phase.kind === 'awaitingAgent' ? phase.handoff.callBackAt : undefined

interface ReplyClock {
  readonly owed: ReplyOwed | undefined
  readonly effects: readonly Effect[]
}

const replyTimer = 'reply_clock'

/** The marketplace's clock on a reply: it starts with the customer's words and ends with an answer. */
const replyClock = (situation: Situation, decision: Decision): ReplyClock => {
  const before = situation.conversation.memory.owed
  const owed = replyOwed(situation, decision)
  if (owed === before) return { owed, effects: [] }
  if (owed === undefined) {
    return { owed, effects: [{ kind: 'cancelTimer', name: replyTimer }] }
  }
  const start = (subject: string, dueAt: number): Effect => ({
    kind: 'startTimer',
    name: replyTimer,
    subject,
    dueAt,
  })
  return { owed, effects: [start('warn', owed.warnAt), start('breach', owed.dueAt)] }
}

const replyOwed = (situation: Situation, decision: Decision): ReplyOwed | undefined => {
  const { conversation, trigger, playbook, timeZone } = situation
  const before = conversation.memory.owed
  if (answers(trigger)) return undefined
  if (trigger.kind !== 'customerSaid') return before
  const clock = replyClockOf(playbook.clocks, conversation.channel)
  const isWithPeople = withPeople(decision.next.phase)
  const isBotEnough = clock.stopped_by === 'anybody' && speaks(decision)
  if (isBotEnough || (clock.runs === 'with_people' && !isWithPeople)) return undefined
  if (before !== undefined && clock.starts_at === 'first') return before
  const times = trigger.messages.map(({ at }) => at)
  const due = replyDue(clock, times, timeZone)
  const since = clock.starts_at === 'first' ? times[0] : times.at(-1)
  return due === undefined || since === undefined ? before : { since, ...due }
}

/** The triggers after which no person owes an answer. */
const answers = (trigger: Trigger): boolean =>
  trigger.kind === 'agentReplied' ||
  trigger.kind === 'shopHumanSaid' ||
  trigger.kind === 'agentReturned' ||
  trigger.kind === 'agentResolved' ||
  (trigger.kind === 'ticketChanged' &&
    trigger.change.kind === 'stage' &&
    trigger.change.reply !== undefined)

const withPeople = ({ kind }: Phase): boolean => kind === 'awaitingAgent' || kind === 'withAgent'

const speaks = ({ effects }: Decision): boolean =>
  effects.some((effect) => effect.kind === 'sendMessage' && effect.author === 'bot')

interface Outcome {
  readonly situation: Situation
  readonly decision: Decision
  readonly owed: Memory['owed']
}

/**
 * A warning of what was then kept is no news any more; a broken promise stays until it is seen, or
 * until there is nothing left to do about it.
 */
const withoutMootAlerts = (next: Conversation, outcome: Outcome): Conversation => {
  if (next.alerts === undefined) return next
  const { decision, owed } = outcome
  const saved = ticketsSaved(decision)
  const isOver = nothingOpen(next, outcome)
  // Who was given it may pass it by again; who took it has seen that nobody came.
  const { trigger } = outcome.situation
  const isTaken = answers(trigger) || trigger.kind === 'agentTook'
  const isMoot = ({ kind, id }: Alert): boolean => {
    if (isOver) return true
    if (kind === 'reply_warning') return owed === undefined || isBroken(next, owed)
    // Somebody has the conversation: that is the call back.
    if (kind === 'call_back') return callBackAt(next.phase) === undefined
    if (isOfPassing(id)) return isTaken
    if (kind !== 'clock_warning') return false
    const ticket = saved.find((each) => id.startsWith(`${each.id}/`))
    return ticket !== undefined && !ticket.clocks.some((clock) => isWarned(ticket, clock, id))
  }
  const alerts = next.alerts.filter((alert) => !isMoot(alert))
  return alerts.length === next.alerts.length ? next : { ...next, alerts }
}

/** The customer was answered, and every case is closed; without a case, the conversation is. */
const nothingOpen = ({ phase }: Conversation, { situation, decision, owed }: Outcome): boolean => {
  const saved = ticketsSaved(decision)
  const tickets = [
    ...situation.tickets.filter(({ id }) => saved.every((ticket) => ticket.id !== id)),
    ...saved,
  ]
  const isWaiting =
    owed !== undefined ||
    phase.kind === 'awaitingAgent' ||
    (phase.kind === 'withAgent' && phase.waitingSince !== undefined)
  if (isWaiting || tickets.some(({ stage }) => !isClosed(stage))) return false
  return phase.kind === 'closed' || tickets.length > 0
}

/** What has come true needs no warning any more. */
const isBroken = ({ alerts = [] }: Conversation, { since }: ReplyOwed): boolean =>
  alerts.some(({ kind, id }) => kind === 'reply_breach' && id.startsWith(`reply/${since}/`))

const isWarned = ({ id }: Ticket, clock: Ticket['clocks'][number], alert: string): boolean =>
  clock.state.kind === 'warned' && alert.startsWith(`${id}/${clock.id}/`)
