import {
  type Assistance,
  assist,
  type BotsAnswer,
  botsAnswer,
  onlyCallsPeople,
  type Quote,
  quotesFor,
  type Situation,
} from '../dialogue/index.ts'
import { botModeOf, type Conversation } from '../model/conversation.ts'
import type { Said } from '../model/decision.ts'
import type { ConversationId } from '../model/ids.ts'
import { type Entry, textOf } from '../model/message.ts'
import type { Understanding } from '../model/understanding.ts'
import type { Store } from '../store/index.ts'
import { gatherFacts } from './facts.ts'
import { gatherPictures } from './picture-facts.ts'
import { quotedNumbers } from './read-turn.ts'
import type { TurnParts } from './turn.ts'

/** As far back as a customer's open words may reach. */
const linesRead = 40
const messagesHeard = 5
const quotesShown = 12

/** Helps people who answer: it decides nothing, and says nothing. */
export interface Assist {
  /** What a person might say there now; undefined for an unknown conversation. */
  assist(id: ConversationId): Promise<Assisted | undefined>
  /** What the playbook has to these words, else to the customer's open ones; however help is switched. */
  knowledge(id: ConversationId, words: string): Promise<readonly Quote[]>
}

export interface Assisted extends Assistance {
  /** The last of the customer's words that it is about; 0 where there are none. */
  readonly upTo: number
  readonly bot?: BotsAnswer
}

export type AssistParts = Pick<
  TurnParts,
  'mind' | 'orders' | 'earlier' | 'pictures' | 'timeZone' | 'now'
> & { readonly store: Pick<Store, 'read'> }

/** Reads what a turn would read. */
export const createAssist = (parts: AssistParts): Assist => {
  const { read } = parts.store

  return {
    async assist(id) {
      const conversation = (await read.conversation(id))?.conversation
      if (conversation === undefined) return undefined
      const mode = botModeOf(conversation)
      const lines = mode === 'off' ? [] : await read.transcript(id, { limit: linesRead })
      const open = openWords(lines)
      const words = await ofSubstance(open, lines)
      const situation = await look(conversation, words)
      const fresh = mode === 'assist' ? await withoutCalls(unansweredWords(lines)) : []
      // Mostly what is open was said in one go.
      const isSame = fresh.length === words.length
      const bot =
        fresh.length === 0
          ? undefined
          : botsAnswer(isSame ? situation : await look(conversation, fresh))
      const said = new Set(lines.filter(isPersons).map(({ parts }) => textOf(parts)))
      return {
        ...assist(situation, said),
        upTo: open.at(-1)?.position ?? 0,
        ...(bot !== undefined && !said.has(bot.text) && { bot }),
      }
    },

    async knowledge(id, asked) {
      const conversation = (await read.conversation(id))?.conversation
      if (conversation === undefined) return []
      const lines = asked === '' ? await read.transcript(id, { limit: linesRead }) : []
      const text = asked === '' ? textOf(lastInWords(lines)) : asked
      if (text === '') return []
      const understanding = await parts.mind().understand(text, parts.now())
      const situation = await look(conversation, [], understanding)
      return quotesFor(situation, understanding, quotesShown)
    },
  }

  /** The words that say what is wanted: where the open ones only call a person, the last before them. */
  async function ofSubstance(
    open: readonly Entry[],
    lines: readonly Entry[],
  ): Promise<readonly Entry[]> {
    const left = await withoutCalls(open)
    if (left.length > 0 || open.length === 0) return left
    const before = lines.filter((line) => isCustomers(line) && !open.includes(line))
    return (await withoutCalls(before.slice(-messagesHeard))).slice(-1)
  }

  async function withoutCalls(lines: readonly Entry[]): Promise<readonly Entry[]> {
    const { playbook, understand } = parts.mind()
    const isCall = async (line: Entry): Promise<boolean> => {
      const text = textOf(line.parts)
      return text !== '' && onlyCallsPeople(await understand(text, parts.now()), playbook)
    }
    const calls = await Promise.all(lines.map(isCall))
    return lines.filter((_, index) => !calls[index])
  }

  async function look(
    conversation: Conversation,
    words: readonly Entry[],
    understood?: Understanding,
  ): Promise<Situation> {
    const at = parts.now()
    const { playbook, understand } = parts.mind()
    const messages = words.map((line): Said => ({ id: line.id, at: line.at, parts: line.parts }))
    const text = textOf(messages.flatMap((message) => message.parts))
    const understanding = understood ?? (text === '' ? undefined : await understand(text, at))
    const reading = { said: messages, system: [] }
    const facts = await gatherFacts({
      orders: parts.orders,
      buyerId: conversation.customer.id,
      quoted: quotedNumbers({ conversation }, reading, understanding),
      shop: playbook.shop,
      pictures: await gatherPictures({ conversation }, reading, parts.pictures),
      earlier: await parts.earlier(conversation),
      desk: undefined,
    })
    return {
      conversation,
      trigger: { kind: 'customerSaid', messages, ...(understanding && { understanding }) },
      facts,
      tickets: await read.tickets(conversation.id),
      playbook,
      at,
      timeZone: parts.timeZone,
    }
  }
}

const isPersons = ({ author: { kind } }: Entry) => kind === 'agent' || kind === 'shop_human'
const isCustomers = ({ author }: Entry) => author.kind === 'customer'

/** What the customer said since a person last answered; what came last, where all is answered. */
const openWords = (lines: readonly Entry[]): readonly Entry[] => {
  const open = lines.slice(lines.findLastIndex(isPersons) + 1).filter(isCustomers)
  return open.length > 0 ? open.slice(-messagesHeard) : lines.filter(isCustomers).slice(-1)
}

/** What was said since anybody answered, the bot too; what never left is no answer. */
const unansweredWords = (lines: readonly Entry[]): readonly Entry[] =>
  lines
    .slice(lines.findLastIndex((line) => isPersons(line) || isBots(line)) + 1)
    .filter(isCustomers)
    .slice(-messagesHeard)

const isBots = ({ author, delivery }: Entry) =>
  author.kind === 'bot' && delivery?.status !== 'dropped' && delivery?.status !== 'superseded'

const lastInWords = (lines: readonly Entry[]) =>
  lines.findLast((line) => isCustomers(line) && textOf(line.parts) !== '')?.parts ?? []
