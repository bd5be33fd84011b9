import type { TicketId } from '../../model/ids.ts'

/**
 * `SH261122-9F3K2M`: the day in shop time and the conversation's own letters, so that people can
 * say it aloud and any machine makes the same one. The n-th ticket of a conversation adds `-n`.
 */
export const ticketNumber = (id: TicketId, at: number, timeZone: string): string => {
  const day = new Date(at).toLocaleDateString('sv-SE', { timeZone }).replaceAll('-', '').slice(2)
  const [conversation = '', n = '1'] = id.split('#')
  const letters = conversation.replace(/^c_/, '').slice(0, 6).toUpperCase()
  return `SH${day}-${letters}${n === '1' ? '' : `-${n}`}`
}

const ticketPattern = /SH\d{6}-[0-9A-Z]{6}(?:-\d+)?/gi

/** The numbers of tickets in a text, as people write them, and where they stand. */
export const ticketNumbersIn = (
  text: string,
): readonly { readonly number: string; readonly start: number; readonly end: number }[] =>
  [...text.matchAll(ticketPattern)].map((match) => ({
    number: match[0].toUpperCase(),
    start: match.index,
    end: match.index + match[0].length,
  }))
