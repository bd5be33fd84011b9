import { useCallback, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { Me } from '../../shared/index.ts'
import { type Desk, nextWaiting, rowsOf } from '../desk.ts'
import type { Live } from '../live.ts'
import { pathOf } from '../route.ts'
import { texts } from '../texts.ts'
import { Chat } from './chat.tsx'
import { Panel } from './panel.tsx'
import { Queue } from './queue.tsx'

interface Props {
  readonly live: Live
  readonly desk: Desk
  readonly me: Me
  /** The conversation that the address names. */
  readonly id: string | null
}

/** Who waits, the chat, and all about it. A phone shows one of the three. */
export function DeskPage({ live, desk, me, id }: Props) {
  const [, go] = useLocation()
  const [isPanel, setPanel] = useState(false)
  const waiting = rowsOf(desk, 'waiting').length

  useEffect(() => live.open(id), [live, id])

  const show = useCallback(
    (next: string | null) => {
      go(pathOf(next))
      setPanel(false)
    },
    [go],
  )

  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${texts.title}` : texts.title
  }, [waiting])

  const goNext = useCallback(() => {
    const row = nextWaiting(live.get())
    if (row !== undefined) show(row.id)
  }, [live, show])

  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'j') return
      event.preventDefault()
      goNext()
    }
    addEventListener('keydown', jump)
    return () => removeEventListener('keydown', jump)
  }, [goNext])

  const shown = isPanel ? 'panel' : 'chat'
  return (
    <div className="panes" data-pane={id === null ? 'queue' : shown}>
      <Queue live={live} desk={desk} onOpen={show} onNext={goNext} />
      <Chat
        live={live}
        desk={desk}
        me={me}
        onBack={() => show(null)}
        onPanel={() => setPanel(true)}
      />
      <Panel
        live={live}
        me={me}
        open={desk.open}
        colleagues={desk.status?.agents ?? []}
        onBack={() => setPanel(false)}
      />
    </div>
  )
}
