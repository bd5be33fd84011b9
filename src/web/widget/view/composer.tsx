/** @jsxImportSource preact */

import { useRef, useState } from 'preact/hooks'
import { isEnter } from '../../shared/index.ts'
import type { Chat } from '../chat.ts'
import type { Option } from '../log.ts'
import { texts } from '../texts.ts'

interface Props {
  readonly chat: Chat
  readonly options: readonly Option[]
  readonly quick: readonly string[]
  /** Nobody of the shop has been called yet. */
  readonly mayCallHuman: boolean
  readonly onMatters: () => void
}

export function Composer({ chat, options, quick, mayCallHuman, onMatters }: Props) {
  const [text, setText] = useState('')
  const area = useRef<HTMLTextAreaElement>(null)
  const files = useRef<HTMLInputElement>(null)
  const send = () => {
    chat.sendText(text)
    setText('')
    area.current?.focus()
  }
  return (
    <footer>
      <div class="chips">
        {options.map(({ number, label }) => (
          <button type="button" key={number} onClick={() => chat.sendText(number)}>
            {number}. {label}
          </button>
        ))}
        {quick.map((words) => (
          <button type="button" key={words} onClick={() => chat.sendText(words)}>
            {words}
          </button>
        ))}
        <button type="button" class="mine" onClick={onMatters}>
          {texts.matters}
        </button>
        {mayCallHuman && (
          <button type="button" class="human" onClick={() => chat.sendText(texts.toHuman)}>
            {texts.toHuman}
          </button>
        )}
      </div>
      <div class="write">
        <button
          type="button"
          class="attach"
          aria-label={texts.attach}
          title={texts.attach}
          onClick={() => files.current?.click()}
        >
          +
        </button>
        <input
          ref={files}
          type="file"
          multiple
          hidden
          onChange={({ currentTarget: input }) => {
            chat.attach([...(input.files ?? [])])
            input.value = ''
          }}
        />
        <textarea
          ref={area}
          rows={1}
          maxLength={4000}
          enterkeyhint="send"
          placeholder={texts.input}
          aria-label={texts.input}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (!isEnter(event)) return
            event.preventDefault()
            send()
          }}
          onPaste={(event) => {
            const pasted = [...(event.clipboardData?.files ?? [])]
            if (pasted.length === 0) return
            event.preventDefault()
            chat.attach(pasted)
          }}
        />
        <button type="button" class="send" disabled={text.trim() === ''} onClick={send}>
          {texts.send}
        </button>
      </div>
    </footer>
  )
}
