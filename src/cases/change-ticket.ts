import { ownerHead } from '../model/case-text.ts'
import { yuan } from '../model/order.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Actor } from '../model/people.ts'
import { isSeen } from '../model/reason.ts'
import type { Plan, Ticket, TicketChange, Vote } from '../model/ticket.ts'
import { planned, settled } from './clocks.ts'
import { decidersOf } from './deciders.ts'
import { severityAt } from './level-change.ts'
import { outcomeNames, planNames, stageNames } from './names.ts'
import { refusalOf } from './refusal.ts'
import type { Refusal } from './refuse.ts'
import type { Rules } from './rules.ts'
import { withSeverity } from './set-severity.ts'
import { isClosed, isForward } from './stages.ts'
import { noted } from './trail.ts'

/** Who does something to a ticket, when, and by which rules. */
export interface Step {
  readonly by: Actor
  readonly at: number
  readonly rules: Rules
}

export type Changed =
  | { readonly kind: 'changed'; readonly ticket: Ticket }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** Does to a ticket what a person wants, with its clocks and a line in its trail; or says why not. */
export const changeTicket = (ticket: Ticket, change: TicketChange, step: Step): Changed => {
  const refusal = refusalOf(ticket, change, step.by, step.rules)
  if (refusal !== undefined) return { kind: 'refused', refusal }
  return { kind: 'changed', ticket: changed(ticket, change, step) }
}

/** A person answered in the conversation: that counts once, and no more after the case is closed. */
export const answeredByPerson = (ticket: Ticket, { at, by }: Omit<Step, 'rules'>): Ticket =>
  ticket.contactedAt === undefined && !isClosed(ticket.stage)
    ? noted(contacted(ticket, at), { at, by, what: '在对话里答复了顾客' })
    : ticket

const changed = (ticket: Ticket, change: TicketChange, step: Step): Ticket => {
  const { by, at } = step
  const tell = (next: Ticket, what: string) => noted(next, { at, by, what })
  switch (change.kind) {
    case 'note': {
      const note = { at, by, text: change.text.trim() }
      return tell({ ...ticket, notes: [...ticket.notes, note] }, '加了备注')
    }
    case 'stage': {
      const untold = ticket.outcome && change.to === 'reopened'
      const what = [
        `阶段：${stageNames[ticket.stage][0]} → ${stageNames[change.to][0]}`,
        ...(untold ? [`结果：${outcomeWords(ticket.outcome)} → 无`] : []),
      ].join('；')
      return tell(moved(ticket, change, step), withReason(what, change.comment))
    }
    case 'level': {
      const because = change.because.trim()
      const severity = severityAt(ticket.severity, change.to, because)
      const next = withSeverity(ticket, severity, { ...step, because })
      // What one person decides again is voted on by nobody.
      return decidersOf(severity, step.rules).length > 0 ? next : withoutPlan(next)
    }
    case 'classify':
      return tell(...classified(ticket, change))
    case 'plan':
      return tell(...planMade(ticket, change, step))
    case 'vote':
      return by.kind === 'agent' ? tell(...voted(ticket, change, by, at)) : ticket
    case 'assign': {
      const { owner, ...rest } = ticket
      const next = change.to === undefined ? rest : { ...rest, owner: change.to }
      return tell(next, `${ownerHead}${owner?.name ?? '无'} → ${change.to?.name ?? '无'}`)
    }
    case 'contacted':
      return tell(contacted(ticket, at), `联系了顾客：${change.how.trim()}`)
    default:
      return change satisfies never
  }
}

const withReason = (what: string, reason: string | undefined): string =>
  reason === undefined || !isSeen(reason) ? what : `${what}（${reason.trim()}）`

const contacted = (ticket: Ticket, at: number): Ticket =>
  settled({ ...ticket, contactedAt: ticket.contactedAt ?? at }, at)

