import { useCallback, useEffect, useRef } from 'react'
import type { TypingAs } from '../../shared/index.ts'
import type { Desk } from '../desk.ts'
import type { Live } from '../live.ts'
import { isMentioned } from '../mentions.ts'

/** What was told holds for six seconds. */
const againMs = 4_000

/** Tells colleagues, again and again, that this chat is on a screen that is looked at. */
export function useViewing(live: Live, conversation: string) {
  useEffect(() => {
    const tell = () => {
      const isSeen = document.visibilityState === 'visible'
      live.tell({ type: 'viewing', conversation: isSeen ? conversation : null })
    }
    tell()
    const again = setInterval(tell, againMs)
    document.addEventListener('visibilitychange', tell)
    return () => {
      clearInterval(again)
      document.removeEventListener('visibilitychange', tell)
      live.tell({ type: 'viewing', conversation: null })
    }
  }, [live, conversation])
}

/** What names me in this chat is seen while the chat is. */
export function useSeeMentions(live: Live, desk: Pick<Desk, 'mentions'>, conversation: string) {
  const isNamed = isMentioned(desk.mentions, conversation)
  useEffect(() => {
    if (!isNamed) return
    const see = () => {
      if (document.visibilityState === 'visible') live.seeMentions(conversation)
    }
    see()
    document.addEventListener('visibilitychange', see)
    return () => document.removeEventListener('visibilitychange', see)
  }, [live, isNamed, conversation])
}

/** To be called with every letter; what is written stops being told once it is empty or sent. */
export function useTyping(live: Live, conversation: string, as: TypingAs) {
  const toldAt = useRef(0)
  const stop = useCallback(() => {
    if (toldAt.current === 0) return
    toldAt.current = 0
    live.tell({ type: 'typing', conversation: null, as })
  }, [live, as])
  useEffect(() => stop, [stop])
  return (text: string) => {
    if (text.trim() === '') return stop()
    if (Date.now() - toldAt.current < againMs) return
    toldAt.current = Date.now()
    live.tell({ type: 'typing', conversation, as })
  }
}
