import { z } from 'zod'
import type { Override } from '../desk/index.ts'
import type { Conversation } from '../model/conversation.ts'
import type { AgentId } from '../model/ids.ts'
import type { Role } from '../model/people.ts'
import { linesBefore, toneSituation } from '../model/tone.ts'
import type { HttpDeps } from './deps.ts'
import { Refusal } from './errors.ts'
import { placesIn } from './quick-replies.ts'
import { overriddenTone } from './tone.ts'

/** Sends what the tone guard warned of all the same. */
export const override = z.strictObject({ reason: z.string().trim().max(200) })

interface WordsOut {
  readonly words: string
  readonly conversation: Conversation
  readonly agent: AgentId
  readonly role: Role
  readonly override: z.infer<typeof override> | undefined
  /** The field of the request that holds them. */
  readonly path: string
}

/** An account that is not set up any more sends nothing, but its conversations can be read. */
const mostWithoutDoor = 4_000

/**
 * What a person says to a customer, before it is said: short enough for the channel, and fit to be
 * read. Gives back what was overridden; throws `bad_request`, `unresolved`, `tone` or
 * `not_allowed`.
 */
export async function admitWords(
  { words, conversation, agent, role, override, path }: WordsOut,
  { accounts, store, tone }: Pick<HttpDeps, 'accounts' | 'store' | 'tone'>,
): Promise<Override | undefined> {
  refuseTooLong({ words, conversation, path }, accounts)
  refuseUnresolved(words, path)
  const lines = await store.read.transcript(conversation.id, { limit: linesBefore })
  const report = await tone.check(words, toneSituation(conversation, lines, agent))
  return overriddenTone({ report, override, role })
}

/** What the platform would refuse later is refused now, while the words can still be shortened. */
function refuseTooLong(
  { words, conversation, path }: Pick<WordsOut, 'words' | 'conversation' | 'path'>,
  accounts: HttpDeps['accounts'],
) {
  const { channel: name, account } = conversation
  const door = accounts.find((each) => each.channel.name === name && each.account === account)
  const most = door?.channel.limits.textLength ?? mostWithoutDoor
  const length = Array.from(words).length
  if (length <= most) return
  const said = {
    zh: `这条渠道一次最多 ${most} 字，现在 ${length} 字`,
    en: `This channel takes at most ${most} characters at once, not ${length}`,
  }
  throw new Refusal('bad_request', said, { path })
}

/** A place of a quick reply that nobody filled in: the customer would read braces. */
function refuseUnresolved(text: string, path: string) {
  const places = placesIn(text).map(({ name: _, ...place }) => place)
  const [first] = places
  if (first === undefined) return
  const said = {
    zh: `「${first.text}」还没有填，填好再发`,
    en: `"${first.text}" is not filled in yet`,
  }
  throw new Refusal('unresolved', said, { path, detail: { places } })
}
