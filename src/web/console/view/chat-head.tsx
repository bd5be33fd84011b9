import { ProfileOutlined } from '@ant-design/icons'
import { App, Button, Space, Tag } from 'antd'
import { useState, useSyncExternalStore } from 'react'
import {
  type BotMode,
  type ConversationDetail,
  type ConversationRow,
  type Line,
  type Me,
  may,
} from '../../shared/index.ts'
import { api } from '../api.ts'
import { wayPast, whoTalks } from '../colleagues.ts'
import { type Desk, nextWaiting, otherOwner } from '../desk.ts'
import { nameOf } from '../format.ts'
import type { Live } from '../live.ts'
import { mayDo } from '../may-do.ts'
import { type OpenEnds, openEnds } from '../open-ends.ts'
import { texts } from '../texts.ts'
import { AskWords } from './ask-words.tsx'
import { BotModeSwitch } from './bot-mode.tsx'
import { askWhom } from './choices.ts'
import { useCommand } from './commands.ts'
import { LevelTag } from './level-tag.tsx'
import { OwnerChip } from './owner-chip.tsx'
import { useRun } from './use-run.ts'

interface Props {
  readonly live: Live
  readonly desk: Desk
  readonly me: Me
  readonly row: ConversationRow
  readonly detail: ConversationDetail
  readonly lines: readonly Line[]
  readonly onBack: () => void
  readonly onNext: (id: string | null) => void
  /** The panel beside the chat is open. */
  readonly hasPanel: boolean
  readonly onPanel: () => void
}

/** Who it is, whose it is, and what I may do about that. */
export function ChatHead(props: Props) {
  const { live, desk, me, row, detail, lines, onBack, onNext, hasPanel, onPanel } = props
  const { modal } = App.useApp()
  const { busy, run } = useRun(live)
  const [giving, setGiving] = useState(false)
  const { id } = row
  const name = nameOf(row.customer)
  const agents = desk.status?.agents ?? []
  const others = whoTalks(agents, row, me)
  const pending = useSyncExternalStore(live.undo.subscribe, live.undo.get)
  const isLeaving = pending.some(({ conversation }) => conversation === id)
  const isReturning = pending.some(
    ({ conversation, verb }) => conversation === id && verb === 'return',
  )
  const can = isLeaving ? nothing : mayDo(me, row)
  const colleague = otherOwner(me, row)
  const way = wayPast(
    me,
    agents.find(({ id }) => id === row.owner_id),
  )

  const take = () => void run('take', api.act(id, 'take'))
  const giveBack = () => live.undo.start({ conversation: id, verb: 'return', name })
  const give = () => setGiving(!giving)

  function resolve() {
    const go = () => {
      live.undo.start({ conversation: id, verb: 'resolve', name })
      onNext(nextWaiting(live.get(), live.undo.has)?.id ?? null)
    }
    const ends = openEnds(detail, lines)
    if (ends === undefined) return go()
    modal.confirm({
      title: texts.resolving.title,
      content: <StillOpen ends={ends} />,
      okText: texts.resolving.go,
      cancelText: texts.resolving.wait,
      autoFocusButton: 'cancel',
      onOk: go,
    })
  }

  useCommand('chat.take', can.take ? take : null)
  useCommand('chat.return', can.giveBack ? giveBack : null)
  useCommand('chat.resolve', can.resolve ? resolve : null)
  useCommand('chat.give', can.give && others.length > 0 ? give : null)

  return (
    <div className="chat-head">
      <Button className="narrow-only" aria-label={texts.back} onClick={onBack}>
        ‹
      </Button>
      <div className="chat-title">
        <h2 title={name}>{name}</h2>
        <span>
          <OwnerChip desk={desk} row={row} />
          {row.phase !== 'closed' && may(me.role, 'answer') && (
            <BotModeSwitch
              live={live}
              row={row}
              choices={isReturning ? ['auto', row.bot_mode] : botModesFor(can)}
              isReturning={isReturning}
              onReturn={giveBack}
            />
          )}
          {row.level !== null && <LevelTag level={row.level} />}
          <small>{texts.channel[row.channel] ?? row.channel}</small>
        </span>
      </div>
      <Space size="small" wrap className="chat-actions">
        {can.take && (
          <Button type="primary" loading={busy === 'take'} onClick={take}>
            {colleague === null ? texts.take : texts.takeOver(colleague)}
          </Button>
        )}
        {can.give && others.length > 0 && (
          <Button aria-expanded={giving} onClick={give}>
            {texts.give}
          </Button>
        )}
        {can.giveBack && <Button onClick={giveBack}>{texts.giveBack}</Button>}
        {can.resolve && <Button onClick={resolve}>{texts.resolve}</Button>}
        <Button
          className="panel-toggle"
          icon={<ProfileOutlined />}
          aria-label={hasPanel ? texts.foldPanel : texts.showPanel}
          title={hasPanel ? texts.foldPanel : texts.showPanel}
          onClick={onPanel}
        />
      </Space>
      {colleague !== null && !can.take && (
        <p className="chat-note faint">{texts.heldBy[way](colleague)}</p>
      )}
      {giving && can.give && (
        <div className="chat-note">
          <AskWords
            title={texts.give}
            ask={askWhom(others)}
            busy={busy !== null}
            onCancel={() => setGiving(false)}
            onGive={async (to) => {
              if (await run('give', api.give(id, to))) setGiving(false)
            }}
          />
        </div>
      )}
    </div>
  )
}

const nothing = { take: false, give: false, giveBack: false, resolve: false }

/** Help is for whom the chat is open to; taking it over from the bot is part of the choice. */
const botModesFor = ({ resolve, giveBack }: ReturnType<typeof mayDo>): readonly BotMode[] => [
  ...(giveBack ? (['auto'] as const) : []),
  ...(resolve ? (['assist', 'off'] as const) : []),
]

/** What resolving leaves open, and what happens next. */
const StillOpen = ({ ends: { cases, unanswered } }: { ends: OpenEnds }) => (
  <>
    <ul className="still-open">
      {cases.map(({ id, number, title, stage }) => (
        <li key={id}>
          {title} <code>{number}</code> <Tag color="blue">{texts.stage[stage]}</Tag>
        </li>
      ))}
      {unanswered !== null && (
        <li>{texts.resolving.unanswered(unanswered === '' ? texts.noText : unanswered)}</li>
      )}
    </ul>
    <p>{texts.resolving.next(cases.length > 0)}</p>
  </>
)
