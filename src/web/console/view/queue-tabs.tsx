import type { KeyboardEvent } from 'react'
import { type Desk, rowsOf, type Tab, tabs } from '../desk.ts'
import { texts } from '../texts.ts'

interface Props {
  readonly desk: Desk
  readonly tab: Tab
  readonly onChange: (tab: Tab) => void
}

/**
 * Which of the lists is shown. Not antd's: those measure themselves and draw the page a second time
 * while it opens. https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
 */
export function QueueTabs({ desk, tab, onChange }: Props) {
  function press(event: KeyboardEvent<HTMLDivElement>) {
    const to = neighbours(tab)[event.key]
    if (to === undefined) return
    event.preventDefault()
    onChange(to)
    event.currentTarget.querySelector<HTMLElement>(`#${tabOf(to)}`)?.focus()
  }

  return (
    <div role="tablist" aria-label={texts.queue} onKeyDown={press}>
      {tabs.map((key) => (
        <button
          key={key}
          type="button"
          role="tab"
          id={tabOf(key)}
          aria-selected={key === tab}
          aria-controls={rowsId}
          tabIndex={key === tab ? 0 : -1}
          onClick={() => onChange(key)}
        >
          {texts.tabs[key]} {key !== 'all' && <Count tab={key} count={rowsOf(desk, key).length} />}
        </button>
      ))}
    </div>
  )
}

/** The list that the tabs choose. */
export const rowsId = 'queue-rows'

const tabOf = (tab: Tab) => `queue-tab-${tab}`

const neighbours = (tab: Tab): Readonly<Record<string, Tab | undefined>> => {
  const at = tabs.indexOf(tab)
  return {
    ArrowRight: tabs[(at + 1) % tabs.length],
    ArrowLeft: tabs.at(at - 1),
    Home: tabs[0],
    End: tabs.at(-1),
  }
}

const Count = ({ tab, count }: { tab: Tab; count: number }) =>
  count > 0 && <span className={`count count-${tab}`}>{count}</span>
