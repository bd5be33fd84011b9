/** @jsxImportSource preact */
import { render } from 'preact'
import { browserWorld, newId, wakeOnReturn } from '../shared/index.ts'
import { type ChatState, createChat } from './chat.ts'
import { judgeFile } from './judge-file.ts'
import { createKeep } from './keep.ts'
import { openSession, upload } from './server.ts'
import { texts } from './texts.ts'
import { App } from './view/app.tsx'
import { fitKeyboard } from './view/viewport.ts'

document.documentElement.lang = texts.lang
document.title = texts.title
fitKeyboard()

const root = document.body.appendChild(document.createElement('div'))
const shop = new URLSearchParams(location.search).get('shop') ?? 'demo'
const chat = createChat({
  shop,
  socketAddress: `${location.origin.replace(/^http/, 'ws')}/ws/customer?shop=${encodeURIComponent(shop)}`,
  openSession,
  upload: (file, onProgress) => upload(shop, file, onProgress),
  judge: (file) => judgeFile(file, texts),
  keep: createKeep(() => localStorage, Date.now),
  newId,
  world: browserWorld,
  onChange: (state) => queueMicrotask(() => show(state)),
})
wakeOnReturn(chat.wake)

function show(state: ChatState) {
  render(<App chat={chat} state={state} />, root)
}
