/** What of the panel an agent has folded, or looks at: in this browser, and in the address. */

export const panelTabs = ['case', 'orders', 'knowledge', 'customer', 'why'] as const
export type PanelTab = (typeof panelTabs)[number]

/** `?tab=orders` */
export const tabIn = (search: string): PanelTab | undefined => {
  const asked = new URLSearchParams(search).get('tab')
  return panelTabs.find((tab) => tab === asked)
}

/** The same address with this tab in it. */
export const addressWith = (tab: PanelTab, { pathname, search }: Location): string => {
  const query = new URLSearchParams(search)
  query.set('tab', tab)
  return `${pathname}?${query}`
}

const key = 'shouhou.folded'
/** Older ones are nobody's business any more. */
const remembered = 200

export const isFolded = (conversation: string): boolean => folded().includes(conversation)

export function keepFolded(conversation: string, isNow: boolean) {
  const others = folded().filter((each) => each !== conversation)
  const next = isNow ? [...others, conversation] : others
  try {
    localStorage.setItem(key, JSON.stringify(next.slice(-remembered)))
  } catch {
    // A browser that keeps nothing unfolds it again: no harm.
  }
}

function folded(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string') : []
  } catch {
    return []
  }
}
