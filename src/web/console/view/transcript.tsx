import { useLayoutEffect, useRef, useState } from 'react'
import { isReadingAbove, type Line, scrollToEnd } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import { LineView } from './line-view.tsx'

interface Props {
  readonly lines: readonly Line[]
  readonly onDraft: (line: string, verb: 'send' | 'discard') => void
}

export function Transcript({ lines, onDraft }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [isAbove, setAbove] = useState(false)
  // Whoever reads further up is left there.
  useLayoutEffect(() => {
    if (!isAbove) scrollToEnd(box.current)
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
      onScroll={({ currentTarget }) => setAbove(isReadingAbove(currentTarget))}
      onLoadCapture={() => {
        if (!isAbove) scrollToEnd(box.current)
      }}
    >
      {lines.map((line) => (
        <LineView key={line.id} line={line} onDraft={onDraft} />
      ))}
    </div>
  )
}
