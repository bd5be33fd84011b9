import { plainOrQuoted } from '../playbook/index.ts'
import type { ChatLine } from './play-chat.ts'
import { createShopTime } from './shop-time.ts'
import { type Buyer, stranger } from './stage.ts'

interface Told {
  readonly title: string
  readonly buyer: Buyer
  readonly startAt: number
  readonly timeZone: string
  readonly lines: readonly ChatLine[]
}

/** A conversation as a story that expects what happened in it; an operator may expect more. */
export const writeStory = ({ title, buyer, startAt, timeZone, lines }: Told): string =>
  [
    `case: ${plainOrQuoted(title)}`,
    ...(buyer.id === stranger.id ? [] : [`buyer: ${buyer.id}`]),
    `at: ${createShopTime(timeZone).format(startAt)}`,
    'steps:',
    ...lines.flatMap((line) => [
      `  - customer: ${plainOrQuoted(line.said)}`,
      `    expect: ${expectationOf(line)}`,
    ]),
    '',
  ].join('\n')

const expectationOf = ({ sight: { decision, said } }: ChatLine): string => {
  if (said.length === 0) return '{ silent: true }'
  const says = firstWords(said[0] ?? '')
  return `{ ${[
    ...(decision === undefined ? [] : [`kind: ${decision.kind}`]),
    ...(decision?.intent === undefined ? [] : [`intent: ${decision.intent}`]),
    ...(says === undefined ? [] : [`says: [${plainOrQuoted(says)}]`]),
  ].join(', ')} }`
}

/** Enough to know the reply by; dates and numbers in it are other ones tomorrow. */
const firstWords = (reply: string): string | undefined => {
  const [words = ''] = reply.split(/[\n，。！？、：；,.!?:;]/)
  return words === '' || /\d/.test(words) ? undefined : words.slice(0, 20)
}
