import { attempt } from './attempt.ts'

const key = 'shouhou:large'

/** Whether letters are large here: kept for the next time, where the browser lets us. */
export const largeText = {
  get: (): boolean => attempt(() => localStorage.getItem(key)) === '1',
  set: (isLarge: boolean) => attempt(() => localStorage.setItem(key, isLarge ? '1' : '0')),
}
