import { useEffect, useRef, useSyncExternalStore } from 'react'
import { chosenKeys } from '../chosen-keys.ts'
import { type Command, comboOf, commandOf, commands, isForText } from '../keys.ts'

/** Who does what now: the parts of the page that are there. The last one that came goes first. */
const doers = new Map<Command, (() => void)[]>()

/** While this part of the page is there, it does this when asked by key or by name; null: not now. */
export function useCommand(command: Command, run: (() => void) | null) {
  const latest = useRef(run)
  latest.current = run
  const isThere = run !== null
  useEffect(() => {
    if (!isThere) return
    const doIt = () => latest.current?.()
    doers.set(command, [doIt, ...(doers.get(command) ?? [])])
    return () => {
      doers.set(
        command,
        (doers.get(command) ?? []).filter((each) => each !== doIt),
      )
    }
  }, [command, isThere])
}

export const canDo = (command: Command): boolean => (doers.get(command)?.length ?? 0) > 0

export const possibleCommands = (): readonly Command[] => commands.filter(canDo)

export function doCommand(command: Command) {
  doers.get(command)?.[0]?.()
}

export const useKeys = () => useSyncExternalStore(chosenKeys.subscribe, chosenKeys.get)

/** Hears every key of the page; one that writes is left to whoever writes. */
export function useCommandKeys() {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return
      const combo = comboOf(event)
      const command = combo === undefined ? undefined : commandOf(chosenKeys.get(), combo)
      if (combo === undefined || command === undefined || !canDo(command)) return
      // A key that is held goes through the list, and does nothing else twice.
      if (event.repeat && !command.startsWith('queue.')) return event.preventDefault()
      if (isUnderDialog() && !command.startsWith('page.')) return
      if (isForText(combo) && isWriting(event.target)) return
      event.preventDefault()
      doCommand(command)
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [])
}

/** What stands behind an open dialog is out of reach, for keys, too. */
const isUnderDialog = (): boolean =>
  [...document.querySelectorAll('[role=dialog][aria-modal=true]')].some((dialog) =>
    dialog.checkVisibility(),
  )

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
