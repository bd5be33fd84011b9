/** @jsxImportSource preact */

import type { CustomerLine } from '../../shared/index.ts'
import type { Chat } from '../chat.ts'
import { type Outgoing, shownPart } from '../log.ts'
import { texts } from '../texts.ts'
import { Rate } from './later.tsx'
import { Part } from './part.tsx'

interface LineProps {
  readonly line: CustomerLine
  /** How far the last own message is that reached the shop. */
  readonly delivered: string | false
  readonly chat: Chat
  readonly onOpenImage: (address: string) => void
}

export function LineBubble({ line, delivered, chat, onOpenImage }: LineProps) {
  const parts = line.parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line have no other name and never move
    <Part key={at} part={part} onOpenImage={onOpenImage} />
  ))
  if (line.from === 'me') {
    return (
      <div class="turn me">
        {parts}
        {delivered && <p class="state">{delivered}</p>}
      </div>
    )
  }
  const isBot = line.from === 'bot'
  return (
    <div class={`turn ${line.from}`}>
      <p class="who">
        {line.name ?? (isBot ? texts.botName : texts.agent)}
        <span class="tag">{isBot ? texts.bot : texts.human}</span>
      </p>
      {parts}
      {line.rating !== undefined && <Rate line={line} rating={line.rating} chat={chat} />}
    </div>
  )
}

interface OutgoingProps {
  readonly message: Outgoing
  readonly online: boolean
  readonly delivered: string | false
  readonly chat: Chat
  readonly onOpenImage: (address: string) => void
}

export function OutgoingBubble({ message, online, delivered, chat, onOpenImage }: OutgoingProps) {
  const { state } = message
  const unsent = online ? texts.sending : texts.waitingForNet
  const told = state.kind === 'sending' ? unsent : delivered
  return (
    <div class="turn me">
      {message.parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message have no other name and never move
        <Part key={at} part={shownPart(part)} onOpenImage={onOpenImage} />
      ))}
      {told && <p class="state">{told}</p>}
      {state.kind === 'refused' && (
        <p class="state bad">
          {state.message || texts.refused}
          <button type="button" onClick={() => chat.resend(message)}>
            {texts.retry}
          </button>
          <button type="button" onClick={() => chat.discard(message.id)}>
            {texts.remove}
          </button>
        </p>
      )}
    </div>
  )
}
