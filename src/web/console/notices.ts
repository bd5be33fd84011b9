import type { ConversationRow } from '../shared/index.ts'
import { type Desk, saidBy } from './desk.ts'
import { nameOf } from './format.ts'
import icon from './icon.svg'
import iconAlert from './icon-alert.svg'
import { fieldsOf, kept } from './kept.ts'
import type { Live } from './live.ts'
import { countTodo, hasUrgent, type News, type NewsKind, newsKinds, newsOf } from './news.ts'
import { sound } from './sound.ts'
import { texts } from './texts.ts'

/** What makes a sound, and whether the system shows what happens while the page is out of sight. */
export interface NoticeChoice {
  readonly sounds: Readonly<Record<NewsKind, boolean>>
  readonly desktop: boolean
}

export const noticeChoice = kept('shouhou-notices', (known): NoticeChoice => {
  const { sounds, desktop } = fieldsOf(known)
  const { urgent, waiting, message, mention } = fieldsOf(sounds)
  return {
    sounds: {
      urgent: urgent !== false,
      waiting: waiting !== false,
      message: message !== false,
      mention: mention !== false,
    },
    desktop: desktop === true,
  }
})

const repeatMs = 30_000

/** Tells by sound, by the system, in the title and on the icon; until the returned function is called. */
export function watchNews(live: Live, onOpen: (conversation: string) => void): () => void {
  let before = live.get()
  const look = () => {
    const now = live.get()
    const news = newsOf(before, now)
    before = now
    if (news.length > 0) tell(news, onOpen)
    mark(now)
  }
  const urge = setInterval(() => {
    if (hasUrgent(live.get()) && noticeChoice.get().sounds.urgent) sound.play('urgent')
  }, repeatMs)
  const stop = live.subscribe(look)
  mark(before)
  return () => {
    stop()
    clearInterval(urge)
  }
}

function tell(news: readonly News[], onOpen: (conversation: string) => void) {
  const { sounds, desktop } = noticeChoice.get()
  const loudest = newsKinds.find((kind) => sounds[kind] && news.some((each) => each.kind === kind))
  if (loudest !== undefined) sound.play(loudest)
  if (!desktop || document.visibilityState === 'visible') return
  for (const each of news) show(each, onOpen)
}

/** One for a conversation: a later one takes its place. */
function show({ kind, row }: News, onOpen: (conversation: string) => void) {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const title = `${texts.notices.kinds[kind]} · ${nameOf(row.customer)}`
  const notice = notify(title, {
    body: reasonOf(row),
    tag: row.id,
    icon,
    requireInteraction: kind === 'urgent',
  })
  if (notice === undefined) return
  notice.onclick = () => {
    window.focus()
    onOpen(row.id)
    notice.close()
  }
}

/** The customer's own words; where the bot has answered them, what it calls a person for. */
const reasonOf = (row: ConversationRow): string =>
  (saidBy(null, row) !== null && texts.reason[row.handoff_reason ?? '']) || row.last_text

/** Chrome on Android has the name and allows none of them outside a service worker. */
function notify(title: string, options: NotificationOptions): Notification | undefined {
  try {
    return new Notification(title, options)
  } catch {
    return undefined
  }
}

let marked = -1

function mark(desk: Desk) {
  const count = desk.me === null ? 0 : countTodo(desk)
  if (count === marked) return
  marked = count
  document.title = count > 0 ? `(${count}) ${texts.title}` : texts.title
  const link = document.querySelector<HTMLLinkElement>('link[rel=icon]')
  if (link !== null) link.href = count > 0 ? iconAlert : icon
  // Only an installed page has one.
  navigator.setAppBadge?.(count).catch(() => {})
}
