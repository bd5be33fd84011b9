import type { Conversation } from '../../model/conversation.ts'
import type { CustomerEvent } from '../../model/wire/customer.ts'
import type { HttpDeps } from '../deps.ts'
import type { Language } from '../language.ts'
import { shopMoment } from '../shop-moment.ts'
import { customerStatus } from '../views.ts'

/** Others are served while nothing happens in this conversation. */
const lookAgainMs = 20_000

/** Tells a page whom it talks to; while it waits for a person, again when its place has changed. */
export function createStatus(deps: {
  readonly roster: Pick<HttpDeps['roster'], 'facts'>
  readonly now: () => number
  readonly timeZone: string
  readonly language: Language
  readonly tell: (event: CustomerEvent) => void
  readonly failed: (error: unknown) => void
}) {
  const { roster, now, timeZone, language, tell, failed } = deps
  let told = ''
  /** Of several looks at once only the last one counts. */
  let looks = 0
  let timer: NodeJS.Timeout | undefined

  async function look(conversation: Conversation) {
    looks += 1
    const mine = looks
    clearTimeout(timer)
    const waits = conversation.phase.kind === 'awaitingAgent'
    const at = now()
    const facts = waits ? await roster.facts(conversation, at) : undefined
    if (mine !== looks) return
    const inWords = (opensAt: number) => shopMoment(opensAt, { now: at, timeZone, language })
    const event = customerStatus(conversation.phase, facts && { facts, inWords })
    const text = JSON.stringify(event)
    if (text !== told) tell(event)
    told = text
    if (waits) timer = setTimeout(() => show(conversation), lookAgainMs).unref()
  }

  function show(conversation: Conversation) {
    look(conversation).catch(failed)
  }

  return {
    show,
    stop() {
      looks += 1
      clearTimeout(timer)
    },
  }
}
