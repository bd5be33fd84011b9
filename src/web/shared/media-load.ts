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

/**
 * The own copy of a file may still be on its way: it is asked for again, also by hand. Where an
 * element may not ask for it by itself, `sourceOf` gives what it shows instead.
 */
export const createUseMediaLoad = (
  { useState, useEffect }: Hooks,
  sourceOf?: (address: string) => Promise<string>,
) =>
  function useMediaLoad(media: Media): MediaLoad {
    const own = mediaAddress(media)
    const [{ tries, failed }, setLoad] = useState({ tries: 0, failed: false })
    const [fetched, setFetched] = useState<string | null>(null)
    const address = own === null || tries === 0 ? own : `${own}?try=${tries}`
    const fail = () => setLoad({ tries, failed: true })
    const again = () => setLoad({ tries: tries + 1, failed: false })
    useEffect(() => {
      const wait = retryAfterMs[tries]
      if (!failed || wait === undefined) return
      const timer = setTimeout(again, wait)
      return () => clearTimeout(timer)
    }, [tries, failed])
    useEffect(() => {
      if (!sourceOf || address === null) return
      let isWanted = true
      const fetching = sourceOf(address)
      fetching.then(
        (source) => isWanted && setFetched(source),
        () => isWanted && fail(),
      )
      return () => {
        isWanted = false
        // A blob is held until its address is given back; other addresses are left as they are.
        fetching.then(URL.revokeObjectURL, () => {})
      }
    }, [address])
    return { source: failed ? null : sourceOf ? fetched : address, fail, again }
  }
