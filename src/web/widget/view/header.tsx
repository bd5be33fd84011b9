/** @jsxImportSource preact */
import type { ChatState } from '../chat.ts'
import { place } from '../place.ts'
import { texts } from '../texts.ts'

interface Props {
  readonly state: ChatState
  readonly isLarge: boolean
  readonly onLarge: () => void
  readonly onPick: () => void
}

export function Header({ state, isLarge, onLarge, onPick }: Props) {
  const { session } = state
  return (
    <header>
      <div class="shop">
        <h1>{session?.shop.name ?? texts.title}</h1>
        <p class={`status ${state.link === 'open' ? state.with : 'off'}`} role="status">
          {statusOf(state)}
        </p>
      </div>
      <button type="button" class="large-switch" aria-pressed={isLarge} onClick={onLarge}>
        {texts.large}
      </button>
      {session !== null && session.demoBuyers.length > 0 && (
        <button type="button" class="pick" onClick={onPick}>
          <span>{texts.demoBuyer}</span>
          {session.customer.name !== null && <b>{session.customer.name}</b>}
        </button>
      )}
      {place.close !== undefined && (
        <button type="button" class="close" aria-label={texts.close} onClick={place.close}>
          ✕
        </button>
      )}
    </header>
  )
}

function statusOf({ link, session, with: partner, agent, ahead, opens }: ChatState): string {
  if (link === 'waiting') return session === null ? texts.sessionFailed : texts.offline
  if (link !== 'open') return texts.connecting
  if (partner === 'human') return texts.withHuman(agent ?? texts.agent)
  if (opens) return texts.closed(opens)
  return partner === 'queue' ? texts.withQueue(ahead) : texts.withBot
}
