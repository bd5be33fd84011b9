import { App, Button, Empty, Result, Space, Spin, Tag } from 'antd'
import { useState } from 'react'
import type { Me } from '../../shared/index.ts'
import { api } from '../api.ts'
import { type Desk, isMine, otherOwner } from '../desk.ts'
import { nameOf, sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { PhaseTag } from './queue.tsx'
import { ReplyBox } from './reply-box.tsx'
import { Transcript } from './transcript.tsx'

interface Props {
  readonly live: Live
  readonly desk: Desk
  readonly me: Me
  readonly onBack: () => void
  readonly onPanel: () => void
}

export function Chat({ live, desk, me, onBack, onPanel }: Props) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState<string | null>(null)
  const { open } = desk
  if (open === null) {
    return (
      <section className="chat empty">
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.pickOne} />
      </section>
    )
  }
  const row = desk.rows.get(open.id)
  if (row === undefined || open.detail === null) {
    return (
      <section className="chat empty">
        {open.failed === null ? (
          <Spin delay={200} />
        ) : (
          <Result
            status="warning"
            title={texts.loadFailed}
            subTitle={open.failed}
            extra={
              <Space>
                <Button onClick={onBack}>{texts.back}</Button>
                <Button type="primary" onClick={() => void live.refresh()}>
                  {texts.retry}
                </Button>
              </Space>
            }
          />
        )}
      </section>
    )
  }

  async function run(name: string, call: Promise<unknown>) {
    setBusy(name)
    try {
      await live.act(call)
    } catch (error) {
      void message.error(sentenceOf(error))
    } finally {
      setBusy(null)
    }
  }

  const { id } = row
  const colleague = otherOwner(me, row)
  const mine = isMine(me, row)
  return (
    <section className="chat" aria-label={nameOf(row.customer)}>
      <div className="chat-head">
        <Button className="narrow-only" aria-label={texts.back} onClick={onBack}>
          ‹
        </Button>
        <div className="chat-title">
          <h2>{nameOf(row.customer)}</h2>
          <span>
            <Tag>{texts.channel[row.channel] ?? row.channel}</Tag>
            {row.phase === 'awaiting_agent' && <Tag color="red">{texts.phase.awaiting_agent}</Tag>}
            <PhaseTag desk={desk} row={row} />
          </span>
        </div>
        <Space size="small" wrap className="chat-actions">
          {!mine && row.phase !== 'closed' && (
            <Button
              type="primary"
              disabled={colleague !== null}
              loading={busy === 'take'}
              onClick={() => void run('take', api.act(id, 'take'))}
            >
              {texts.take}
            </Button>
          )}
          {(mine || row.phase === 'awaiting_agent') && (
            <Button
              loading={busy === 'return'}
              onClick={() => void run('return', api.act(id, 'return'))}
            >
              {texts.giveBack}
            </Button>
          )}
          {row.phase !== 'closed' && (
            <Button
              disabled={colleague !== null}
              loading={busy === 'resolve'}
              onClick={() => void run('resolve', api.act(id, 'resolve'))}
            >
              {texts.resolve}
            </Button>
          )}
          <Button className="panel-toggle" onClick={onPanel}>
            {texts.showPanel}
          </Button>
        </Space>
      </div>
      <Transcript
        key={`log ${id}`}
        lines={open.lines}
        onDraft={(line, verb) => void run(`${verb} ${line}`, api.settleDraft(id, line, verb))}
      />
      <ReplyBox
        key={`reply ${id}`}
        live={live}
        me={me}
        row={row}
        colleague={colleague}
        mine={mine}
      />
    </section>
  )
}
