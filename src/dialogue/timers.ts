import { type ClockFired, clockFired } from '../cases/index.ts'
import type { Alert } from '../model/conversation.ts'
import type { Effect, TimerRef } from '../model/decision.ts'
import type { Ticket } from '../model/ticket.ts'
import { checkPictures } from './form/check-pictures.ts'
import { flowTimer } from './form/flow-timer.ts'
import { collectingOf } from './form/slots.ts'
import { hear } from './heard/heard.ts'
import { paragraphs } from './heard/words.ts'
import { momentText, spanText } from './render.ts'
import { type Move, note, type Situation, say } from './situation.ts'
import { alerted } from './ticket/alerts.ts'
import { waitWords } from './waiting/wait-words.ts'
import { backToQueue, passBy } from './waiting/with-agent.ts'

/** What happens when something that was waited for is due. */
export const timerFired = (situation: Situation, { name, subject = '' }: TimerRef): Move => {
  switch (name) {
    case 'evidence_reminder':
    case 'evidence_expiry': {
      const { phase } = situation.conversation
      const run = phase.kind === 'collecting' ? phase.run : undefined
      const collecting = collectingOf(situation, run)
      if (collecting === undefined) return stay(situation, '提醒到点时已不在收集凭证')
      return flowTimer(hear(situation, [], undefined), collecting, name)
    }
    case 'evidence_check':
      return checkPictures(hear(situation, [], undefined))
    case 'agent_silent':
      return passBy(situation)
    case 'soothe':
      return soothe(situation)
    case 'call_back':
      return callBack(situation)
    case 'reply_clock':
      return replyLate(situation, subject)
    case 'stage_clock':
      return stageClock(situation, subject)
    default:
      return name satisfies never
  }
}

const stay = (
  { conversation: { phase, memory } }: Situation,
  because: string,
  effects: readonly Effect[] = [],
): Move => ({ kind: 'silent', because, phase, memory, effects })

/** Once an incident, to who has heard nothing for a while and still waits; never next to a person. */
const soothe = (situation: Situation): Move => {
  const { conversation, playbook, at } = situation
  const { phase, memory } = conversation
  const words = playbook.handoff.still_waiting
  if (phase.kind !== 'awaitingAgent') return stay(situation, '顾客已不在排队')
  if (memory.soothed !== undefined || words === undefined) return stay(situation, '安抚过一次了')
  if (situation.facts.desk?.open === false) return stay(situation, '没人在岗，已经说过什么时候有人')
  const dueAt = (memory.queueNoticeAt ?? phase.handoff.at) + playbook.clocks.soothe_after
  if (dueAt > at) {
    const later = { kind: 'startTimer', name: 'soothe', dueAt } as const
    return stay(situation, '刚和顾客说过话，过会儿再看', [later])
  }
  const wait = waitWords(situation, memory, phase.handoff)
  return {
    kind: 'notice',
    because: '顾客等了一会儿还没有人接，安抚一次',
    phase,
    memory: { ...wait.memory, soothed: phase.handoff.at },
    effects: [say(paragraphs([words, ...wait.words]))],
  }
}

/** People are on duty, and this customer came while nobody was. */
const callBack = (situation: Situation): Move => {
  const { conversation, timeZone } = situation
  const { phase, customer } = conversation
  if (phase.kind !== 'awaitingAgent') return stay(situation, '已经有人接手，不用再回访')
  const who = customer.name ?? customer.id
  const text = `回访：${who} ${momentText(phase.handoff.at, timeZone)} 来找过，当时没人在岗`
  const id = `call-back/${phase.handoff.at}`
  return alerted(stay(situation, text), situation, {
    id,
    kind: 'call_back',
    to: 'supervisors',
    text,
  })
}

/** The marketplace's clock: a warning while there is time, and the plain fact when there is none. */
const replyLate = (situation: Situation, subject: string): Move => {
  const { conversation, at } = situation
  const { owed } = conversation.memory
  if (owed === undefined) return stay(situation, '已经有人回复')
  const waited = spanText(at - owed.since)
  const isWarning = subject === 'warn'
  const text = isWarning
    ? `顾客已等 ${waited}没有人工回复，快到平台的时限了`
    : `顾客等了 ${waited}没有人工回复，已超过平台的时限`
  return alerted(stay(situation, text), situation, {
    id: `reply/${owed.since}/${subject}`,
    kind: isWarning ? 'reply_warning' : 'reply_breach',
    to: isWarning ? 'owner' : 'supervisors',
    text,
  })
}

const stageClock = (situation: Situation, subject: string): Move => {
  const ticket = situation.tickets.find(({ id }) => subject.startsWith(`${id}/`))
  const fired = ticket && clockFired(ticket, subject, situation.at)
  if (fired === undefined) return stay(situation, '这个时限已经不算了')
  const promise = `售后单 ${fired.ticket.number}：「${fired.clock.title}」`
  return fired.kind === 'warning'
    ? promiseNear(situation, fired.ticket, { id: subject, text: `${promise}快到时限` })
    : promiseBroken(situation, fired, { id: subject, text: `${promise}已超时` })
}

type Told = Pick<Alert, 'id' | 'text'>

const promiseNear = (situation: Situation, ticket: Ticket, told: Told): Move =>
  alerted(stay(situation, told.text, [{ kind: 'saveTicket', ticket }]), situation, {
    ...told,
    kind: 'clock_warning',
    to: 'owner',
  })

/** Written down, told to who can do something about it, and done about it what the rules say. */
const promiseBroken = (
  situation: Situation,
  { ticket, actions }: Extract<ClockFired, { kind: 'breach' }>,
  told: Told,
): Move => {
  const raised = actions.includes('raise_priority') ? { raised: (ticket.raised ?? 0) + 1 } : {}
  const move = actions.includes('reassign')
    ? backToQueue(situation, told.text)
    : stay(situation, told.text)
  const done: Move = {
    ...move,
    because: told.text,
    effects: [
      ...move.effects,
      note(told.text),
      { kind: 'saveTicket', ticket: { ...ticket, ...raised } },
    ],
  }
  const to = actions.includes('notify_supervisor') ? 'supervisors' : 'owner'
  return alerted(done, situation, { ...told, kind: 'clock_breach', to })
}
