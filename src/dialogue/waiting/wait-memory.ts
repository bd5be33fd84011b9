import type { Handoff, Memory } from '../../model/conversation.ts'

/** When something was said in this wait; undefined where it was not. */
export const saidAt = (
  { wait }: Memory,
  { at }: Pick<Handoff, 'at'>,
  what: string,
): number | undefined => (wait?.since === at ? wait.said[what] : undefined)

/** Remembers that something is said now; of an earlier wait nothing is. */
export const withSaid = (
  memory: Memory,
  { at: since }: Pick<Handoff, 'at'>,
  what: string,
  at: number,
): Memory => {
  const said = memory.wait?.since === since ? memory.wait.said : {}
  return { ...memory, wait: { since, said: { ...said, [what]: at } } }
}
