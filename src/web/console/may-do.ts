import { type ConversationRow, type Me, may } from '../shared/index.ts'
import { isMine, otherOwner } from './desk.ts'

/** What I may do with a chat as it stands. */
export function mayDo(me: Me, row: ConversationRow) {
  const isOpen = row.phase !== 'closed'
  const answers = may(me.role, 'answer')
  const colleague = otherOwner(me, row)
  const mine = isMine(me, row)
  return {
    take: answers && isOpen && !mine && (colleague === null || may(me.role, 'overrule')),
    give: answers && mine,
    giveBack: answers && (mine || row.phase === 'awaiting_agent'),
    resolve: answers && isOpen && colleague === null,
  }
}
