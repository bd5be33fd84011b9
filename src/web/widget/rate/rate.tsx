/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { CustomerLine, Rating, RatingReason } from '../../shared/index.ts'
import { adopt } from '../adopt.ts'
import type { Chat } from '../chat.ts'
import { texts as page, spoken } from '../texts.ts'
import css from './style.css?inline'
import cssFile from './style.css?url'
import { words } from './words.ts'

adopt(css, cssFile)

const texts = await spoken(words)

interface Props {
  readonly line: CustomerLine
  readonly rating: Rating | null
  readonly chat: Chat
}

const reasons = Object.keys(texts.reasons) as RatingReason[]

/** 👍 or 👎 on an answer, and what was wrong with it. The server keeps it, and says what it kept. */
export function Rate({ line, rating, chat }: Props) {
  const [isOpen, open] = useState(false)
  const isDown = rating?.verdict === 'down'
  const told = rating?.reasons ?? []
  const say = (next: Rating | null) => {
    if (chat.tell({ type: 'rate', line: line.id, rating: next })) return true
    chat.warn(texts.offline)
    return false
  }
  const rate = (verdict: Rating['verdict']) => {
    const isSame = rating?.verdict === verdict
    if (say(isSame ? null : { verdict, reasons: [] })) open(verdict === 'down' && !isSame)
  }
  const toggle = (reason: RatingReason) => {
    const isTold = told.includes(reason)
    const next = isTold ? told.filter((each) => each !== reason) : [...told, reason]
    if (!say({ verdict: 'down', reasons: next })) return
    if (reason !== 'wants_human' || isTold) return
    chat.sendText(page.toHuman)
    open(false)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset within a fieldset would be no shorter
    <div class="rate" role="group" aria-label={texts.group} aria-live="off">
      <button
        type="button"
        aria-label={texts.up}
        title={texts.up}
        aria-pressed={rating?.verdict === 'up'}
        onClick={() => rate('up')}
      >
        <Thumb />
      </button>
      <button
        type="button"
        class="rate-down"
        aria-label={texts.down}
        title={texts.down}
        aria-pressed={isDown}
        onClick={() => rate('down')}
      >
        <Thumb />
      </button>
      {isDown && !isOpen && (
        <button type="button" class="rate-told" onClick={() => open(true)}>
          {told.length > 0
            ? told.map((reason) => texts.reasons[reason]).join(texts.list)
            : texts.told}
        </button>
      )}
      {isDown && isOpen && (
        <fieldset class="chips">
          <legend>{told.length > 0 ? texts.thanks : texts.why}</legend>
          {reasons.map((reason) => (
            <button
              type="button"
              key={reason}
              aria-pressed={told.includes(reason)}
              onClick={() => toggle(reason)}
            >
              {texts.reasons[reason]}
            </button>
          ))}
          <button type="button" class="rate-done" onClick={() => open(false)}>
            {texts.done}
          </button>
        </fieldset>
      )}
    </div>
  )
}

const Thumb = () => (
  <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
    <path d="M7 10.5v9.5H3.5v-9.5zM7 10.5l4.2-7.3c1.6 0 2.6 1.1 2.4 2.7l-.5 3.6h5.2a2 2 0 0 1 2 2.4l-1.3 6.5a2 2 0 0 1-2 1.6H7z" />
  </svg>
)
