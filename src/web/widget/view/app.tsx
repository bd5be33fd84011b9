/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { Chat, ChatState } from '../chat.ts'
import { arrange, isMine, openOptions } from '../log.ts'
import { texts } from '../texts.ts'
import { Composer } from './composer.tsx'
import { Header } from './header.tsx'
import { BuyerPicker, FormCard, Lightbox } from './later.tsx'
import { LogView } from './log-view.tsx'

export function App({ chat, state }: { chat: Chat; state: ChatState }) {
  const [image, openImage] = useState<string | null>(null)
  const [picking, pick] = useState(false)
  const { session } = state
  const rows = arrange(state.log, state.outgoing)
  return (
    <main class="card">
      <Header state={state} onPick={() => pick(true)} />
      <LogView rows={rows} state={state} chat={chat} onOpenImage={openImage} />
      {state.notice !== null && (
        <button type="button" class="notice" onClick={chat.dismissNotice}>
          {state.notice}
        </button>
      )}
      {state.form !== null && (
        <FormCard key={state.form.ticket} form={state.form} chat={chat} onOpenImage={openImage} />
      )}
      <Composer
        chat={chat}
        options={openOptions(rows)}
        quick={rows.some(isMine) ? [] : texts.quick}
        mayCallHuman={state.with === 'bot'}
      />
      {picking && session !== null && (
        <BuyerPicker
          session={session}
          onChoose={(id) => {
            pick(false)
            chat.become(id)
          }}
          onClose={() => pick(false)}
        />
      )}
      {image !== null && <Lightbox address={image} onClose={() => openImage(null)} />}
    </main>
  )
}
