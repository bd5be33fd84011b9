/** @jsxImportSource preact */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { isReadingAbove, scrollToEnd } from '../../shared/index.ts'
import type { Chat, ChatState } from '../chat.ts'
import { isMine, type Row } from '../log.ts'
import { texts } from '../texts.ts'
import { LineBubble, OutgoingBubble } from './bubble.tsx'
import { UploadBubble } from './later.tsx'

interface Props {
  readonly rows: readonly Row[]
  readonly state: ChatState
  readonly chat: Chat
  readonly onOpenImage: (address: string) => void
}

const gapMs = 5 * 60_000

export function LogView({ rows, state, chat, onOpenImage }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [isAbove, setAbove] = useState(false)
  const toEnd = () => scrollToEnd(box.current)
  const lines = useRef<HTMLDivElement>(null)
  // A keyboard or a checklist that opens below covers the end otherwise; pictures have no height
  // before they come, and parts that are downloaded later none at all.
  useEffect(() => {
    const { current } = box
    const observer = new ResizeObserver(() => isAbove || scrollToEnd(current))
    for (const each of [current, lines.current]) if (each) observer.observe(each)
    return () => observer.disconnect()
  }, [isAbove])
  const mine = rows.filter(isMine).length + state.uploads.length
  const mineBefore = useRef(0)
  // Whoever reads further up is left there, unless they wrote something themselves.
  useLayoutEffect(() => {
    if (!isAbove || mine > mineBefore.current) toEnd()
    mineBefore.current = mine
  })
  /** Below what was there when they were chosen: what has failed does not come after later messages. */
  const uploadsAt = (count: number) =>
    state.uploads.map(
      (upload) =>
        Math.min(upload.behind, rows.length) === count && (
          <UploadBubble key={upload.id} upload={upload} chat={chat} />
        ),
    )
  const lastDelivered = rows.findLast(
    (row) => isMine(row) && (row.kind === 'line' || row.message.state.kind === 'delivered'),
  )
  const note = state.typing ?? (state.humanLeft && texts.humanLeft)
  const reached = (row: Row) =>
    row === lastDelivered &&
    // A message whose line has not come is newer than any mark.
    (row.kind === 'line' && row.line.position <= state.read ? texts.read : texts.delivered)
  return (
    <div class="log-frame">
      <div
        class="log"
        role="log"
        aria-live="polite"
        aria-label={texts.log}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        ref={box}
        onScroll={({ currentTarget }) => setAbove(isReadingAbove(currentTarget))}
      >
        <div ref={lines}>
          {rows.length === 0 && state.session !== null && (
            <div class="hello">
              <b>{texts.hello(state.session.shop.name)}</b>
              <p>{texts.helloHint}</p>
            </div>
          )}
          {uploadsAt(0)}
          {rows.map((row, at) => (
            <div key={row.kind === 'line' ? (row.line.clientId ?? row.line.id) : row.message.id}>
              {timeOf(row) - timeOf(rows[at - 1]) > gapMs && <time>{clock(timeOf(row))}</time>}
              {row.kind === 'line' ? (
                <LineBubble
                  line={row.line}
                  delivered={reached(row)}
                  chat={chat}
                  onOpenImage={onOpenImage}
                />
              ) : (
                <OutgoingBubble
                  message={row.message}
                  online={state.link === 'open'}
                  delivered={reached(row)}
                  chat={chat}
                  onOpenImage={onOpenImage}
                />
              )}
              {uploadsAt(at + 1)}
            </div>
          ))}
          {note && <p class="note">{note}</p>}
        </div>
      </div>
      {isAbove && (
        <button type="button" class="latest" onClick={toEnd} aria-label={texts.latest}>
          ↓
        </button>
      )}
    </div>
  )
}

const timeOf = (row: Row | undefined) =>
  row === undefined ? 0 : row.kind === 'line' ? row.line.at : row.message.at

/** With its day always, as the bot says it: a chat is read again days later. */
const clock = new Intl.DateTimeFormat(texts.lang, {
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
}).format