/** What was decided stands while it is carried out; a case that goes back is decided anew. */
const moved = (
  ticket: Ticket,
  { to, reply }: Extract<TicketChange, { kind: 'stage' }>,
  { at, rules }: Step,
): Ticket => {
  const isOnward = isForward(ticket.stage, to)
  const { letGoAt, ...rest } = isOnward ? ticket : decidedAnew(ticket)
  // Who looks at it first takes nothing of the customer's own word away.
  const standing = letGoAt !== undefined && isOnward && !isClosed(to) ? { ...rest, letGoAt } : rest
  const told = reply === undefined ? {} : { told: { stage: to, at, text: reply.trim() } }
  const done = to === 'done' ? { doneAt: ticket.doneAt ?? at } : {}
  const next: Ticket = { ...standing, stage: to, ...told, ...done }
  if (to !== 'reopened') return settled(next, at)
  const { contactedAt: _, outcome: __, ...anew } = next
  return planned({ ...anew, reopenedAt: at }, at, rules)
}

type Changing = readonly [ticket: Ticket, what: string]

const classified = (
  ticket: Ticket,
  { problemClass, symptom, rootCause, batch, outcome }: Extract<TicketChange, { kind: 'classify' }>,
): Changing => {
  const { outcome: was, ...rest } = ticket
  const ended = outcome === undefined ? was : (outcome ?? undefined)
  const next: Ticket = {
    ...rest,
    ...(problemClass === undefined ? {} : { problemClass }),
    ...(symptom === undefined ? {} : { symptom }),
    ...(rootCause === undefined ? {} : { rootCause }),
    ...(ended === undefined ? {} : { outcome: ended }),
    ...(ticket.item && batch !== undefined ? { item: { ...ticket.item, batch } } : {}),
  }
  const told = [
    ['问题分类', ticket.problemClass, problemClass],
    ['症状', ticket.symptom, symptom],
    ['原因', ticket.rootCause, rootCause],
    ['批次', ticket.item?.batch, batch],
    ['结果', outcomeWords(was), outcome === null ? '无' : outcomeWords(outcome)],
  ].flatMap(([name, old, now]) => (now === undefined ? [] : [`${name}：${old ?? '无'} → ${now}`]))
  return [next, told.join('；')]
}

const outcomeWords = (outcome: Outcome | undefined): string | undefined => {
  if (outcome === undefined) return undefined
  const [name] = outcomeNames[outcome.kind]
  return outcome.amount === undefined ? name : `${name} ${yuan(outcome.amount)}`
}

/** Another plan is voted on anew. */
const planMade = (
  ticket: Ticket,
  { goal, text }: Extract<TicketChange, { kind: 'plan' }>,
  { by, at }: Step,
): Changing => {
  const plan: Plan = { at, by, goal, text: text.trim() }
  const before = ticket.plan === undefined ? '' : `${planWords(ticket.plan)}→ `
  const voided = ticket.votes.length === 0 ? '' : '，原来的表决作废'
  return [{ ...ticket, plan, votes: [] }, `方案：${before}${planWords(plan)}${voided}`]
}

const planWords = ({ goal, text }: Plan): string => `${planNames[goal][0]}（${text}）`

const withoutPlan = ({ plan: _, ...ticket }: Ticket): Ticket => ({ ...ticket, votes: [] })

/** What the customer was told is none of what is decided anew. */
const decidedAnew = ({ told: _, ...ticket }: Ticket): Ticket => withoutPlan(ticket)

const verdicts = { agree: '同意', refuse: '不同意' } as const

/** The last word of each person counts. */
const voted = (
  ticket: Ticket,
  { verdict, comment }: Extract<TicketChange, { kind: 'vote' }>,
  { agent, name, role }: Extract<Actor, { kind: 'agent' }>,
  at: number,
): Changing => {
  const before = ticket.votes.find((vote) => vote.agent === agent)
  const vote: Vote = {
    at,
    agent,
    name,
    role,
    verdict,
    ...(comment === undefined ? {} : { comment }),
  }
  const votes = [...ticket.votes.filter((each) => each !== before), vote]
  const what = `表决：${before === undefined ? '无' : verdicts[before.verdict]} → ${verdicts[verdict]}`
  return [{ ...ticket, votes }, withReason(what, comment)]
}
