/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { CustomerClaimRequest } from '../../shared/index.ts'
import type { Chat } from '../chat.ts'
import { place } from '../place.ts'
import { enter, overtaken } from '../server.ts'
import { spoken } from '../texts.ts'
import { words } from './words.ts'

const texts = (await spoken(words)).claim

interface Props {
  readonly chat: Chat
  readonly onDone: () => void
}

/** Somebody whom nobody named says which order is theirs: it knows the telephone that it went to. */
export function Claim({ chat, onDone }: Props) {
  const [order, setOrder] = useState('')
  const [tail, setTail] = useState('')
  const [state, setState] = useState<'open' | 'asking' | { readonly refused: string }>('open')
  const isWhole = order.trim() !== '' && /^\d{4}$/.test(tail)
  const claim = async () => {
    setState('asking')
    const request: CustomerClaimRequest = {
      shop: place.shop,
      order_no: order.trim(),
      phone_tail: tail,
    }
    try {
      await enter('claim', request)
    } catch (error) {
      // The browser's own words about a network that is gone are for nobody.
      const isOurs = error instanceof Error && !(error instanceof TypeError)
      if (isOurs && error.message === overtaken) return setState({ refused: texts.overtaken })
      return setState({ refused: isOurs ? error.message : texts.failed })
    }
    chat.become()
    onDone()
  }
  return (
    <details class="claim">
      <summary>{texts.title}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isWhole && state !== 'asking') void claim()
        }}
      >
        <label>
          {texts.order}
          <input
            value={order}
            maxLength={64}
            autocomplete="off"
            autocapitalize="off"
            spellcheck={false}
            onInput={({ currentTarget }) => setOrder(currentTarget.value)}
          />
        </label>
        <label>
          {texts.tail}
          <input
            value={tail}
            inputMode="numeric"
            maxLength={4}
            autocomplete="off"
            placeholder={texts.tailHint}
            onInput={({ currentTarget }) => {
              const digits = currentTarget.value.normalize('NFKC').replace(/\D/g, '')
              currentTarget.value = digits
              setTail(digits)
            }}
          />
        </label>
        {typeof state === 'object' && <p role="alert">{state.refused}</p>}
        <button type="submit" class="send" disabled={!isWhole || state === 'asking'}>
          {state === 'asking' ? texts.asking : texts.find}
        </button>
        <p>{texts.note}</p>
      </form>
    </details>
  )
}
