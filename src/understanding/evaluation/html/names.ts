import type { Run } from '../report.ts'
import { type Html, html } from './html.ts'

/** How a page speaks of intents: operators know titles, files know ids. */
export interface Names {
  readonly plain: (intent: string) => string
  /** The title; the id shows under the pointer. */
  readonly short: (intent: string) => Html
  readonly full: (intent: string) => Html
}

export const namesIn = ({ titles }: Run): Names => {
  const plain = (intent: string) => titles[intent] ?? intent
  const hasTitle = (intent: string) => Object.hasOwn(titles, intent)
  return {
    plain,
    short: (intent) =>
      hasTitle(intent) ? html`<span title="${intent}">${plain(intent)}</span>` : html`${intent}`,
    full: (intent) =>
      hasTitle(intent) ? html`${plain(intent)} <code>${intent}</code>` : html`${intent}`,
  }
}
