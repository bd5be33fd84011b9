interface Key {
  readonly key: string
  readonly shiftKey: boolean
  readonly isComposing?: boolean
  readonly keyCode: number
}

/**
 * Enter that sends: not Shift+Enter, and not the Enter that picks a word in an input method.
 * Safari ends the composition before that keydown arrives; there only keyCode 229 gives it away.
 */
export const isEnter = (event: Key): boolean =>
  event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229
