import { CheckSquareOutlined } from '@ant-design/icons'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Button, Empty, Spin } from 'antd'
import { lazy, type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { type ConversationRow, may } from '../../shared/index.ts'
import { alertsFor } from '../alerts.ts'
import type { Bulk } from '../bulk.ts'
import { type Desk, neighbour, nextWaiting, rowsOf, type Tab } from '../desk.ts'
import { shownAs } from '../keys.ts'
import type { Live } from '../live.ts'
import { routeOf } from '../route.ts'
import { texts } from '../texts.ts'
import { AlertBox } from './alert-box.tsx'
import { ChosenRow } from './chosen-row.tsx'
import { useCommand, useKeys } from './commands.ts'
import { useHandheld } from './hooks.ts'
import { Part } from './part.tsx'
import { QueueRow } from './queue-row.tsx'
import { QueueTabs, rowsId } from './queue-tabs.tsx'
import { Found, SearchBox } from './search.tsx'

interface Props {
  readonly live: Live
  readonly desk: Desk
  readonly onOpen: (id: string, position?: number | null) => void
}

const BulkBar = lazy(async () => ({ default: (await import('./bulk-bar.tsx')).BulkBar }))

/** Everybody there is, who waits for a person on top. */
export function Queue({ live, desk, onOpen }: Props) {
  const [tab, setTab] = useState<Tab>('todo')
  const [words, setWords] = useState('')
  const rows = rowsOf(desk, tab)
  const next = nextWaiting(desk, live.undo.has)
  const keys = useKeys()
  const isHandheld = useHandheld()
  const step = (by: 1 | -1) => {
    // The address and not what is drawn: keys that are held down come faster than that.
    const row = neighbour(rows, routeOf(location.pathname), by)
    if (row !== undefined) onOpen(row.id)
  }
  const goNext = next === undefined ? null : () => onOpen(next.id)
  useCommand('queue.next-urgent', goNext)
  useCommand('queue.next', () => step(1))
  useCommand('queue.previous', () => step(-1))
  const bulk = useSyncExternalStore(live.bulk.subscribe, live.bulk.get)
  const isChoosing = bulk.kind === 'choosing'
  const mayChoose = desk.me !== null && may(desk.me.role, 'answer')
  const toggleBulk = isChoosing ? live.bulk.close : live.bulk.open
  useCommand('queue.choose', mayChoose ? toggleBulk : null)
  return (
    <nav className="queue" aria-label={texts.queue}>
      <SearchBox words={words} onChange={setWords} />
      {words.trim() === '' ? (
        <>
          <AlertBox live={live} desk={desk} onOpen={onOpen} />
          <div className="queue-tabs">
            <QueueTabs
              desk={desk}
              tab={tab}
              onChange={(next) => {
                setTab(next)
                if (isChoosing) live.bulk.open()
              }}
            />
            {mayChoose && (
              <Button
                size="small"
                type="text"
                icon={<CheckSquareOutlined />}
                aria-label={isChoosing ? texts.bulk.close : texts.bulk.open}
                title={isChoosing ? texts.bulk.close : texts.bulk.open}
                aria-pressed={isChoosing}
                onClick={toggleBulk}
              />
            )}
          </div>
          {isChoosing && desk.me !== null && (
            <Part fallback={null}>
              <BulkBar live={live} desk={desk} me={desk.me} bulk={bulk} rows={rows} />
            </Part>
          )}
          <Rows
            key={tab}
            tab={tab}
            rows={rows}
            live={live}
            desk={desk}
            bulk={bulk}
            onOpen={onOpen}
          />
        </>
      ) : (
        <Found words={words} onOpen={onOpen} />
      )}
      {goNext !== null && (
        <p className="queue-foot">
          <Button block onClick={goNext}>
            {texts.nextWaiting}
            {!isHandheld && <kbd>{shownAs(keys['queue.next-urgent'])}</kbd>}
          </Button>
        </p>
      )}
    </nav>
  )
}

/** Of most rows; what differs is measured. */
const rowHeight = 93

/** Of two thousand rows only those in sight are there. */
function Rows({
  tab,
  rows,
  live,
  desk,
  bulk,
  onOpen,
}: Props & { tab: Tab; rows: readonly ConversationRow[]; bulk: Bulk }) {
  const box = useRef<HTMLDivElement>(null)
  const isAlerted = tab === 'todo' && alertsFor(desk).length > 0
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
    // Where rows lie is written past React, which hears only when others come into sight.
    directDomUpdates: true,
    useFlushSync: false,
    // Before the box is measured: what is in sight is drawn at once, and not a look later.
    initialRect: { width: 0, height: innerHeight },
  })
  useKeepInSight(desk.open?.id ?? null, (id) => {
    const index = rows.findIndex((row) => row.id === id)
    if (index >= 0) list.scrollToIndex(index)
  })
  return (
    <div id={rowsId} role="tabpanel" className="rows" ref={box as RefObject<HTMLDivElement>}>
      <ul className="rows-all" ref={list.containerRef}>
        {list.getVirtualItems().map(({ key, index }) => {
          const row = rows[index]
          return row === undefined ? null : (
            <li
              key={key}
              ref={list.measureElement}
              data-index={index}
              className="rows-one"
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              {bulk.kind === 'off' ? (
                <QueueRow row={row} desk={desk} onOpen={onOpen} />
              ) : (
                <ChosenRow
                  live={live}
                  row={row}
                  rows={rows}
                  isChosen={bulk.chosen.has(row.id)}
                  fault={bulk.faults.get(row.id)}
                  onStep={(by) => {
                    const next = rows[index + by]
                    if (next !== undefined) list.scrollToIndex(index + by)
                    return next
                  }}
                >
                  <QueueRow row={row} desk={desk} onOpen={onOpen} />
                </ChosenRow>
              )}
            </li>
          )
        })}
      </ul>
      {rows.length === 0 &&
        (desk.loaded ? (
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={texts.emptyQueue[isAlerted ? 'alerted' : tab]}
          />
        ) : (
          <Spin className="loading" />
        ))}
    </div>
  )
}

/** Who goes through the list by keys must see where they are; who scrolls is left alone. */
function useKeepInSight(id: string | null, show: (id: string) => void) {
  const latest = useRef(show)
  latest.current = show
  useEffect(() => {
    if (id !== null) latest.current(id)
  }, [id])
}
