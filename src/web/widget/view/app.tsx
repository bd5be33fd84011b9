/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { Chat, ChatState } from '../chat.ts'
import { largeText } from '../large-text.ts'
import { arrange, isMine, openOptions } from '../log.ts'
import { texts } from '../texts.ts'
import { Composer } from './composer.tsx'
import { Header } from './header.tsx'
import { BuyerPicker, FormCard, Lightbox, MattersSheet, SurveyCard } from './later.tsx'
import { LogView } from './log-view.tsx'

export function App({ chat, state }: { chat: Chat; state: ChatState }) {
  const [image, openImage] = useState<string | null>(null)
  const [sheet, open] = useState<'buyers' | 'matters' | null>(null)
  const close = () => open(null)
  const [isLarge, setLarge] = useState(() => largeText.get())
  const { session } = state
  const rows = arrange(state.log, state.outgoing)
  return (
    <main class={isLarge ? 'card large' : 'card'}>
      <Header
        state={state}
        isLarge={isLarge}
        onLarge={() => {
          setLarge(!isLarge)
          largeText.set(!isLarge)
        }}
        onPick={() => open('buyers')}
      />
      <LogView rows={rows} state={state} chat={chat} onOpenImage={openImage} />
      {state.notice !== null && (
        <button
          type="button"
          class="notice"
          onClick={() => (state.notice === texts.reload ? location.reload() : chat.dismissNotice())}
        >
          {state.notice}
        </button>
      )}
      {state.form !== null && (
        <FormCard
          key={state.form.ticket}
          form={state.form}
          chat={chat}
          onOpenImage={openImage}
          onOrders={() => open('matters')}
        />
      )}
      {state.survey !== null && (
        <SurveyCard key={state.survey.round} survey={state.survey} chat={chat} />
      )}
      <Composer
        chat={chat}
        options={openOptions(rows)}
        quick={rows.some(isMine) ? [] : texts.quick}
        mayCallHuman={state.with === 'bot'}
        onMatters={() => open('matters')}
      />
      {sheet === 'buyers' && session !== null && (
        <BuyerPicker
          session={session}
          onChoose={(id) => {
            close()
            chat.become(id)
          }}
          onClose={close}
        />
      )}
      {sheet === 'matters' && <MattersSheet chat={chat} onClose={close} />}
      {image !== null && <Lightbox address={image} onClose={() => openImage(null)} />}
    </main>
  )
}
