import type { Chat } from './chat.ts'
import { arrange, isMine } from './log.ts'

export interface Attention {
  /** Something was put into the chat's own fields. */
  typed(): void
  /** Called again and again. */
  look(): void
}

/** It holds for six seconds at the shop. */
const typingMs = 3_000

/** Tells the shop that somebody writes, and how far they have read. Nothing of it is urgent. */
export function createAttention(deps: {
  readonly chat: Pick<Chat, 'get' | 'tell'>
  readonly now: () => number
  readonly isSeen: () => boolean
}): Attention {
  const { chat, now, isSeen } = deps
  let typedAt = Number.NEGATIVE_INFINITY
  let saidThen = 0
  let told = ''
  return {
    typed() {
      // A message ends what was told.
      const said = arrange(chat.get().log, chat.get().outgoing).filter(isMine).length
      if (now() - typedAt < typingMs && said === saidThen) return
      if (!chat.tell({ type: 'typing', typing: true })) return
      typedAt = now()
      saidThen = said
    },
    look() {
      const last = chat.get().log.lines.at(-1)
      if (last === undefined || last.id === told || !isSeen()) return
      if (chat.tell({ type: 'read', position: last.position })) told = last.id
    },
  }
}
