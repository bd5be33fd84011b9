import { isClosed } from '../../cases/index.ts'
import type { Stage, Ticket, Told } from '../../model/ticket.ts'
import type { When } from '../../playbook/index.ts'
import { momentText, type Values } from '../render.ts'
import type { Situation } from '../situation.ts'
import type { Heard } from './heard.ts'
import { ticketNumbersIn } from './ticket-number.ts'

/** Of what they were told with a stage they hear the very words. */
const stageText = ({ stage, told }: Ticket): string => {
  // What was agreed on are the words that were proposed.
  if (stage === 'agreed' && told !== undefined) return `方案${quoted(told)}已确认，正在办理`
  if (told?.stage !== stage) return stageWords[stage]
  if (stage === 'proposed') return `处理方案是${quoted(told)}，等您确认`
  return stage === 'rejected' ? `核实完了，结果是${quoted(told)}` : stageWords[stage]
}

const longestQuote = 120

const quoted = ({ text }: Told): string => {
  const letters = [...text.replace(/\s+/g, ' ').replace(/[。！；，、.!;,\s]+$/, '')]
  const more = letters.length > longestQuote ? '…' : ''
  return `「${letters.slice(0, longestQuote).join('')}${more}」`
}

/** What customers call a stage: plain, without a promise, and nothing is said to have been told. */
const stageWords: Readonly<Record<Stage, string>> = {
  opened: '已登记，等同事核实',
  under_review: '同事正在核实',
  proposed: '同事核实过了，正在定处理方案',
  agreed: '方案已确认，正在办理',
  done: '已办完',
  rejected: '核实完了，这一单已经结束',
  withdrawn: '已按您的意思撤销',
  reopened: '已重新打开，等同事核实',
}

/** The case that is spoken of: the one named by its number, else the open one, else the last. */
export const ticketInQuestion = ({ situation, text }: Heard): Ticket | undefined => {
  const own = casesOf(situation)
  const [named] = ticketNumbersIn(text)
  if (named !== undefined) return own.find(({ number }) => number === named.number)
  return own.find(({ stage }) => !isClosed(stage)) ?? own[0]
}

/** All cases of the customer, newest first. */
const casesOf = ({ tickets, facts }: Situation): readonly Ticket[] =>
  [...tickets, ...facts.earlier].sort((a, b) => b.openedAt - a.openedAt)

/** Values of the `ticket.*` variables. */
export const ticketValues = (ticket: Ticket | undefined, timeZone: string): Values =>
  ticket === undefined
    ? {}
    : {
        'ticket.number': ticket.number,
        'ticket.title': ticket.title,
        'ticket.stage': stageText(ticket),
        'ticket.opened_time': momentText(ticket.openedAt, timeZone),
      }

export const ticketHolds = (
  wanted: NonNullable<When['ticket']>,
  ticket: Ticket | undefined,
): boolean => {
  if (ticket === undefined) return wanted.includes('none')
  const isOpen = !isClosed(ticket.stage)
  const isOverdue = isOpen && ticket.clocks.some(({ state }) => state.kind === 'breached')
  return (
    wanted.includes(ticket.stage) ||
    (isOpen && wanted.includes('open')) ||
    (isOverdue && wanted.includes('overdue'))
  )
}
