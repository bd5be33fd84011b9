import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Desk } from '../desk.ts'
import type { Live } from '../live.ts'

export const useDesk = (live: Live): Desk => useSyncExternalStore(live.subscribe, live.get)

/** The present, once a second. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}

export const useDark = createUseQuery('(prefers-color-scheme: dark)')

/** Whether hints about keys are of no use: a phone, or a screen that is touched. */
export const useHandheld = createUseQuery('(max-width: 720px), (pointer: coarse)')

function createUseQuery(media: string): () => boolean {
  const query = matchMedia(media)
  const subscribe = (listener: () => void) => {
    query.addEventListener('change', listener)
    return () => query.removeEventListener('change', listener)
  }
  return () => useSyncExternalStore(subscribe, () => query.matches)
}
