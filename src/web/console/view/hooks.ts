import { useState, useSyncExternalStore } from 'react'
import type { Desk } from '../desk.ts'
import type { Live } from '../live.ts'

export const useDesk = (live: Live): Desk => useSyncExternalStore(live.subscribe, live.get)

/** A dialog that nobody has opened yet has no place in the page: a tenth of opening it. */
export function useDialog() {
  const [state, setState] = useState<'unopened' | 'open' | 'shut'>('unopened')
  return {
    isOpen: state === 'open',
    wasOpen: state !== 'unopened',
    setOpen: (isOpen: boolean) => setState(isOpen ? 'open' : 'shut'),
  }
}

/** What `read` makes of the present, looked at once a second: only a change of it renders again. */
export const useNow = <T extends string | boolean>(read: (now: number) => T): T =>
  useSyncExternalStore(everySecond, () => read(now))

let now = Date.now()
let timer: ReturnType<typeof setInterval>
const watchers = new Set<() => void>()

/** One timer for all that ticks on the page. */
function everySecond(watcher: () => void) {
  if (watchers.size === 0) {
    now = Date.now()
    timer = setInterval(() => {
      now = Date.now()
      for (const each of watchers) each()
    }, 1000)
  }
  watchers.add(watcher)
  return () => {
    watchers.delete(watcher)
    if (watchers.size === 0) clearInterval(timer)
  }
}

/** Whether hints about keys are of no use: a phone, or a screen that is touched. */
export const useHandheld = createUseQuery('(max-width: 720px), (pointer: coarse)')

/** Room for all three panes. */
export const useRoomy = createUseQuery('(min-width: 1101px)')

function createUseQuery(media: string): () => boolean {
  const query = matchMedia(media)
  const subscribe = (listener: () => void) => {
    query.addEventListener('change', listener)
    return () => query.removeEventListener('change', listener)
  }
  return () => useSyncExternalStore(subscribe, () => query.matches)
}
