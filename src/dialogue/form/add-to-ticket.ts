import type { Heard } from '../heard/heard.ts'
import type { Move } from '../situation.ts'
import { labels } from './evidence-text.ts'
import { alreadyComplete } from './flow-moves.ts'
import { orderNoted } from './form-order.ts'
import { fillLate, isAboutAnother } from './late-evidence.ts'
import type { Collecting } from './slots.ts'

/** After a flow is done, what still comes belongs to its ticket. */
export const addToTicket = (heard: Heard, collecting: Collecting): Move | undefined => {
  if (isAboutAnother(collecting, heard.orderNos[0])) return undefined
  const { collecting: next, changed } = fillLate(heard, collecting)
  if (changed.length === 0) return undefined
  const because = `补充材料（${labels(changed)}）放进已有工单`
  return alreadyComplete(heard, next, because, orderNoted(heard, collecting, next))
}
