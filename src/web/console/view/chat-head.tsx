import { App, Button, Space, Tag } from 'antd'
import { useState } from 'react'
import {
  type ConversationDetail,
  type ConversationRow,
  type Line,
  type Me,
  may,
} from '../../shared/index.ts'
import { api } from '../api.ts'
import { wayPast, whoTalks } from '../colleagues.ts'
import { type Desk, isMine, otherOwner } from '../desk.ts'
import { nameOf } from '../format.ts'
import type { Live } from '../live.ts'
import { type OpenEnds, openEnds } from '../open-ends.ts'
import { texts } from '../texts.ts'
import { AskWords } from './ask-words.tsx'
import { askWhom } from './choices.ts'
import { PhaseTag } from './queue.tsx'
import { useRun } from './use-run.ts'

interface Props {
  readonly live: Live
  readonly desk: Desk
  readonly me: Me
  readonly row: ConversationRow
  readonly detail: ConversationDetail
  readonly lines: readonly Line[]
  readonly onBack: () => void
  readonly onPanel: () => void
}

/** Who it is, whose it is, and what I may do about that. */
export function ChatHead(props: Props) {
  const { live, desk, me, row, detail, lines, onBack, onPanel } = props
  const { modal } = App.useApp()
  const { busy, run } = useRun(live)
  const [giving, setGiving] = useState(false)
  const { id, phase } = row
  const colleague = otherOwner(me, row)
  const mine = isMine(me, row)
  const isLocked = colleague !== null && !may(me.role, 'overrule')
  const agents = desk.status?.agents ?? []
  const others = whoTalks(agents, me)
  const way = wayPast(
    me,
    agents.find(({ id }) => id === row.owner_id),
  )

  function resolve() {
    const go = () => run('resolve', api.act(id, 'resolve'))
    const ends = openEnds(detail, lines)
    if (ends === undefined) return void go()
    modal.confirm({
      title: texts.resolving.title,
      content: <StillOpen ends={ends} />,
      okText: texts.resolving.go,
      cancelText: texts.resolving.wait,
      autoFocusButton: 'cancel',
      onOk: go,
    })
  }

  return (
    <div className="chat-head">
      <Button className="narrow-only" aria-label={texts.back} onClick={onBack}>
        ‹
      </Button>
      <div className="chat-title">
        <h2>{nameOf(row.customer)}</h2>
        <span>
          <Tag>{texts.channel[row.channel] ?? row.channel}</Tag>
          {phase === 'awaiting_agent' && <Tag color="red">{texts.phase.awaiting_agent}</Tag>}
          <PhaseTag desk={desk} row={row} />
        </span>
      </div>
      <Space size="small" wrap className="chat-actions">
        {!mine && phase !== 'closed' && !isLocked && (
          <Button
            type="primary"
            loading={busy === 'take'}
            onClick={() => void run('take', api.act(id, 'take'))}
          >
            {colleague === null ? texts.take : texts.takeOver(colleague)}
          </Button>
        )}
        {mine && others.length > 0 && (
          <Button aria-expanded={giving} onClick={() => setGiving(!giving)}>
            {texts.give}
          </Button>
        )}
        {(mine || phase === 'awaiting_agent') && (
          <Button
            loading={busy === 'return'}
            onClick={() => void run('return', api.act(id, 'return'))}
          >
            {texts.giveBack}
          </Button>
        )}
        {phase !== 'closed' && colleague === null && (
          <Button loading={busy === 'resolve'} onClick={resolve}>
            {texts.resolve}
          </Button>
        )}
        <Button className="panel-toggle" onClick={onPanel}>
          {texts.showPanel}
        </Button>
      </Space>
      {isLocked && <p className="chat-note faint">{texts.heldBy[way](colleague)}</p>}
      {giving && mine && (
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
