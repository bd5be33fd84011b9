import type { CustomerForm, CustomerSlot } from '../../shared/index.ts'

export interface Progress {
  readonly got: number
  readonly wanted: number
  /** What to do next: what must be there first, then what may. */
  readonly next: CustomerSlot | undefined
}

/** How far a form is. What is optional counts once it is there, so that it never looks owed. */
export function progressOf({ slots }: CustomerForm): Progress {
  const counted = slots.filter(({ optional, state }) => !optional || state === 'got')
  const open = slots.filter(isOpen)
  return {
    got: counted.filter((slot) => !isOpen(slot)).length,
    wanted: counted.length,
    next: open.find(({ optional }) => !optional),
  }
}

export const isOpen = ({ state }: CustomerSlot): boolean =>
  state === 'missing' || state === 'unclear'
