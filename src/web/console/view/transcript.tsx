import { useLayoutEffect, useRef, useState } from 'react'
import type { Line } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import { LineView } from './line-view.tsx'

interface Props {
  readonly lines: readonly Line[]
  readonly onDraft: (line: string, verb: 'send' | 'discard') => void
}

export function Transcript({ lines, onDraft }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [isAbove, setAbove] = useState(false)
  const toEnd = () => {
    if (box.current !== null) box.current.scrollTop = box.current.scrollHeight
  }
  // Whoever reads further up is left there.
  useLayoutEffect(() => {
    if (!isAbove) toEnd()
  })
  return (
    <div
      className="transcript"
      role="log"
      aria-live="polite"
      aria-label={texts.transcript}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      ref={box}
      onScroll={({ currentTarget: it }) =>
        setAbove(it.scrollHeight - it.scrollTop - it.clientHeight > 120)
      }
      onLoadCapture={() => {
        if (!isAbove) toEnd()
      }}
    >
      {lines.map((line) => (
        <LineView key={line.id} line={line} onDraft={onDraft} />
      ))}
    </div>
  )
}
