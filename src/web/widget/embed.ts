import { languageOf } from '../shared/index.ts'
import css from './embed.css?inline'
import type { Place } from './place.ts'

/**
 * One line on a page of the shop's site:
 *
 *   <script async src="https://…/widget.js" data-shop="demo"></script>
 *
 * `data-lang` (zh-CN, en), `data-token` (who is logged in, signed by the shop), `data-open` (opens by
 * itself). It puts a round button into a corner, in a shadow root; the chat is downloaded when it is
 * opened first. `AfterSale.open()` and `AfterSale.close()` do it from the page.
 */
declare const chatFile: string
declare global {
  var AfterSale: { readonly open: () => void; readonly close: () => void } | undefined
}

const words = {
  zh: { launch: '售后客服', failed: '客服窗口没有打开，请检查网络后再点一次' },
  en: { launch: 'Support', failed: 'The chat did not open. Check the network and try again.' },
}

const script = document.currentScript as HTMLScriptElement
if (globalThis.AfterSale === undefined) embed()

function embed() {
  const { shop = 'demo', lang, token, open: opens } = script.dataset
  const { origin: base } = new URL(script.src)
  const say = words[languageOf(lang ?? navigator.language)]
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

  const launcher = document.createElement('button')
  launcher.type = 'button'
  launcher.className = 'launcher'
  launcher.textContent = say.launch
  launcher.setAttribute('aria-expanded', 'false')
  const panel = document.createElement('div')
  panel.className = 'panel'
  panel.hidden = true
  panel.setAttribute('role', 'dialog')
  panel.setAttribute('aria-label', say.launch)
  root.append(launcher, panel)
  document.body.append(host)

  const show = (isOpen: boolean) => {
    panel.hidden = !isOpen
    launcher.setAttribute('aria-expanded', String(isOpen))
  }
  const close = () => {
    show(false)
    launcher.focus()
  }
  const place: Place = { root, element: panel, shop, base, language: lang, token, close }
  globalThis.shouhouPlace = place

  let state: 'closed' | 'loading' | 'loaded' = 'closed'
  let tries = 0

  function open() {
    show(true)
    if (state === 'loaded') panel.querySelector('textarea')?.focus()
    if (state !== 'closed') return
    state = 'loading'
    const chat = document.createElement('script')
    chat.type = 'module'
    // What failed once may be remembered as failed: another address is another try.
    chat.src = base + chatFile + (tries > 0 ? `?again=${tries}` : '')
    tries += 1
    chat.onload = () => {
      state = 'loaded'
    }
    chat.onerror = () => {
      chat.remove()
      state = 'closed'
      show(false)
      launcher.textContent = say.failed
    }
    document.head.append(chat)
  }

  launcher.onclick = () => (panel.hidden ? open() : close())
  panel.onkeydown = (event) => {
    // A picture or a list that is open above the chat closes first, by itself.
    if (event.key === 'Escape' && root.querySelector('dialog[open]') === null) close()
  }
  globalThis.AfterSale = { open, close }
  if (opens !== undefined) open()
}
