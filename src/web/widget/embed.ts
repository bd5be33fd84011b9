import { isTraditional, languageOf } from '../shared/index.ts'
import { attempt } from './attempt.ts'
import css from './embed.css?inline'
import type { Place } from './place.ts'

/**
 * One line on a page of the shop's site:
 *
 *   <script async src="https://…/widget.js" data-shop="demo"></script>
 *
 * `data-lang` (zh-CN, zh-TW, en), `data-token` (who is logged in, signed by the shop), `data-open`
 * (opens by itself). It puts a round button into a corner, in a shadow root; the chat is downloaded
 * when it is opened first. `AfterSale.open()`, `AfterSale.close()` and, after a login or logout without
 * a new page, `AfterSale.identify(token | null)` do it from the page.
 */
declare const chatFile: string
declare global {
  var AfterSale:
    | {
        readonly open: () => void
        readonly close: () => void
        readonly identify: (token: string | null) => void
      }
    | undefined
}

const zh = { launch: '售后客服', failed: '客服窗口没有打开，请检查网络后再点一次' }
const tw = { launch: '售後客服', failed: '客服視窗沒有打開，請檢查網路後再點一次' }
const en = {
  launch: 'Support',
  failed: 'The chat did not open. Check the network and try again.',
}
const wordsOf = (tag: string) => {
  if (languageOf(tag) === 'en') return en
  return isTraditional(tag) ? tw : zh
}

const script = document.currentScript as HTMLScriptElement
// An async script in the head may run before there is a body to stand in.
if (document.body === null) addEventListener('DOMContentLoaded', embed)
else embed()

function embed() {
  if (globalThis.AfterSale !== undefined) return
  const { shop = 'demo', lang, token, open: opens } = script.dataset
  const { origin: base } = new URL(script.src)
  const say = wordsOf(lang ?? navigator.language)
  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  if ('adoptedStyleSheets' in root) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
  } else {
    const style = document.createElement('style')
    style.textContent = css
    ;(root as ShadowRoot).append(style)
  }
  // What is typed into the chat is no hotkey of the page.
  for (const name of ['keydown', 'keypress', 'keyup'])
    root.addEventListener(name, (event) => event.stopPropagation())

  const launcher = document.createElement('button')
  launcher.type = 'button'
  launcher.className = 'launcher'
  launcher.textContent = say.launch
  launcher.setAttribute('aria-expanded', 'false')
  const panel = document.createElement('div')
  panel.className = 'panel'
  panel.hidden = true
  panel.tabIndex = -1
  panel.setAttribute('role', 'dialog')
  panel.setAttribute('aria-label', say.launch)
  root.append(launcher, panel)
  document.body.append(host)

  /** As in embed.css: there it covers the page. */
  const small = matchMedia('(max-width: 599px), (max-height: 559px)')
  const cover = () => panel.setAttribute('aria-modal', String(small.matches))
  small.addEventListener('change', cover)
  cover()

  const show = (isOpen: boolean) => {
    panel.hidden = !isOpen
    launcher.setAttribute('aria-expanded', String(isOpen))
  }
  const close = () => {
    const hadFocus = root.activeElement !== null
    show(false)
    if (hadFocus) launcher.focus()
  }
  const place: Place = { root, element: panel, shop, base, language: lang, token, close }
  globalThis.shouhouPlace = place

  let state: 'closed' | 'loading' | 'loaded' = 'closed'

  function open() {
    appear()
    // Until the chat is there, the focus waits where it will be.
    const target = panel.querySelector('textarea') ?? panel
    target.focus()
  }

  function appear() {
    show(true)
    if (state !== 'closed') return
    state = 'loading'
    const failed = () => {
      state = 'closed'
      launcher.textContent = say.failed
      close()
    }
    load(base + chatFile).then(() => {
      state = 'loaded'
      launcher.textContent = say.launch
    }, failed)
  }

  launcher.onclick = () => (panel.hidden ? open() : close())
  panel.onkeydown = (event) => {
    // A picture or a list that is open above the chat closes first, by itself.
    // Escape in an input method takes back the letters alone.
    if (event.key !== 'Escape' || event.isComposing) return
    if (root.querySelector('dialog[open]') === null) close()
  }
  /** What an order opened is shut by a logout; the shop's own token was never kept. */
  const leaveClaim = () =>
    attempt(() => {
      const key = `shouhou:token:${shop}`
      if (!localStorage.getItem(key)?.startsWith('c1.')) return false
      localStorage.removeItem(key)
      return true
    })
  globalThis.AfterSale = {
    open,
    close,
    identify(next) {
      // Pages say it at every turn.
      if (!(next === null && leaveClaim()) && place.token === (next ?? undefined)) return
      place.token = next ?? undefined
      place.identify?.()
    },
  }
  if (opens !== undefined) appear()
}

/**
 * A browser may remember that a module failed, and never ask for it again; at another address it
 * would be another chat than the one its parts belong to. So it is asked for as a module only once
 * it is here.
 */
async function load(file: string) {
  const answer = await fetch(file)
  if (!answer.ok) throw new Error(`chat: ${answer.status}`)
  await answer.blob()
  const chat = document.createElement('script')
  chat.type = 'module'
  chat.src = file
  await new Promise((resolve, reject) => {
    chat.onload = resolve
    chat.onerror = reject
    document.head.append(chat)
  })
}
