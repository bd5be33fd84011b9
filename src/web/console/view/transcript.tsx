import { Button } from 'antd'
import { Fragment, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { isReadingAbove, type Line, scrollToEnd } from '../../shared/index.ts'
import { day, sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { LineView } from './line-view.tsx'
import { UnsentLines } from './unsent-lines.tsx'
import { useMarked } from './use-marked.ts'

interface Props {
  readonly live: Live
  readonly conversation: string
  readonly lines: readonly Line[]
  /** Everything from the first word on is here. */
  readonly isWhole: boolean
  /** The customer has read up to this position; null where nobody knows. */
  readonly readTo: number | null
  /** The customer writes. */
  readonly isTyping: boolean
}

/** All that was said, by days. Only what comes in is read out, and not the history. */
export function Transcript({ live, conversation, lines, isWhole, readTo, isTyping }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const marked = useMarked({ live, lines, isWhole })
  const [isAbove, setAbove] = useState(false)
  const [isLoading, setLoading] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  const firstId = lines[0]?.id
  const before = useRef({ firstId, height: 0 })
  // Whoever reads further up is left there, also when something is put above it.
  useLayoutEffect(() => {
    if (box.current === null) return
    const { scrollHeight } = box.current
    if (!isAbove) scrollToEnd(box.current)
    else if (before.current.firstId !== firstId) {
      box.current.scrollTop += scrollHeight - before.current.height
    }
    before.current = { firstId, height: scrollHeight }
  })

  useStayAtEnd(box, !isAbove)

  async function loadEarlier() {
    setAbove(true)
    setLoading(true)
    setFailed(null)
    await live
      .loadEarlier()
      .catch((error: unknown) => setFailed(sentenceOf(error)))
      .finally(() => setLoading(false))
  }

  return (
    <div
      className="transcript"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      role="log"
      aria-live={isLoading ? 'off' : 'polite'}
      aria-label={texts.transcript}
      ref={box}
      onScroll={({ currentTarget }) => setAbove(isReadingAbove(currentTarget))}
      onLoadCapture={() => {
        if (!isAbove) scrollToEnd(box.current)
      }}
    >
      {!isWhole && (
        <p className="earlier">
          {failed !== null && <span role="alert">{failed}</span>}
          <Button size="small" loading={isLoading} onClick={() => void loadEarlier()}>
            {failed === null ? texts.earlier : texts.earlierAgain}
          </Button>
        </p>
      )}
      {lines.map((line, index) => {
        const today = day(line.at)
        const isNewDay = index === 0 || day(lines[index - 1]?.at ?? 0) !== today
        return (
          <Fragment key={line.id}>
            {isNewDay && <h3 className="day">{today}</h3>}
            <LineView
              line={line}
              live={live}
              isMarked={line.position === marked}
              isRead={readTo !== null && line.position <= readTo}
            />
          </Fragment>
        )
      })}
      <UnsentLines live={live} conversation={conversation} />
      {isTyping && <p className="typing">{texts.customerTypes}</p>}
    </div>
  )
}

/** What one writes below takes more room or less: the last word stays in sight. */
function useStayAtEnd(box: RefObject<HTMLDivElement | null>, isAtEnd: boolean) {
  useEffect(() => {
    const { current } = box
    if (current === null || !isAtEnd) return
    let { clientHeight: height } = current
    const watch = new ResizeObserver(() => {
      if (current.clientHeight !== height) scrollToEnd(current)
      height = current.clientHeight
    })
    watch.observe(current)
    return () => watch.disconnect()
  }, [box, isAtEnd])
}
