import type { QuickGroup, QuickReply } from '../model/wire/reply.ts'
import type { QuickGroups } from '../playbook/index.ts'
import type { QuickUse } from '../store/index.ts'
import { soundsOf } from './sounds.ts'

/** `{{order.no}}`, `{{ask:金额}}`: what still wants a value, whatever it is. */
const place = /\{\{\s*([^{}]*?)\s*\}\}/g
const asked = /^ask:\s*(.+)$/

type Values = Readonly<Record<string, string | undefined>>

/** The operators' words for one conversation. */
export const quickReplies = (
  groups: QuickGroups,
  known: { readonly values: Values; readonly uses: ReadonlyMap<string, QuickUse> },
): readonly QuickGroup[] =>
  groups.map(({ id, title, replies }) => ({
    id,
    title,
    replies: replies.map((reply) => quickReply(reply, known)),
  }))

function quickReply(
  { id, title, text, picture, aliases }: QuickGroups[number]['replies'][number],
  { values, uses }: Parameters<typeof quickReplies>[1],
): QuickReply {
  const filled = text.replace(place, (whole, name: string) => values[name] || whole)
  const left = placesIn(filled).map(({ name }) => name)
  return {
    id,
    title,
    text: filled,
    unresolved: [...new Set(left.filter((name) => !asked.test(name)))],
    asks: [...new Set(left.flatMap((name) => asked.exec(name)?.[1] ?? []))],
    picture: picture ?? null,
    aliases,
    ...soundsOf(title),
    used: uses.get(id) ?? { mine: 0, all: 0 },
  }
}

/** Every place of a text that still wants a value. */
export const placesIn = (text: string) =>
  [...text.matchAll(place)].map(({ 0: whole, 1: name = '', index }) => ({
    name,
    text: whole,
    start: index,
    end: index + whole.length,
  }))
