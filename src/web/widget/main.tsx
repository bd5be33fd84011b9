/** @jsxImportSource preact */
import { render } from 'preact'
import { browserWorld, newId, wakeOnReturn } from '../shared/index.ts'
import { adopt } from './adopt.ts'
import { type ChatState, createChat } from './chat.ts'
import { createKeep } from './keep.ts'
import { isOwnPage, place } from './place.ts'
import { identify, openSession, socketAddress, socketProtocols } from './server.ts'
import css from './style.css?inline'
import cssFile from './style.css?url'
import { texts } from './texts.ts'
import { App } from './view/app.tsx'
import { lost } from './view/lazily.tsx'
import { fitKeyboard } from './view/viewport.ts'

adopt(css, cssFile)
place.element.lang = texts.lang
if (isOwnPage) {
  document.documentElement.lang = texts.lang
  document.title = texts.title
}
fitKeyboard()

const chat = createChat({
  shop: place.shop,
  socketAddress,
  socketProtocols,
  openSession,
  async loadUploads() {
    // With what shows them: nobody can try again what is not seen.
    const [{ startUploads }] = await Promise.all([
      import('./attach/start-uploads.ts'),
      import('./attach/upload-bubble.tsx'),
    ])
    return startUploads
  },
  notLoaded: texts.notLoaded,
  reload: texts.reload,
  filesLater: texts.filesLater,
  keep: createKeep(() => localStorage, Date.now),
  newId,
  world: browserWorld,
  onChange: (state) => queueMicrotask(() => show(state)),
})
wakeOnReturn(chat.wake)
// Without a network nobody hears of it either.
import('./attend.ts').then(
  ({ attend }) => attend(chat),
  () => {},
)
lost.tell = chat.lost
place.identify = () => {
  identify()
  chat.become()
}

function show(state: ChatState) {
  render(<App chat={chat} state={state} />, place.element)
}
