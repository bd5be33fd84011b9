import { decidersOf, isClosed, judged, levelName } from '../cases/index.ts'
import { botOwns, runOf } from '../model/conversation.ts'
import { textOf } from '../model/message.ts'
import type { Ticket } from '../model/ticket.ts'
import { handOver } from './handoff.ts'
import type { Heard } from './heard.ts'
import { caseView, rulesOf } from './severity.ts'
import { type Move, saidFirst } from './situation.ts'
import { isQuestion, paragraphs } from './words.ts'

/**
 * What makes a case one for several people to decide counts though no form takes it: a threat to the
 * colleague who has the chat, or of who comes back days later. Those who decide are called.
 */
export const disputedAlong = (heard: Heard, move: Move): Move => {
  const ticket = heard.text === '' ? undefined : caseSpokenOf(heard)
  if (ticket === undefined || isSaved(move, ticket)) return move
  const { at } = heard.situation
  const rules = rulesOf(heard.situation)
  const view = caseView(heard, undefined)
  const about = { intents: [ticket.intent], order: view.order ?? ticket.order }
  const after = judged(ticket, { ...view, ...about }, { at, rules })
  const isDisputed = ({ severity }: Ticket) => decidersOf(severity, rules).length > 0
  if (isDisputed(ticket) || !isDisputed(after)) return move
  // 「真的假一赔十吗」, said calmly, asks and claims nothing.
  if (botOwns(move.phase) && isQuestion.test(heard.text)) return move
  const because = `${levelName(rules, 3)}：${(after.severity.review ?? after.severity).because}`
  const next = botOwns(move.phase) ? called(heard, move, because) : move
  if (isSaved(next, ticket)) return next
  return { ...next, effects: [...next.effects, { kind: 'saveTicket', ticket: after }] }
}

/** The open case of this round; else the only one there is, unless another order is named. */
const caseSpokenOf = ({ situation, conversation, memory, orderNos }: Heard): Ticket | undefined => {
  const open = situation.tickets.filter(({ stage }) => !isClosed(stage))
  const run = runOf(conversation.phase) ?? memory.lastRun
  const [only, another] = open
  const ticket = open.find(({ id }) => id === run?.ticket) ?? (another ? undefined : only)
  const [named] = orderNos
  const isOther = named !== undefined && (ticket?.order?.orderNo ?? named) !== named
  return isOther ? undefined : ticket
}

const isSaved = ({ effects }: Move, { id }: Ticket): boolean =>
  effects.some((effect) => effect.kind === 'saveTicket' && effect.ticket.id === id)

/** What was to be said comes first. */
const called = (heard: Heard, move: Move, because: string): Move => {
  const { told } = heard.situation.playbook.handoff
  const call = { reason: 'disputed', because, words: told.default } as const
  const next = handOver({ ...heard, memory: move.memory }, call)
  const said = move.effects.flatMap((effect) =>
    effect.kind === 'sendMessage' && effect.author === 'bot' ? [textOf(effect.parts)] : [],
  )
  const words = paragraphs(said)
  return words === '' ? next : { ...next, effects: saidFirst(words, next.effects) }
}
