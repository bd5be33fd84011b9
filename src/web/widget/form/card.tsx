/** @jsxImportSource preact */
import { useRef, useState } from 'preact/hooks'
import type { CustomerForm, CustomerSlot } from '../../shared/index.ts'
import { adopt } from '../adopt.ts'
import type { Chat } from '../chat.ts'
import { place } from '../place.ts'
import { spoken } from '../texts.ts'
import { isOpen, progressOf } from './progress.ts'
import css from './style.css?inline'
import cssFile from './style.css?url'
import { words } from './words.ts'

adopt(css, cssFile)

const texts = await spoken(words)

interface FormProps {
  readonly form: CustomerForm
  readonly chat: Chat
  readonly onOpenImage: (address: string) => void
  readonly onOrders: () => void
}

/**
 * The checklist of a case: one line above the composer that says what comes next, and all of it on
 * a tap. The server says what is there; a page that opens tomorrow shows the same.
 */
export function FormCard({ form, chat, onOpenImage, onOrders }: FormProps) {
  const [isWide, widen] = useState(false)
  const { got, wanted, next } = progressOf(form)
  return (
    <section class="form" aria-label={texts.title(form.title)}>
      <div class="form-head">
        <button
          type="button"
          class="form-fold"
          aria-expanded={isWide}
          onClick={() => widen(!isWide)}
        >
          <span>
            <b>{form.title}</b> {texts.progress(got, wanted)}
          </span>
          <progress max={wanted} value={got} aria-hidden="true" />
          {!isWide && <small>{next === undefined ? texts.done : texts.next(next.label)}</small>}
        </button>
        {!isWide && next !== undefined && <Give slot={next} chat={chat} onOrders={onOrders} />}
      </div>
      {isWide && (
        <ul>
          {form.slots.map((slot) => (
            <li key={slot.id} class={slot.state}>
              <div class="form-slot">
                <b>{slot.label}</b>
                <span class="form-state">
                  {slot.optional && slot.state === 'missing'
                    ? texts.optional
                    : texts.state[slot.state]}
                </span>
                <small>{toldOf(slot) ?? slot.hint}</small>
              </div>
              {isOpen(slot) &&
                slot.pictures
                  .map((path) => place.base + path)
                  .map((address) => (
                    <button
                      type="button"
                      key={address}
                      class="form-example"
                      onClick={() => onOpenImage(address)}
                    >
                      <img src={address} alt={texts.example(slot.label)} loading="lazy" />
                    </button>
                  ))}
              {isOpen(slot) && <Give slot={slot} chat={chat} onOrders={onOrders} all />}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const toldOf = ({ told }: CustomerSlot): string | null => {
  if (told === null) return null
  const files = told.files > 0 ? [texts.files(told.files)] : []
  return [...(told.text === null ? [] : [told.text]), ...files].join(' · ')
}

/** What fills a slot with a tap. What is told in words is written in the composer. */
function Give({
  slot,
  chat,
  onOrders,
  all = false,
}: { slot: CustomerSlot; all?: boolean } & Pick<FormProps, 'chat' | 'onOrders'>) {
  const files = useRef<HTMLInputElement>(null)
  if (slot.kind === 'photo' || slot.kind === 'video') {
    return (
      <>
        <button type="button" class="form-give" onClick={() => files.current?.click()}>
          {slot.state === 'unclear' ? texts.again : texts.give[slot.kind]}
        </button>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          accept={slot.kind === 'photo' ? 'image/*' : 'video/*'}
          onChange={({ currentTarget: input }) => {
            chat.attach([...(input.files ?? [])])
            input.value = ''
          }}
        />
      </>
    )
  }
  if (slot.kind === 'order_number') {
    return (
      <button type="button" class="form-give" onClick={onOrders}>
        {texts.pickOrder}
      </button>
    )
  }
  if (!all) return null
  return (
    <div class="form-options">
      {slot.options.map((option) => (
        <button type="button" key={option} onClick={() => chat.sendText(option)}>
          {option}
        </button>
      ))}
    </div>
  )
}
