import { Alert, Badge, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { Me } from '../../shared/index.ts'
import { type Desk, nextWaiting, rowsOf } from '../desk.ts'
import { firstFault } from '../first-fault.ts'
import type { Live } from '../live.ts'
import { pathOf, routeOf } from '../route.ts'
import { texts } from '../texts.ts'
import { Chat } from './chat.tsx'
import { useHandheld } from './hooks.ts'
import { Panel } from './panel.tsx'
import { Presence } from './presence.tsx'
import { Queue } from './queue.tsx'

/** The pane that a phone shows; a wide screen shows all three. */
type Pane = 'queue' | 'chat' | 'panel'

export function DeskPage({ live, desk, me }: { live: Live; desk: Desk; me: Me }) {
  const [pane, setPane] = useState<Pane>(desk.open === null ? 'queue' : 'chat')
  const isHandheld = useHandheld()
  const next = useRef<HTMLButtonElement>(null)
  const waiting = rowsOf(desk, 'waiting').length

  function show(id: string | null) {
    if (id !== (live.get().open?.id ?? null)) {
      history.pushState(null, '', pathOf(id))
      live.open(id)
    }
    setPane(id === null ? 'queue' : 'chat')
  }

  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${texts.title}` : texts.title
  }, [waiting])

  useEffect(() => {
    const follow = () => {
      const id = routeOf(location.pathname)
      live.open(id)
      setPane(id === null ? 'queue' : 'chat')
    }
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [live])

  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'j') return
      event.preventDefault()
      next.current?.click()
    }
    addEventListener('keydown', jump)
    return () => removeEventListener('keydown', jump)
  }, [])

  return (
    <div className="desk" data-pane={pane}>
      <header className="bar">
        <h1>{texts.title}</h1>
        <span className={desk.link === 'open' ? 'link open' : 'link'} role="status">
          <Badge
            status={desk.link === 'open' ? 'success' : 'warning'}
            text={desk.link === 'open' ? texts.online : texts.offline}
          />
        </span>
        <Button
          ref={next}
          size="small"
          disabled={nextWaiting(desk) === undefined}
          onClick={() => {
            const row = nextWaiting(live.get())
            if (row !== undefined) show(row.id)
          }}
        >
          {texts.nextWaiting}
          {!isHandheld && ` ${texts.nextWaitingKeys}`}
        </Button>
        <Presence live={live} desk={desk} />
        <span className="me">
          {me.name} <small>{texts.role[me.role]}</small>
        </span>
        <Button size="small" onClick={() => void live.logout()}>
          {texts.logout}
        </Button>
      </header>
      {desk.playbook?.refused != null && (
        <Alert
          className="refused"
          type="error"
          banner
          title={
            <details>
              <summary>
                {texts.refused} · <code>{firstFault(desk.playbook.refused.text)}</code> ·{' '}
                {texts.refusedMore}
              </summary>
              <pre>{desk.playbook.refused.text}</pre>
            </details>
          }
        />
      )}
      <div className="panes">
        <Queue live={live} desk={desk} onOpen={show} />
        <Chat
          live={live}
          desk={desk}
          me={me}
          onBack={() => show(null)}
          onPanel={() => setPane('panel')}
        />
        <Panel
          live={live}
          me={me}
          open={desk.open}
          colleagues={desk.status?.agents ?? []}
          onBack={() => setPane('chat')}
        />
      </div>
    </div>
  )
}
