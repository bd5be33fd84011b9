import { App, Spin, Splitter } from 'antd'
import { lazy, useCallback, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import { browserWorld, type DeskAgent, type Me } from '../../shared/index.ts'
import type { Desk } from '../desk.ts'
import type { Live } from '../live.ts'
import { pathOf } from '../route.ts'
import { useCommand } from './commands.ts'
import { useRoomy } from './hooks.ts'
import { NoneOpen } from './none-open.tsx'
import { useAwaitingMe } from './panel-votes.tsx'
import { Part } from './part.tsx'
import { Queue } from './queue.tsx'

interface Props {
  readonly live: Live
  readonly desk: Desk
  readonly me: Me
  /** The conversation that the address names. */
  readonly id: string | null
}

const nobody: readonly DeskAgent[] = []

// Who comes to the desk looks at the queue first: what a chat needs is downloaded behind it.
const loadChat = () => import('./chat.tsx')
const loadPanel = () => import('./panel.tsx')
/** Until then the queue is drawn, and nothing is in its way. */
const calmMs = 500
const Chat = lazy(async () => ({ default: (await loadChat()).Chat }))
const Panel = lazy(async () => ({ default: (await loadPanel()).Panel }))

/** Who waits, the chat, and all about it. A phone shows one of the three. */
export function DeskPage({ live, desk, me, id }: Props) {
  const [, go] = useLocation()
  const { message } = App.useApp()
  const isRoomy = useRoomy()
  // Beside the chat it is there until somebody puts it away; in its place only when asked for.
  const [isPanel, setPanel] = useState(isRoomy)
  const hasVotes = useAwaitingMe().length > 0
  // Kept here: the chat has what is left, whether the panel is there or not.
  const [widths, setWidths] = useState({ queue: 320, panel: 370 })

  useEffect(() => live.open(id), [live, id])
  useEffect(() => {
    // A failure shows when the part is wanted, and not before.
    const ahead = () => void Promise.all([loadChat(), loadPanel()]).catch(() => {})
    return desk.loaded ? browserWorld.later(calmMs, ahead) : undefined
  }, [desk.loaded])
  useEffect(() => setPanel(isRoomy), [isRoomy])
  const putAway = useCallback(() => setPanel(false), [])
  useCommand('page.panel', id === null ? null : () => setPanel(!isPanel))

  const show = useCallback(
    (next: string | null, position: number | null = null) => {
      go(position === null ? pathOf(next) : `${pathOf(next)}?at=${position}`)
      if (!isRoomy) setPanel(false)
    },
    [go, isRoomy],
  )

  useEffect(() => {
    if (desk.failure === null) return
    void message.error(desk.failure)
    live.forgetFailure()
  }, [live, message, desk.failure])

  const shown = isPanel ? 'panel' : 'chat'
  const queue = <Queue live={live} desk={desk} onOpen={show} />
  const chat =
    desk.open === null ? (
      <NoneOpen live={live} desk={desk} me={me} />
    ) : (
      <Part fallback={<Loading />}>
        <Chat
          live={live}
          desk={desk}
          me={me}
          open={desk.open}
          onBack={() => show(null)}
          onNext={show}
          hasPanel={isPanel}
          onPanel={() => setPanel(!isPanel)}
        />
      </Part>
    )
  const panel = (
    <Part fallback={<aside className="panel" />}>
      <Panel
        live={live}
        me={me}
        open={desk.open}
        colleagues={desk.status?.agents ?? nobody}
        onBack={putAway}
      />
    </Part>
  )
  return isRoomy ? (
    <Splitter
      className="panes roomy"
      onResize={([queue = widths.queue, , panel = widths.panel]) => setWidths({ queue, panel })}
    >
      <Splitter.Panel size={widths.queue} min={260} max="40%">
        {queue}
      </Splitter.Panel>
      <Splitter.Panel min={420}>{chat}</Splitter.Panel>
      {isPanel && (id !== null || hasVotes) && (
        <Splitter.Panel size={widths.panel} min={300} max="45%">
          {panel}
        </Splitter.Panel>
      )}
    </Splitter>
  ) : (
    <div className="panes" data-pane={id === null ? 'queue' : shown}>
      {queue}
      {chat}
      {id !== null && panel}
    </div>
  )
}

const Loading = () => (
  <section className="chat empty">
    <Spin delay={200} />
  </section>
)
