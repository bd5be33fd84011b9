/** Where the chat stands: on a page of the counter, or in one of the shop's own site (`embed.ts`). */
export interface Place {
  /** Styles are adopted here; nothing of the page around reaches in. */
  readonly root: ShadowRoot
  readonly element: HTMLElement
  readonly shop: string
  /** The counter's origin; empty on its own page. */
  readonly base: string
  /** Other than the browser's. */
  readonly language?: string | undefined
  /** Who is logged in at the shop, signed by it; absent on the counter's own page. */
  token?: string | undefined
  /** Somebody logged in at the shop, or out, while the chat is there; set by the chat. */
  identify?: () => void
  /** Puts the chat away; absent where it is all there is. */
  readonly close?: () => void
}

declare global {
  /** Left by `embed.ts` for the chat that it loads. */
  var shouhouPlace: Place | undefined
}

export const place: Place = globalThis.shouhouPlace ?? ownPage()

export const isOwnPage = place.base === ''

function ownPage(): Place {
  const asked = new URLSearchParams(location.search)
  const host = document.body.appendChild(document.createElement('div'))
  const root = host.attachShadow({ mode: 'open' })
  const element = root.appendChild(document.createElement('div'))
  element.className = 'page'
  const language = asked.get('lang') ?? undefined
  return { root, element, shop: asked.get('shop') ?? 'demo', base: '', language }
}
