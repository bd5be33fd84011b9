import { fieldsOf, kept } from './kept.ts'
import { type Command, commands, isTakeable, type Keys, keysWith, shippedKeys } from './keys.ts'

/** What somebody changed in this browser on top of what was shipped. */
const changed = kept('shouhou-keys', (known): Partial<Keys> => {
  const entries = Object.entries(fieldsOf(known))
  return Object.fromEntries(
    entries.filter(
      ([command, combo]) =>
        commands.some((each) => each === command) && typeof combo === 'string' && isTakeable(combo),
    ),
  )
})

let keys = keysWith(changed.get())
changed.subscribe(() => {
  keys = keysWith(changed.get())
})

export const chosenKeys = {
  get: (): Keys => keys,
  subscribe: changed.subscribe,
  /** `undefined` goes back to the shipped one. */
  set(command: Command, combo: string | undefined) {
    const { [command]: _, ...others } = changed.get()
    const isShipped = combo === undefined || combo === shippedKeys[command]
    changed.set(isShipped ? others : { ...others, [command]: combo })
  },
}
