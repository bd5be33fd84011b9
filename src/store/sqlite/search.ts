import type { ConversationId } from '../../model/ids.ts'
import { spokenText } from '../../model/message.ts'
import type { Search } from '../search.ts'
import type { Connection } from './connection.ts'
import { entryOf, type MessageRow } from './rows.ts'
import { areSome, isOfShops } from './shops.ts'

/** The index knows three characters in a row; what is shorter is found by reading. */
const indexed = 3
/** So many of the latest lines are read through for it, and so many conversations. */
const linesRead = 20_000
const conversationsRead = 20_000

interface ConversationText {
  readonly id: ConversationId
  readonly text: string
}

type LineRow = MessageRow & { readonly conversation_id: ConversationId }

const wasSaid = `author <> 'event' AND (status IS NULL OR status NOT IN ('superseded', 'dropped'))`
const columns = 'line.*, (SELECT id FROM conversations WHERE key = conversation) AS conversation_id'

interface Asked {
  readonly first: string
  readonly shops: string
}

export function createSearch({ db }: Connection): Search {
  const all = prepareSearch(db, '1')
  const some = prepareSearch(db, isOfShops)
  const searchIn = (shops: readonly string[]) => (areSome(shops) ? some : all)

  return {
    async lines(words, { limit, shops }) {
      const [first = '', ...others] = ordered(words)
      if (first === '') return []
      const { indexedLines, latestLines } = searchIn(shops)
      const rows = isIndexed(first)
        ? indexedLines.iterate(asked(phrasesOf([first, ...others]), shops))
        : latestLines.iterate(asked(first, shops))
      const found = []
      for (const row of rows) {
        const entry = entryOf(row, row.conversation_id)
        // Shorter words are not in the index, and the JSON of a line has words of its own.
        if (holds(spokenText(entry.parts), words)) found.push(entry)
        if (found.length >= limit) break
      }
      return found
    },
    async conversations(words, { limit, shops }) {
      const [first = '', ...others] = ordered(words)
      if (first === '') return []
      const { indexedConversations, namedConversations } = searchIn(shops)
      const rows = isIndexed(first)
        ? indexedConversations.iterate(asked(phrasesOf([first, ...others]), shops))
        : namedConversations.iterate(asked(first, shops))
      const found = []
      for (const { id, text } of rows) {
        if (holds(text, words)) found.push(id)
        if (found.length >= limit) break
      }
      return found
    },
    ofCustomer: async (customer, { limit, shops }) =>
      searchIn(shops).ofCustomer.all({ ...asked(customer, shops), limit }),
  }
}

const asked = (first: string, shops: readonly string[]): Asked => ({
  first,
  shops: JSON.stringify(shops),
})

/** `isWanted` is a condition on the channel and account of what is searched. */
const prepareSearch = (db: Connection['db'], isWanted: string) => ({
  indexedLines: db.prepare<[Asked], LineRow>(
    `SELECT ${columns} FROM line_words JOIN messages AS line ON position = line_words.rowid
     WHERE line_words MATCH :first AND ${wasSaid} AND ${isWanted}
     ORDER BY line_words.rowid DESC`,
  ),
  latestLines: db.prepare<[Asked], LineRow>(
    `SELECT ${columns}
     FROM (SELECT * FROM messages ORDER BY position DESC LIMIT ${linesRead}) AS line
     WHERE instr(lower(parts), :first) AND ${wasSaid} AND ${isWanted}`,
  ),
  indexedConversations: db.prepare<[Asked], ConversationText>(
    `SELECT id, conversation_texts.text FROM conversation_words
     JOIN conversations ON key = conversation_words.rowid
     JOIN conversation_texts USING (key)
     WHERE conversation_words MATCH :first AND ${isWanted} ORDER BY last_at DESC`,
  ),
  namedConversations: db.prepare<[Asked], ConversationText>(
    `SELECT id, text FROM (
       SELECT key, id, last_at, customer_name, channel, account FROM conversations
       ORDER BY key DESC LIMIT ${conversationsRead}) JOIN conversation_texts USING (key)
     WHERE instr(lower(customer_name), :first) AND ${isWanted} ORDER BY last_at DESC`,
  ),
  ofCustomer: db
    .prepare<[Asked & { limit: number }], ConversationId>(
      `SELECT id FROM conversations WHERE customer_id = :first AND ${isWanted}
       ORDER BY last_at DESC LIMIT :limit`,
    )
    .pluck(),
})

const holds = (text: string, words: readonly string[]): boolean =>
  words.every((word) => text.toLowerCase().includes(word.toLowerCase()))

const lengthOf = (word: string) => Array.from(word).length
const isIndexed = (word: string) => lengthOf(word) >= indexed

/** The longest first: it leaves the least to look through. */
const ordered = (words: readonly string[]): readonly string[] =>
  words.map((word) => word.toLowerCase()).sort((a, b) => lengthOf(b) - lengthOf(a))

/** Each as it is, whatever stands in it means to the index. */
const phrasesOf = (words: readonly string[]): string =>
  words
    .filter(isIndexed)
    .map((word) => `"${word.replaceAll('"', '""')}"`)
    .join(' ')
