import type { Media } from '../../model/message.ts'
import { mediaAddress } from './media.ts'

/** The two hooks that React and Preact have in common here. */
interface Hooks {
  readonly useState: <S>(initial: S) => readonly [S, (next: S) => void]
  readonly useEffect: (effect: () => (() => void) | undefined, inputs: readonly unknown[]) => void
}

export interface MediaLoad {
  /** What to show; null while there is nothing to show. */
  readonly source: string | null
  readonly fail: () => void
  readonly again: () => void
}

const retryAfterMs = [1_500, 4_000, 10_000, 30_000]

/** The own copy of a file may still be on its way: it is asked for again, also by hand. */
export const createUseMediaLoad = ({ useState, useEffect }: Hooks) =>
  function useMediaLoad(media: Media): MediaLoad {
    const address = mediaAddress(media)
    const [{ tries, failed }, setLoad] = useState({ tries: 0, failed: false })
    const again = () => setLoad({ tries: tries + 1, failed: false })
    useEffect(() => {
      const wait = retryAfterMs[tries]
      if (!failed || wait === undefined) return
      const timer = setTimeout(again, wait)
      return () => clearTimeout(timer)
    }, [tries, failed])
    return {
      source: failed || address === null ? null : tries === 0 ? address : `${address}?try=${tries}`,
      fail: () => setLoad({ tries, failed: true }),
      again,
    }
  }
