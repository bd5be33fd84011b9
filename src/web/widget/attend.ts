import { createAttention } from './attention.ts'
import type { Chat } from './chat.ts'
import { place } from './place.ts'

const lookMs = 1_000

/** Of a chat that is closed, or stands in another tab, nothing is seen. */
export function attend(chat: Chat) {
  const { element } = place
  const isSeen = () => !document.hidden && element.clientHeight > 0
  const { typed, look } = createAttention({ chat, now: Date.now, isSeen })
  // Stars and telephone numbers are no words for the chat.
  element.addEventListener('input', ({ target }) => {
    if (target instanceof Element && target.closest('.write')) typed()
  })
  setInterval(look, lookMs)
}
