import type { Alert, Handoff, Phase } from '../model/conversation.ts'
import { compareTicket } from './compare-ticket.ts'
import { absent, contains, type Difference, lacks, same, sameSet } from './difference.ts'
import type { Expectation } from './expectation.ts'
import type { Sight } from './observe.ts'
import type { ShopTime } from './shop-time.ts'

/** Everything in which what happened differs from what the story wants. */
export const compare = (
  expect: Expectation,
  sight: Sight,
  shopTime: ShopTime,
): readonly Difference[] => {
  const { decision, conversation, tickets } = sight
  const said = sight.said.join('\n')
  return [
    ...same(['kind'], expect.kind, decision?.kind),
    ...same(['rung'], expect.rung, decision?.rung),
    ...same(['intent'], expect.intent, decision?.intent),
    ...contains(['because'], expect.because, decision?.because ?? ''),
    ...contains(['says'], expect.says, said),
    ...lacks(['not_says'], expect.not_says, said),
    ...same(['silent'], expect.silent, sight.said.length === 0),
    ...same(['lines'], expect.lines, sight.said.length),
    ...same(['phase'], expect.phase, conversation?.phase.kind),
    ...same(['owner'], expect.owner, ownerOf(conversation?.phase)),
    ...refusal(expect, sight),
    ...contains(['event'], expect.event, sight.events.join('\n')),
    ...alerts(expect, sight),
    ...handoff(expect, sight),
    ...same(['tickets'], expect.tickets, tickets.length),
    ...ticket(expect, sight, shopTime),
    ...timers(expect, sight, shopTime),
  ]
}

const ownerOf = (phase: Phase | undefined): string => {
  switch (phase?.kind) {
    case undefined:
    case 'answering':
    case 'collecting':
      return 'bot'
    case 'awaitingAgent':
      return 'queue'
    case 'closed':
      return 'nobody'
    case 'withAgent':
      return phase.by.kind === 'agent' ? phase.by.agent : 'platform'
    default:
      return phase satisfies never
  }
}

/** A refusal that nobody expected is one difference more. */
const refusal = (expect: Expectation, { refused }: Sight): readonly Difference[] =>
  expect.refused === undefined
    ? same(['refused'], '', refused ?? '')
    : contains(['refused'], expect.refused, refused ?? '')

const alerts = ({ alerts: expect }: Expectation, sight: Sight): readonly Difference[] => {
  const found = sight.conversation?.alerts ?? []
  const all = found.map(({ kind, to, text }) => `${kind} → ${to}：${text}`).join('\n')
  if (expect?.length === 0) return same(['alerts'], '', all)
  return (expect ?? []).flatMap((wanted, index) => {
    const is = (alert: Alert) =>
      (wanted.kind ?? alert.kind) === alert.kind &&
      (wanted.to ?? alert.to) === alert.to &&
      contains([], wanted.text, alert.text).length === 0
    if (found.some(is)) return []
    return same(['alerts', index], JSON.stringify(wanted), all)
  })
}

const handoffOf = ({ conversation }: Sight): Handoff | undefined => {
  const phase = conversation?.phase
  if (phase?.kind === 'awaitingAgent' || phase?.kind === 'withAgent') return phase.handoff
  return conversation?.memory.lastHandoff
}

const handoff = ({ handoff: expect }: Expectation, sight: Sight): readonly Difference[] => {
  if (expect === undefined) return []
  const found = handoffOf(sight)
  if (found === undefined) return absent(['handoff'], ['已转人工', 'handed over'])
  return [
    ...same(['handoff', 'reason'], expect.reason, found.reason),
    ...contains(['handoff', 'summary'], expect.summary, found.summary.join('\n')),
    ...contains(['handoff', 'have'], expect.have, found.evidence.have.join('、')),
    ...contains(['handoff', 'missing'], expect.missing, found.evidence.missing.join('、')),
    ...contains(['handoff', 'next'], expect.next, found.next?.text ?? ''),
  ]
}

const ticket = (
  { ticket: expect }: Expectation,
  { tickets }: Sight,
  shopTime: ShopTime,
): readonly Difference[] => {
  if (expect === undefined) return []
  const found = expect.which === undefined ? tickets.at(-1) : tickets[expect.which - 1]
  return found === undefined
    ? absent(['ticket'], ['有售后单', 'a ticket'])
    : compareTicket(expect, found, shopTime)
}

const timers = (
  { timers: expect }: Expectation,
  sight: Sight,
  shopTime: ShopTime,
): readonly Difference[] => {
  if (expect === undefined) return []
  const names = sight.timers.map(({ name }) => name)
  if (Array.isArray(expect)) return sameSet(['timers'], expect, [...new Set(names)])
  return Object.entries(expect).flatMap(([name, time = '']) => {
    const due = sight.timers.filter((timer) => timer.name === name)
    if (due.some(({ dueAt }) => shopTime.format(dueAt).endsWith(time))) return []
    const actual = due.map(({ dueAt }) => shopTime.format(dueAt)).join('、')
    return same(['timers', name], time, actual)
  })
}
