import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Conversation, runOf } from '../../src/model/conversation.ts'
import type { Ticket } from '../../src/model/ticket.ts'
import { aPlaybook, botLines, type Heard, talk } from '../support/dialogue.ts'
import { foreign, type Step, step, take, worlds } from '../support/random-chat.ts'

interface Turn {
  readonly step: Step
  readonly before: Conversation
  readonly heard: Heard
  /** As last saved, this turn included. */
  readonly tickets: ReadonlyMap<string, Ticket>
}

/** Checks every turn of a few hundred random conversations; `decide` sees frozen input only. */
const always = (check: (turn: Turn) => void) => () =>
  fc.assert(
    fc.property(
      fc.array(step, { minLength: 1, maxLength: 25 }),
      fc.constantFrom(...worlds),
      (steps, world) => {
        const chat = talk(playbook, world)
        const tickets = new Map<string, Ticket>()
        for (const [index, each] of steps.entries()) {
          const before = chat.conversation
          const heard = take(chat, each, index)
          if (heard === undefined) continue
          for (const effect of heard.effects) {
            if (effect.kind === 'saveTicket') tickets.set(effect.ticket.id, effect.ticket)
          }
          check({ step: each, before, heard, tickets })
        }
      },
    ),
    { numRuns: 300 },
  )

const playbook = aPlaybook()

const isCustomers = ({ kind }: Step) => kind === 'says' || kind === 'sends'

test(
  'the bot never speaks while a person has the conversation, nor in the turn that hands it to one',
  always(({ before, heard }) => {
    if (heard.next.phase.kind !== 'withAgent') {
      if (before.phase.kind !== 'withAgent') return
      // Giving it back is the one way out in which the bot may speak.
      expect(['answering', 'closed', 'awaitingAgent', 'collecting']).toContain(
        heard.next.phase.kind,
      )
      expect(heard.rung).toBe('agent_command')
      return
    }
    expect(botLines(heard)).toEqual([])
  }),
)

test(
  'a customer turn that is not silent has exactly one bot message, a silent one has none',
  always(({ step, heard }) => {
    if (!isCustomers(step)) return
    expect(botLines(heard)).toHaveLength(heard.kind === 'silent' ? 0 : 1)
    expect(heard.said.trim() === '').toBe(heard.kind === 'silent')
  }),
)

test(
  'the bot is silent towards a customer only where a person has or is about to have the conversation',
  always(({ step, before, heard }) => {
    if (!isCustomers(step) || heard.kind !== 'silent') return
    expect(['withAgent', 'awaitingAgent']).toContain(before.phase.kind)
  }),
)

test(
  'no reply has a hole or a variable in it',
  always(({ heard }) => {
    expect(heard.said).not.toMatch(/\{\{|\}\}|undefined|\[object/)
    expect(heard.said).not.toMatch(/(?:还差：|您是想问：|哪一单？)\n?\s*$/)
  }),
)

test(
  'every decision says why, and which rungs were tried',
  always(({ heard }) => {
    expect(heard.because.trim()).not.toBe('')
    expect(heard.tried.length).toBeGreaterThan(0)
    for (const { found } of heard.tried) expect(found.trim()).not.toBe('')
  }),
)

test(
  'the version grows by one, the round and the tickets never shrink',
  always(({ before, heard }) => {
    expect(heard.next.version).toBe(before.version + 1)
    expect(heard.next.round).toBeGreaterThanOrEqual(before.round)
    expect(heard.next.ticketCount).toBeGreaterThanOrEqual(before.ticketCount)
  }),
)

test(
  'what is filled in is never asked for again',
  always(({ heard }) => {
    const { phase } = heard.next
    if (phase.kind !== 'collecting') return
    const asked = heard.said.split('还差：').at(1)?.split('先按').at(0) ?? ''
    const flow = playbook.flows.get(phase.run.flow)
    for (const slot of flow?.slots ?? []) {
      if (phase.run.slots[slot.id]?.kind === 'filled') expect(asked).not.toContain(slot.label)
    }
  }),
)

test(
  'a flow always has its ticket saved as it stands, and a running one waits for something',
  always(({ heard, tickets }) => {
    const { phase } = heard.next
    const run = runOf(phase)
    if (run === undefined) return
    const ticket = tickets.get(run.ticket)
    expect(ticket).toMatchObject({ number: run.ticketNumber, flow: run.flow })
    for (const { id, state } of ticket?.slots ?? []) {
      const now = run.slots[id] ?? { kind: 'missing', asked: 0 }
      if (state.kind === 'missing') expect(now.kind).toBe('missing')
      else expect(now).toEqual(state)
    }
    if (phase.kind !== 'collecting') return
    expect(ticket?.status).toBe('collecting')
    const open = ticket?.slots.filter(({ required, state }) => required && state.kind === 'missing')
    expect(open?.length).toBeGreaterThan(0)
  }),
)

test(
  'an evidence clock that is wound belongs to a running flow',
  always(({ heard }) => {
    const winds = heard.effects.some(
      (effect) => effect.kind === 'startTimer' && effect.name.startsWith('evidence_'),
    )
    if (winds) expect(heard.next.phase.kind).toBe('collecting')
  }),
)

test(
  'another customer order is never disclosed',
  always(({ heard }) => {
    const options = 'question' in heard.next.phase ? heard.next.phase.question?.options : []
    expect(JSON.stringify(options ?? [])).not.toContain(foreign.orderNo)
    expect(heard.said).not.toContain(`（${foreign.orderNo}）`)
  }),
)

test(
  'the state survives being written as JSON and read again',
  always(({ heard }) => {
    expect(JSON.parse(JSON.stringify(heard.next))).toStrictEqual(heard.next)
  }),
)
