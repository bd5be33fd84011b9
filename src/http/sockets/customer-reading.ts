import { createAllowance } from '../allowance.ts'
import type { Edge } from '../edge.ts'
import type { Guest } from '../visitors.ts'

/** One page's word that it writes is told as often as that. */
const rate = { perSecond: 1, burst: 4 }
/** What was read in between is noted together. */
const gatherMs = 300

/** Hears that a customer writes, and how far they have read. */
export function hearReading(
  { guest, failed }: { guest: Guest; failed: (error: unknown) => void },
  { deps, lookers }: Pick<Edge, 'deps' | 'lookers'>,
) {
  const { conversationId } = guest
  const take = createAllowance(deps.now, rate)
  let position = 0
  let timer: NodeJS.Timeout | undefined

  function note() {
    timer = undefined
    deps.store.desk.noteRead(conversationId, 'customer', position).catch(failed)
  }

  return {
    types(isTyping: boolean) {
      // That it is over is always heard: it ends what was told.
      if (isTyping && take() === undefined) return
      lookers.customerTypes(conversationId, isTyping)
    },
    hasRead(upTo: number) {
      position = Math.max(position, upTo)
      timer ??= setTimeout(note, gatherMs).unref()
    },
    stop() {
      clearTimeout(timer)
      if (timer !== undefined) note()
      lookers.customerTypes(conversationId, false)
    },
  }
}
