import type { Entry } from '../../model/message.ts'
import type { Rating } from '../../model/rating.ts'
import type { CustomerEvent } from '../../model/wire/customer.ts'
import type { Looking } from '../../model/wire/desk.ts'
import type { Change, ConversationSummary } from '../../store/index.ts'
import { customerForm } from '../customer-form.ts'
import type { Edge } from '../edge.ts'
import type { Language } from '../language.ts'
import { customerLine, customerStatus } from '../views.ts'
import type { Guest } from '../visitors.ts'
import { mayRate } from './customer-opinion.ts'
import { createStatus } from './customer-status.ts'
import { createSurvey } from './customer-survey.ts'
import type { Pipe } from './pipe.ts'

const pastLines = 200
const typingWords = { zh: '对方正在输入…', en: 'Typing…' }

export interface CustomerPage {
  readonly pipe: Pipe
  readonly guest: Guest
  readonly language: Language
  /** The highest `seq` the page has seen; 0 for a page that begins. */
  readonly after: number
  readonly failed: (error: unknown) => void
  /** What this page said of lines, by line; what was said before is added. */
  readonly ratings: Map<string, Rating>
}

/** Tells the page its lines after `after` and who it talks to, then goes on. Returns its end. */
export function tellCustomer(page: CustomerPage, { deps, feed, lookers }: Edge): () => void {
  const { pipe, guest, language, failed, ratings } = page
  const { conversationId } = guest
  const { read, ratings: kept } = deps.store
  let stopped = false
  let unsubscribe = () => {}
  let isTyped = false
  let readTold = 0

  const tell = (event: CustomerEvent) => {
    if (!stopped) pipe.send(JSON.stringify(event))
  }
  const status = createStatus({ ...deps, language, tell, failed })
  const survey = createSurvey({ ...deps, tell, failed })
  // A page that begins shows none; one that comes back may show what is over by now.
  let formTold = page.after === 0 ? JSON.stringify(null) : undefined

  /** That an agent writes; what the bot is about to say is said at once. */
  function tellTyping({ conversation, typing }: Looking) {
    if (conversation !== conversationId) return
    const isTyping = typing.some((each) => each.as === 'reply')
    if (isTyping !== isTyped)
      tell({ type: 'typing', typing: isTyping ? typingWords[language] : null })
    isTyped = isTyping
  }

  function tellConversation({ conversation, readByShop = 0 }: ConversationSummary) {
    if (readByShop > readTold) tell({ type: 'read', read: readByShop })
    readTold = Math.max(readTold, readByShop)
    status.show(conversation)
    survey.show(conversation)
    const form = customerForm(conversation)
    const text = JSON.stringify(form)
    if (text !== formTold) tell({ type: 'form', form })
    formTold = text
  }

  function tellChange(change: Change) {
    if (change.kind === 'conversation') return tellConversation(change.summary)
    tellEntry(change.entry)
  }

  function tellEntry(entry: Entry) {
    const line = customerLine(entry, guest.visitor.customer.id, ratingOf(entry))
    if (line) tell({ type: 'line', line })
  }

  const ratingOf = (entry: Entry) =>
    mayRate(entry, deps) ? (ratings.get(entry.id) ?? null) : undefined

  /** In order of `seq`, not of reading: a page that is cut off here resumes after the highest. */
  async function tellPast(): Promise<number> {
    const seq = await read.lastSeq()
    const entries = await read.transcript(conversationId, { limit: pastLines })
    for (const entry of [...entries].sort((a, b) => a.seq - b.seq)) tellEntry(entry)
    return seq
  }

  async function begin() {
    const summary = await read.conversation(conversationId)
    for (const { line, verdict, reasons } of await kept.ofConversation(conversationId))
      if (!ratings.has(line)) ratings.set(line, { verdict, reasons })
    if (summary) tellConversation(summary)
    else tell(customerStatus({ kind: 'answering' }))
    const after = page.after === 0 ? await tellPast() : page.after
    if (!stopped) listen(after)
  }

  function listen(after: number) {
    unsubscribe = feed.subscribe({
      after,
      conversationId,
      onChange: tellChange,
      onReady: (seq) => tell({ type: 'ready', seq }),
      // A number of another database: the page sees it by `ready` and begins anew.
      onReload: () => {},
      onFailed: failed,
      drained: pipe.drained,
    })
  }

  begin().catch(failed)
  const unlisten = lookers.listen({ onLookers: tellTyping, onCustomer: () => {} })
  tellTyping(lookers.at(conversationId))
  return () => {
    stopped = true
    unlisten()
    status.stop()
    survey.stop()
    unsubscribe()
  }
}
