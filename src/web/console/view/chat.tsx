import { Button, Result, Space, Spin } from 'antd'
import type { ConversationDetail, ConversationRow, Me } from '../../shared/index.ts'
import { type Desk, isMine, type Opened, otherOwner } from '../desk.ts'
import { nameOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { ChatHead } from './chat-head.tsx'
import { Composer } from './composer.tsx'
import { Lookers } from './lookers.tsx'
import { Transcript } from './transcript.tsx'
import { useSeeMentions, useViewing } from './use-attention.ts'

interface Props {
  readonly live: Live
  readonly desk: Desk
  readonly me: Me
  readonly open: Opened
  readonly onBack: () => void
  /** To the conversation that is to be seen to after this one. */
  readonly onNext: (id: string | null) => void
  /** The panel beside the chat is open. */
  readonly hasPanel: boolean
  readonly onPanel: () => void
}

export function Chat({ live, desk, me, open, onBack, onNext, hasPanel, onPanel }: Props) {
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

  return (
    <OpenChat
      live={live}
      desk={desk}
      me={me}
      row={row}
      open={open}
      detail={open.detail}
      onBack={onBack}
      onNext={onNext}
      hasPanel={hasPanel}
      onPanel={onPanel}
    />
  )
}

interface OpenProps extends Props {
  readonly row: ConversationRow
  readonly detail: ConversationDetail
}

function OpenChat({ live, desk, me, row, open, detail, ...around }: OpenProps) {
  const { id } = row
  useViewing(live, id)
  useSeeMentions(live, desk, id)
  const colleague = otherOwner(me, row)
  const mine = isMine(me, row)
  return (
    <section className="chat" aria-label={nameOf(row.customer)}>
      <ChatHead
        key={`head ${id}`}
        live={live}
        desk={desk}
        me={me}
        row={row}
        detail={detail}
        lines={open.lines}
        {...around}
      />
      <Lookers desk={desk} conversation={id} />
      <Transcript
        key={`log ${id}`}
        live={live}
        conversation={id}
        lines={open.lines}
        isWhole={open.isWhole}
        readTo={row.read_by_customer}
        isTyping={desk.customersTyping.has(id)}
      />
      <Composer
        key={`reply ${id}`}
        live={live}
        me={me}
        row={row}
        colleague={colleague}
        mine={mine}
        lastSaid={open.lines.findLast(({ author }) => author === 'customer')?.id ?? null}
      />
    </section>
  )
}
