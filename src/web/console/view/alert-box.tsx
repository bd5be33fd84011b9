import { App, Button, Tag } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Alert } from '../../shared/index.ts'
import { alertsFor, type RowAlert } from '../alerts.ts'
import { api } from '../api.ts'
import type { Desk } from '../desk.ts'
import { moment, nameOf, sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'

interface Props {
  readonly live: Live
  readonly desk: Desk
  readonly onOpen: (id: string) => void
}

/** What is overdue or nearly so; it stays until somebody says that they have seen it. */
export function AlertBox({ live, desk, onOpen }: Props) {
  const due = alertsFor(desk)
  const { message } = App.useApp()
  const [isUnfolded, setUnfolded] = useState(false)
  const [busy, setBusy] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  const first = due[0] && keyOf(due[0])
  // Whoever has scrolled down must still see what comes in on top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is when the first changes
  useEffect(() => {
    if (list.current !== null) list.current.scrollTop = 0
  }, [first])
  const folds = due.length > mostShown
  const shown = folds && !isUnfolded ? due.slice(0, 1) : due

  async function clearAll() {
    setBusy(true)
    try {
      // One after another: what could not be cleared stays.
      for (const { row, alert } of due) await live.act(api.clearAlert(row.id, alert.id))
    } catch (error) {
      void message.error(sentenceOf(error))
    } finally {
      setBusy(false)
    }
  }

  // It is there while it is empty: readers announce what comes into it later.
  return (
    <section className="alerts" aria-live="polite" aria-label={texts.alerts.title}>
      {due.length > 0 && (
        <h2>
          {texts.alerts.title} <small>{due.length}</small>
        </h2>
      )}
      {folds && (
        <p className="alert-all">
          <Button size="small" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
            {isUnfolded ? texts.alerts.fold : texts.alerts.showAll(due.length - 1)}
          </Button>
          <Button size="small" loading={busy} onClick={() => void clearAll()}>
            {texts.alerts.seenAll}
          </Button>
        </p>
      )}
      <ul ref={list}>
        {shown.map((each) => (
          <AlertRow key={keyOf(each)} {...each} live={live} onOpen={onOpen} />
        ))}
      </ul>
    </section>
  )
}

/** More than so many would hide those who wait. */
const mostShown = 3

const keyOf = ({ row, alert }: RowAlert) => `${row.id} ${alert.id}`

const colors = {
  clock_warning: 'orange',
  clock_breach: 'red',
  reply_warning: 'orange',
  reply_breach: 'red',
  escalated: 'red',
  call_back: 'blue',
} as const satisfies Record<Alert['kind'], string>

function AlertRow({ row, alert, live, onOpen }: RowAlert & Omit<Props, 'desk'>) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const name = nameOf(row.customer)

  async function clear() {
    setBusy(true)
    try {
      await live.act(api.clearAlert(row.id, alert.id))
    } catch (error) {
      setBusy(false)
      void message.error(sentenceOf(error))
    }
  }

  return (
    <li>
      <button type="button" className="alert-open" onClick={() => onOpen(row.id)}>
        <span className="row-head">
          <b>{name}</b>
          <Tag color={colors[alert.kind]}>{texts.alerts.kind[alert.kind]}</Tag>
          <time>{moment(alert.at)}</time>
        </span>
        <span className="alert-text">{alert.text}</span>
      </button>
      <Button
        size="small"
        loading={busy}
        aria-label={[texts.alerts.seen, name, alert.text].join(' · ')}
        onClick={() => void clear()}
      >
        {texts.alerts.seen}
      </Button>
    </li>
  )
}
