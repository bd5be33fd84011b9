import { textOf } from '../model/message.ts'
import {
  levelsOf,
  type Severity,
  type Slot,
  type StageClock,
  type Ticket,
  type TrailEntry,
} from '../model/ticket.ts'
import { absent, contains, type Difference, same, sameSet } from './difference.ts'
import type { slotWords, TicketExpectation } from './expectation.ts'
import type { ShopTime } from './shop-time.ts'

/** Where a ticket differs from what the story wants of it. */
export const compareTicket = (
  expect: TicketExpectation,
  ticket: Ticket,
  shopTime: ShopTime,
): readonly Difference[] => {
  const missing = ticket.slots.filter(({ required, state }) => required && state.kind !== 'filled')
  const differences = [
    ...contains(['title'], expect.title, ticket.title),
    ...same(['class'], expect.class, ticket.problemClass),
    ...same(['symptom'], expect.symptom, ticket.symptom),
    ...same(['level'], expect.level, ticket.severity.level),
    ...contains(['level_because'], expect.level_because, reasonsOf(ticket.severity)),
    ...same(['review'], expect.review, levelsOf(ticket.severity).includes(3)),
    ...contains(['plan'], expect.plan, ticket.plan?.text ?? ''),
    ...same(['stage'], expect.stage, ticket.stage),
    ...same(['status'], expect.status, ticket.status),
    ...same(['order'], expect.order, ticket.order?.orderNo),
    ...same(['owner'], expect.owner, ticket.owner?.agent ?? 'nobody'),
    ...contains(['note'], expect.note, ticket.note ?? ''),
    ...slots(expect, ticket),
    ...sameSet(
      ['missing'],
      expect.missing,
      missing.map(({ id }) => id),
    ),
    ...contains(['doubts'], expect.doubts, lines(ticket.doubts)),
    ...contains(['notes'], expect.notes, lines(ticket.notes.map(({ text }) => text))),
    ...contains(['trail'], expect.trail, lines(ticket.trail.map(toldBy))),
    ...clocks(expect, ticket, shopTime),
  ]
  return differences.map((each) => ({ ...each, path: ['ticket', ...each.path] }))
}

const reasonsOf = ({ because, review }: Severity): string =>
  review === undefined ? because : lines([because, review.because])

const lines = (texts: readonly string[]): string => texts.join('\n')

const toldBy = ({ by, what }: TrailEntry): string =>
  by.kind === 'agent' ? `${by.name}：${what}` : what

const slots = ({ slots: expect = {} }: TicketExpectation, ticket: Ticket): readonly Difference[] =>
  Object.entries(expect).flatMap(([id, wanted]) => {
    const path = ['slots', id]
    const slot = ticket.slots.find((each) => each.id === id)?.state
    if (slot === undefined) return absent(path, ['有这一项凭证', 'such a piece of evidence'])
    if (typeof wanted === 'string') return same(path, wanted, wordOf(slot))
    return [
      ...same([...path, 'state'], wanted.state, wordOf(slot)),
      ...contains([...path, 'has'], wanted.has, contentOf(slot)),
      ...contains([...path, 'note'], wanted.note, (slot.kind === 'filled' && slot.note) || ''),
    ]
  })

const wordOf = (slot: Slot): (typeof slotWords)[number] => {
  if (slot.kind !== 'givenUp') return slot.kind
  return slot.because === 'refused' ? 'refused' : 'let_go'
}

const contentOf = (slot: Slot): string => {
  if (slot.kind !== 'filled') return ''
  return slot.values
    .map((value) =>
      value.kind === 'text' ? value.text : nameOf(value.part) || textOf([value.part]),
    )
    .join('\n')
}

const nameOf = (part: object): string =>
  'name' in part && typeof part.name === 'string' ? part.name : ''

const clocks = (
  { clocks: expect = [] }: TicketExpectation,
  ticket: Ticket,
  shopTime: ShopTime,
): readonly Difference[] =>
  expect.flatMap(({ id, due, state }, index) => {
    const path = ['clocks', index]
    const isDue = ({ dueAt }: StageClock) => shopTime.format(dueAt).endsWith(due ?? '')
    const found = ticket.clocks.find((clock) =>
      id === undefined ? isDue(clock) : clock.id === id || clock.title.includes(id),
    )
    if (found === undefined) {
      const all = ticket.clocks.map(({ title, dueAt }) => `${title} ${shopTime.format(dueAt)}`)
      return same([...path, id === undefined ? 'due' : 'id'], id ?? due, all.join('、'))
    }
    return [
      ...(isDue(found) ? [] : same([...path, 'due'], due, shopTime.format(found.dueAt))),
      ...same([...path, 'state'], state, found.state.kind),
    ]
  })
