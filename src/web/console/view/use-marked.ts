import { useEffect, useState } from 'react'
import { useSearch } from 'wouter'
import type { Line } from '../../shared/index.ts'
import type { Live } from '../live.ts'
import { lineOf } from '../route.ts'

/** The line that the address asks for: looked for further back until it is there, and shown. */
export function useMarked({
  live,
  lines,
  isWhole,
}: {
  readonly live: Live
  readonly lines: readonly Line[]
  readonly isWhole: boolean
}): number | null {
  const position = lineOf(useSearch())
  const [shown, setShown] = useState<number | null>(null)
  const first = lines[0]?.position
  const isHere = position !== null && lines.some((line) => line.position === position)

  useEffect(() => {
    if (position === null || isHere || isWhole || first === undefined || first <= position) return
    // One page further back; the effect runs again once it is there.
    live.loadEarlier().catch(() => {})
  }, [live, position, first, isHere, isWhole])

  useEffect(() => {
    if (!isHere || shown === position) return
    setShown(position)
    requestAnimationFrame(() =>
      document.querySelector('[data-marked]')?.scrollIntoView({ block: 'center' }),
    )
  }, [isHere, position, shown])

  return isHere ? position : null
}
