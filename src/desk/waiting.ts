import { isClosed } from '../cases/index.ts'
import { runOf } from '../model/conversation.ts'
import type { Level, Ticket } from '../model/ticket.ts'
import type { Queued } from '../store/index.ts'
import type { Language, Waiting } from './match.ts'

/** What the router must know of somebody who waits; undefined for who does not. */
export const waitingOf = ({ conversation, urgent, tickets }: Queued): Waiting | undefined => {
  const { id, channel, account, phase, memory } = conversation
  if (phase.kind !== 'awaitingAgent') return undefined
  const open = tickets.filter(({ stage }) => !isClosed(stage))
  const run = runOf(phase)
  const inDanger = phase.handoff.reason === 'safety'
  const language = languageOf(memory.said)
  // What no case was opened for: a case says better what it is about.
  const asked = [run?.intent ?? memory.lastIntent].filter((intent) => intent !== undefined)
  return {
    id,
    at: phase.handoff.at,
    urgent,
    inDanger,
    level: levelOf(open, inDanger),
    channel,
    account,
    intents: unique(open.length > 0 ? open.map(({ intent }) => intent) : asked),
    problemClasses: unique(open.map(({ problemClass }) => problemClass)),
    ...(language === undefined ? {} : { language }),
    passedBy: phase.handoff.passedBy ?? [],
    passedAt: phase.handoff.passedAt ?? phase.handoff.at,
  }
}

/** Urgent if any case is, disputed if any is; without a case a routine one. */
const levelOf = (open: readonly Ticket[], isDanger: boolean): Level => {
  const levels = open.map(({ severity }) => severity.level)
  if (isDanger || levels.includes(1)) return 1
  return levels.includes(3) ? 3 : 2
}

/** By the script of what was said last; a picture or a number says nothing. */
const languageOf = (said: readonly string[]): Language | undefined => {
  const words = said.join(' ')
  if (/\p{Script=Han}/u.test(words)) return 'zh'
  return /\p{Script=Latin}{2}/u.test(words) ? 'en' : undefined
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)]
