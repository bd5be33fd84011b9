import type { CaseDesk, Desk, Person } from '../desk/index.ts'
import type { Gateway } from '../gateway/index.ts'
import type { Conversation } from '../model/conversation.ts'
import { GatewayError } from '../model/errors.ts'
import { agentId, type ConversationId } from '../model/ids.ts'
import { type Outcome, outcomeKinds } from '../model/outcome.ts'
import type { Stage, Ticket } from '../model/ticket.ts'
import type { Store } from '../store/index.ts'
import type { Agenda } from './agenda.ts'
import type { createOpinions } from './opinions.ts'
import { createRandom, type Random } from './random.ts'
import type { Story } from './stories.ts'

interface StaffParts {
  readonly store: Store
  readonly desk: Desk
  readonly cases: CaseDesk
  readonly assist: Gateway['assist']
  readonly opinions: ReturnType<typeof createOpinions>
  readonly agenda: Agenda
  readonly random: Random
  readonly now: () => number
  /** The beginning of today: days of the shop begin at this time of day. */
  readonly todayAt: number
  /** By then all is answered and closed. */
  readonly until: number
}

const lin: Person = { kind: 'agent', agent: agentId('lin'), name: '小林', role: 'agent' }
const chen: Person = { kind: 'agent', agent: agentId('chen'), name: '小陈', role: 'agent' }
const zhao: Person = { kind: 'agent', agent: agentId('zhao'), name: '赵主管', role: 'supervisor' }

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** The shop's people, as far as the past knows them: they answer, work on cases and close chats. */
export const createStaff = (parts: StaffParts) => {
  const { store, desk, cases, agenda, random, now, until } = parts
  /** Of its own, so that what is offered changes nothing of what happens. */
  const whim = createRandom(7)

  const inOrder = (at: number) => Math.max(now(), Math.min(at, until))
  /** Nobody is there from midnight to eight. */
  const atWork = (at: number): number => {
    const sinceMidnight = (((at - parts.todayAt) % dayMs) + dayMs) % dayMs
    return sinceMidnight < 8 * hourMs
      ? at - sinceMidnight + 8 * hourMs + random.between(1, 25) * minuteMs
      : at
  }

  const phaseOf = async (id: ConversationId): Promise<Conversation['phase'] | undefined> =>
    (await store.read.conversation(id))?.conversation.phase

  /** Somebody is on their way to them. */
  const seen = new Set<ConversationId>()

  const lookAfter = async (id: ConversationId, story: Story): Promise<void> => {
    const person = random.of([lin, lin, chen, chen, chen, zhao])
    const phase = await phaseOf(id)
    if (phase?.kind === 'awaitingAgent' || phase?.kind === 'withAgent') {
      // Most come within a minute, some when there is a crowd.
      const seconds = random.next() < 0.86 ? random.between(5, 60) : random.between(120, 900)
      const at = atWork(phase.kind === 'awaitingAgent' ? now() + seconds * 1_000 : now())
      seen.add(id)
      agenda.add(inOrder(at), () => answer(id, person, story.answer))
    }
    const ticket = (await store.read.tickets(id)).at(-1)
    if (ticket !== undefined) workOn(ticket, person, story.outcome ?? 'done')
  }

  /** Who waits though nobody was told: a form that ran out, somebody who came at night. */
  const lookAround = async (): Promise<void> => {
    const waiting = await store.read.conversations({ phase: 'awaitingAgent', limit: 200 })
    for (const { conversation } of waiting) {
      if (seen.has(conversation.id)) continue
      seen.add(conversation.id)
      const at = atWork(now() + random.between(10, 300) * 1_000)
      agenda.add(inOrder(at), () => answer(conversation.id, random.of([lin, chen])))
    }
    const next = now() + 20 * minuteMs
    if (next < until) agenda.add(next, lookAround)
  }

  const answer = async (id: ConversationId, person: Person, words = '您好，我来看一下。') => {
    const { agent, name } = person
    const command = { conversationId: id, agent, name, mayOverrule: true }
    await quietly(() => desk.take(command))
    const offered = await suggest(id, person)
    agenda.add(inOrder(now() + random.between(5, 45) * 1_000), async () => {
      // Some send it as it is, some say it in their own words.
      const said = offered !== undefined && whim.next() < 0.5 ? offered.text : words
      if (offered !== undefined) await store.help.noteTaken({ ...offered, text: said })
      await quietly(() => desk.reply({ ...command, parts: [{ kind: 'text', text: said }] }))
      agenda.add(inOrder(now() + random.between(4, 25) * minuteMs), async () => {
        await quietly(() => desk.resolve(command))
        parts.opinions.maySurvey(id, person)
      })
    })
  }

  /** What the knowledge base offers the agent; one of it, if they take any. */
  const suggest = async (id: ConversationId, { agent }: Person) => {
    const { answers: found = [], upTo = 0 } = (await parts.assist(id)) ?? {}
    const answers = found.map(({ answer, text }) => ({ id: answer.id, text }))
    await store.help.noteSuggested({ conversationId: id, upTo, answers, at: now(), agent })
    const [first] = answers
    return first === undefined || whim.next() > 0.4
      ? undefined
      : { conversationId: id, ...first, agent }
  }

  /** One step after the other; every fifth case takes its time. */
  const workOn = (ticket: Ticket, person: Person, outcome: 'done' | 'rejected'): void => {
    const slow = random.next() < 0.2 ? 5 : 1
    const steps: readonly (readonly [Stage, number])[] =
      outcome === 'rejected'
        ? [
            ['under_review', 0.4],
            ['rejected', 6],
          ]
        : [
            ['under_review', 0.4],
            ['proposed', 3],
            ['agreed', 8],
            ['done', 26],
          ]
    const contact = atWork(now() + random.between(4, 40) * minuteMs * slow)
    agenda.add(inOrder(contact), () =>
      quietly(async () => {
        await cases.change({
          ticket: ticket.id,
          by: person,
          change: { kind: 'assign', to: { agent: person.agent, name: person.name } },
        })
        await cases.change({
          ticket: ticket.id,
          by: person,
          change: { kind: 'contacted', how: '电话里说了处理进度' },
        })
      }),
    )
    for (const [to, hours] of steps) {
      const at = atWork(now() + Math.round(hours * hourMs * slow * (0.7 + random.next() * 0.6)))
      agenda.add(inOrder(at), () => move(ticket, person, to))
    }
  }

  const move = (ticket: Ticket, by: Person, to: Stage): Promise<void> =>
    quietly(async () => {
      const reply = to === 'proposed' || to === 'rejected' ? planWords[to] : undefined
      await cases.change({
        ticket: ticket.id,
        by,
        change: { kind: 'stage', to, comment: '已和顾客说好', ...(reply && { reply }) },
      })
      // Not everybody writes it down.
      if (to !== 'done' || whim.next() > 0.85) return
      const change = { kind: 'classify', outcome: outcomeOf() } as const
      await cases.change({ ticket: ticket.id, by, change })
    })

  const outcomeOf = (): Outcome => {
    const kind = whim.of([...common, ...outcomeKinds])
    const costs = ['refund', 'return_refund', 'compensation'].includes(kind)
    const minor = kind === 'compensation' ? whim.between(5, 20) * 100 : whim.between(29, 260) * 100
    return { kind, ...(costs && { amount: { minor, currency: 'CNY' } }) }
  }

  return {
    lookAfter,
    lookAround,
    /** Nobody is left waiting, no case open, no alert unseen. */
    async finish(): Promise<void> {
      for (const ticket of await store.read.cases({ isOpen: true, limit: 5_000 })) {
        await quietly(() => close(ticket))
      }
      for (const phase of ['awaitingAgent', 'withAgent'] as const) {
        for (const { conversation } of await store.read.conversations({ phase, limit: 5_000 })) {
          const { agent, name } = zhao
          const command = { conversationId: conversation.id, agent, name, mayOverrule: true }
          await quietly(() => desk.take(command))
          await quietly(() =>
            desk.reply({
              ...command,
              parts: [{ kind: 'text', text: '都办好了，有事随时找我们。' }],
            }),
          )
          await quietly(() => desk.resolve(command))
        }
      }
      for (const { conversation } of await store.read.conversations({
        alerted: true,
        limit: 5_000,
      })) {
        const { agent, name } = zhao
        for (const { id: alert } of conversation.alerts ?? []) {
          const conversationId = conversation.id
          await quietly(() => cases.clearAlert({ conversationId, alert, agent, name }))
        }
      }
    },
  }

  async function close(ticket: Ticket): Promise<void> {
    const change = (wanted: Parameters<CaseDesk['change']>[0]['change']) =>
      cases.change({ ticket: ticket.id, by: zhao, change: wanted })
    if (ticket.severity.level === 3 || ticket.severity.review !== undefined) {
      await quietly(
        async () => void (await change({ kind: 'level', to: 2, because: '看过了，是常规问题' })),
      )
    }
    for (const to of ['under_review', 'proposed', 'agreed', 'done'] as const) {
      await move(ticket, zhao, to)
    }
  }
}

const common = ['resend', 'resend', 'exchange', 'refund'] as const

const planWords = {
  proposed: '给您换一件新的，运费我们出，您看可以吗？',
  rejected: '核对过了，这件不符合退换的条件，给您申请一张优惠券。',
}

/** What the rules do not allow at the moment did not happen. */
const quietly = async (deed: () => Promise<unknown>): Promise<void> => {
  try {
    await deed()
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error
  }
}
