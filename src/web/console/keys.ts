/** What keys do. The first word is the part of the page that does it. */
export const commands = [
  'queue.next-urgent',
  'queue.previous',
  'queue.next',
  'queue.choose',
  'chat.take',
  'chat.return',
  'chat.resolve',
  'chat.give',
  'reply.note',
  'reply.suggestion-1',
  'reply.suggestion-2',
  'reply.suggestion-3',
  'reply.suggestions',
  'page.search',
  'page.palette',
  'page.panel',
  'page.keys',
] as const
export type Command = (typeof commands)[number]

/**
 * As they are shipped. A letter with Alt alone is a letter on some keyboards; Ctrl with R, W, T, N
 * or P belongs to the browser, and Chrome keeps Ctrl+Shift with T, N and W from pages altogether.
 * `Ctrl` is ⌘ on a Mac.
 */
export const shippedKeys: Readonly<Record<Command, string>> = {
  'queue.next-urgent': 'Ctrl+J',
  'queue.previous': 'Ctrl+ArrowUp',
  'queue.next': 'Ctrl+ArrowDown',
  'queue.choose': 'Ctrl+Shift+L',
  'chat.take': 'Ctrl+Shift+Y',
  'chat.return': 'Ctrl+Shift+B',
  'chat.resolve': 'Ctrl+Shift+E',
  'chat.give': 'Ctrl+Shift+G',
  'reply.note': 'Ctrl+Shift+M',
  'reply.suggestion-1': 'Alt+1',
  'reply.suggestion-2': 'Alt+2',
  'reply.suggestion-3': 'Alt+3',
  'reply.suggestions': 'Alt+0',
  'page.search': 'Ctrl+F',
  'page.palette': 'Ctrl+K',
  'page.panel': 'Ctrl+Shift+O',
  'page.keys': '?',
}

interface Pressed {
  readonly key: string | undefined
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/** `Ctrl+Shift+E`; undefined while only modifiers are down. */
export function comboOf(event: Pressed): string | undefined {
  const { key, code, altKey, shiftKey } = event
  // What fills in forms by itself sends keys without a name.
  if (key === undefined) return
  if (['Control', 'Meta', 'Alt', 'Shift', 'Dead', 'Process', 'Unidentified'].includes(key)) return
  const hasCtrl = event.ctrlKey || event.metaKey
  // With Alt or Shift the key's own sign differs by keyboard; letters and digits are told by place.
  const byPlace = /^(?:Key|Digit)(.)$/.exec(code)?.[1]
  const isPlain = !hasCtrl && !altKey
  const name = isPlain ? key : (byPlace ?? key)
  return [
    ...(hasCtrl ? ['Ctrl'] : []),
    ...(altKey ? ['Alt'] : []),
    // A sign such as `?` already has its Shift in it.
    ...(shiftKey && (!isPlain || name.length > 1) ? ['Shift'] : []),
    name.length === 1 ? name.toUpperCase() : name,
  ].join('+')
}

export type Keys = Readonly<Record<Command, string>>

/** What somebody changed on top of what was shipped; what is no combination is not taken. */
export const keysWith = (changed: Partial<Keys>): Keys => ({ ...shippedKeys, ...changed })

export const commandOf = (keys: Keys, combo: string): Command | undefined =>
  commands.find((command) => keys[command] === combo)

/** The command that already has this combination. */
export const takenBy = (keys: Keys, combo: string, besides: Command): Command | undefined =>
  commands.find((command) => command !== besides && keys[command] === combo)

/**
 * What moves, writes and presses buttons, what every page copies with, and what the browser keeps: as a
 * command they would take from people what they cannot do without.
 */
export const isTakeable = (combo: string): boolean =>
  !/^(?:Shift\+)?(?:Enter| |Tab|Escape|Backspace|Delete|Insert|Home|End|Page(?:Up|Down)|Arrow\w+)$/.test(
    combo,
  ) && !/^Ctrl\+(?:Shift\+)?[ACVXZRWTNP]$/.test(combo)

/** A key that writes belongs to whoever writes. */
export const isForText = (combo: string): boolean => !/^(?:Ctrl|Alt)\+/.test(combo)

/** As it stands on the page: arrows as arrows. */
export const shownAs = (combo: string): string =>
  combo.replace(/Arrow(Up|Down|Left|Right)$/, (_, way: keyof typeof arrows) => arrows[way])

const arrows = { Up: '↑', Down: '↓', Left: '←', Right: '→' } as const
