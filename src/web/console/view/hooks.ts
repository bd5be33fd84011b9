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

const darkQuery = matchMedia('(prefers-color-scheme: dark)')

export const useDark = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      darkQuery.addEventListener('change', listener)
      return () => darkQuery.removeEventListener('change', listener)
    },
    () => darkQuery.matches,
  )
