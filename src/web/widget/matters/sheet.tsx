/** @jsxImportSource preact */
import { useEffect, useState } from 'preact/hooks'
import type { CustomerCase, CustomerMatters, OrderCard } from '../../shared/index.ts'
import { adopt } from '../adopt.ts'
import type { Chat } from '../chat.ts'
import { place } from '../place.ts'
import { ask, enter, query } from '../server.ts'
import { texts as page, spoken } from '../texts.ts'
import { PickSheet } from '../view/sheet.tsx'
import { Claim } from './claim.tsx'
import { stepsDone } from './step.ts'
import css from './style.css?inline'
import cssFile from './style.css?url'
import { words } from './words.ts'

adopt(css, cssFile)

const texts = await spoken(words)

interface Props {
  readonly chat: Chat
  readonly onClose: () => void
}

/** The visitor's own orders and cases: a tap on one puts it into the chat. */
export function MattersSheet({ chat, onClose }: Props) {
  const [matters, setMatters] = useState<CustomerMatters | 'loading' | 'failed'>('loading')
  const load = () => {
    setMatters('loading')
    ask<CustomerMatters>(`matters${query}`).then(setMatters, () => setMatters('failed'))
  }
  useEffect(load, [])
  const leave = () =>
    enter('session', { shop: place.shop, anew: true }).then(
      () => say(() => chat.become())(),
      () => setMatters('failed'),
    )
  const say = (run: () => void) => () => {
    run()
    onClose()
  }
  return (
    <PickSheet label={texts.title} onClose={onClose}>
      <div class="matters">
        {matters === 'loading' && <p role="status">{texts.loading}</p>}
        {matters === 'failed' && (
          <p role="alert">
            {texts.failed}{' '}
            <button type="button" onClick={load}>
              {page.retry}
            </button>
          </p>
        )}
        {typeof matters === 'object' && (
          <>
            {matters.cases.length > 0 && <h3>{texts.cases}</h3>}
            <ul>
              {matters.cases.map((each) => (
                <Case
                  key={each.number}
                  each={each}
                  onAsk={say(() => chat.sendText(texts.ask(each.number)))}
                />
              ))}
            </ul>
            {matters.orders.length > 0 && <h3>{texts.orders}</h3>}
            <ul>
              {matters.orders.map((order) => (
                <Order
                  key={order.order_no}
                  order={order}
                  onPick={say(() => chat.sendOrder(order.order_no))}
                />
              ))}
            </ul>
            {matters.orders.length === 0 && (
              <p>{matters.orders_unknown ? texts.unknown : texts.none}</p>
            )}
            {matters.may_leave && (
              <p class="leave">
                {texts.leaveNote}{' '}
                <button type="button" onClick={leave}>
                  {texts.leave}
                </button>
              </p>
            )}
            {matters.may_claim && <Claim chat={chat} onDone={onClose} />}
          </>
        )}
      </div>
    </PickSheet>
  )
}

function Case({ each, onAsk }: { each: CustomerCase; onAsk: () => void }) {
  const done = stepsDone(each)
  return (
    <li>
      <button type="button" onClick={onAsk}>
        <b>{each.title}</b>
        <span>
          {each.number} · {texts.opened(day(each.opened_at))}
        </span>
        {done !== null && (
          <ol class="steps" aria-hidden="true">
            {texts.steps.map((step, at) => (
              <li key={step} class={at < done ? 'past' : ''}>
                {step}
              </li>
            ))}
          </ol>
        )}
        <span class="stage">{each.text}</span>
      </button>
    </li>
  )
}

const Order = ({ order, onPick }: { order: OrderCard; onPick: () => void }) => (
  <li>
    <button type="button" onClick={onPick}>
      <b>{order.items}</b>
      <span>
        {texts.state[order.state]} · {order.amount} · {texts.placed(day(order.placed_at))}
      </span>
      <span class="number">{order.order_no}</span>
    </button>
  </li>
)

const day = (at: number) =>
  new Date(at).toLocaleDateString(page.lang, { month: 'short', day: 'numeric' })
