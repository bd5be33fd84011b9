import { decidersOf, isClosed, judged, levelName } from '../../cases/index.ts'
import { botOwns, runOf } from '../../model/conversation.ts'
import type { Effect } from '../../model/decision.ts'
import { textOf } from '../../model/message.ts'
import type { Ticket } from '../../model/ticket.ts'
import type { Heard } from '../heard/heard.ts'
import { isQuestion, paragraphs } from '../heard/words.ts'
import { type Move, saidFirst } from '../situation.ts'
import { handOver } from '../waiting/handoff.ts'
import { caseView, rulesOf } from './severity.ts'

/**
 * What makes a case urgent, or one for several people to decide, counts though no form takes it: after
 * the form is done, beside the colleague who has the chat, of who comes back days later. The bot calls
 * a person for it.
 */
export const raisedAlong = (heard: Heard, move: Move): Move => {
  const ticket = heard.text === '' ? undefined : caseSpokenOf(heard)
  if (ticket === undefined || isSaved(move, ticket)) return move
  const { at } = heard.situation
  const rules = rulesOf(heard.situation)
  const view = caseView(heard, undefined)
  const about = { intents: [ticket.intent], order: view.order ?? ticket.order }
  const after = judged(ticket, { ...view, ...about }, { at, rules })
  const isDisputed = ({ severity }: Ticket) => decidersOf(severity, rules).length > 0
  const isUrgent = ticket.severity.level !== 1 && after.severity.level === 1
  if (!isUrgent && (isDisputed(ticket) || !isDisputed(after))) return move
  // 「真的假一赔十吗」 asks and claims nothing.
  if (!isUrgent && botOwns(move.phase) && isQuestion.test(heard.text)) return move
  const { severity } = after
  const because = isUrgent
    ? `${levelName(rules, 1)}：${severity.because}`
    : `${levelName(rules, 3)}：${(severity.review ?? severity).because}`
  const reason = isUrgent ? 'urgent' : 'disputed'
  const next = botOwns(move.phase) ? called(heard, move, { reason, because }) : move
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

interface Why {
  readonly reason: 'urgent' | 'disputed'
  readonly because: string
}

/** What was to be said comes first, but for a question about what is meant: a person is coming. */
const called = (heard: Heard, move: Move, why: Why): Move => {
  const { told } = heard.situation.playbook.handoff
  const words = (why.reason === 'urgent' ? told.urgent : undefined) ?? told.default
  // After what the move did: the form as it stands then goes along.
  const conversation = { ...heard.conversation, phase: move.phase }
  const next = handOver({ ...heard, conversation, memory: move.memory }, { ...why, words })
  const isBotWords = (effect: Effect) => effect.kind === 'sendMessage' && effect.author === 'bot'
  const rest = move.effects.filter((effect) => !isBotWords(effect))
  const said = move.effects.flatMap((effect) =>
    effect.kind === 'sendMessage' && isBotWords(effect) ? [textOf(effect.parts)] : [],
  )
  const first = move.kind === 'clarify' ? '' : paragraphs(said)
  const effects = first === '' ? next.effects : saidFirst(first, next.effects)
  return { ...next, effects: [...effects, ...rest] }
}
