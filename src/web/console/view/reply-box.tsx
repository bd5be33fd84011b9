import { ThunderboltOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import type { AgentReply, ConversationRow, Me } from '../../shared/index.ts'
import { api, ToneFailure, TypingFailure } from '../api.ts'
import type { Granted, Held } from '../composing.ts'
import { sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { unsent } from '../unsent.ts'
import { gapsIn, insertAt, slashAt } from '../writing.ts'
import { useHandheld } from './hooks.ts'
import { useQuickReplies } from './quick-replies.tsx'
import { Suggestions } from './suggestions.tsx'
import { ToneWarning } from './tone-warning.tsx'
import { mayPass } from './unsent-lines.tsx'
import { useTyping } from './use-attention.ts'
import { useWriting } from './use-writing.ts'
import { WriteField } from './write-field.tsx'

interface Props {
  readonly live: Live
  readonly me: Me
  readonly row: ConversationRow
  readonly colleague: string | null
  readonly mine: boolean
  /** The customer's last line. */
  readonly lastSaid: string | null
}

/** Words for the customer. */
export function ReplyBox({ live, me, row, colleague, mine, lastSaid }: Props) {
  const isHandheld = useHandheld()
  const typing = useTyping(live, row.id, 'reply')
  const [isSlashing, setSlashing] = useState(false)
  const writing = useWriting(row.id, 'reply', (text) => {
    setSlashing(true)
    typing(text)
  })
  const { composing, held, origin } = writing
  const slash = isSlashing ? slashAt(writing.text, writing.caret()) : undefined
  const quick = useQuickReplies({
    conversation: row.id,
    wanted: slash?.wanted ?? null,
    onPick({ id, text, picture }) {
      if (slash !== undefined) writing.put(insertAt(writing.text, slash, text))
      setSlashing(false)
      composing.setOrigin({
        from: { kind: 'quick', id },
        pictures: picture === null ? [] : [picture],
      })
    },
  })

  async function send(said: string, granted: Granted = {}) {
    if (colleague !== null) return
    const gaps = gapsIn(said)
    if (gaps.length > 0) {
      composing.hold({ kind: 'gaps', names: gaps.map(({ name }) => name) })
      writing.toNextGap()
      return
    }
    typing('')
    try {
      await composing.send(said, ({ origin: from, ...message }) =>
        deliver({ ...message, ...from, ...granted }),
      )
    } catch (error) {
      composing.hold(heldBy(error, said, granted))
    }
  }

  async function deliver(reply: AgentReply) {
    try {
      await live.act(api.reply(row.id, reply))
    } catch (error) {
      if (!mayPass(error)) throw error
      // It stands in the transcript, red, and the next words can be written meanwhile.
      unsent.add({ agent: me.id, conversation: row.id, reply, reason: sentenceOf(error) })
    }
  }

  const hint = hintOf({ row, colleague, mine })
  return (
    <div className="reply">
      <HeldReply
        held={held}
        me={me}
        busy={writing.busy}
        onSend={(text, granted) => void send(text, granted)}
        onEdit={writing.writeOn}
        onClose={() => writing.writeOn(writing.text)}
      />
      {colleague === null && row.bot_mode !== 'off' && (
        <Suggestions
          conversation={row.id}
          lastSaid={lastSaid}
          onPick={({ id, text }) => {
            writing.insert(text)
            composing.setOrigin({ from: { kind: 'suggestion', id } })
          }}
        />
      )}
      {quick.isOpen && quick.list}
      {origin?.pictures?.map((name) => (
        <p key={name} className="with-picture">
          <img src={`/example/${encodeURIComponent(name)}`} alt={name} />
          <Button size="small" onClick={() => composing.setOrigin({ ...origin, pictures: [] })}>
            {texts.reply.remove}
          </Button>
        </p>
      ))}
      {hint !== null && <p className={colleague === null ? 'hint' : 'hint locked'}>{hint}</p>}
      <WriteField
        writing={writing}
        label={texts.reply.placeholder}
        placeholder={isHandheld ? texts.reply.placeholder : texts.reply.placeholderKeys}
        send={texts.reply.send}
        disabled={colleague !== null}
        onSend={() => void send(writing.text)}
        aria={quick.field}
        onKey={(event) => {
          if (event.key === 'Escape' && quick.isOpen) {
            setSlashing(false)
            return true
          }
          return quick.onKey(event)
        }}
        tools={
          <Button
            type="text"
            size="small"
            icon={<ThunderboltOutlined />}
            disabled={colleague !== null}
            title={texts.quick.button}
            aria-label={texts.quick.button}
            onClick={() => {
              writing.insert(writing.text === '' || /\s$/.test(writing.text) ? '/' : ' /')
              setSlashing(true)
            }}
          />
        }
      />
    </div>
  )
}

interface HeldProps {
  readonly held: Held
  readonly me: Me
  readonly busy: boolean
  readonly onSend: (text: string, granted: Granted) => void
  readonly onEdit: (text: string) => void
  readonly onClose: () => void
}

function HeldReply({ held, me, busy, onSend, onEdit, onClose }: HeldProps) {
  switch (held.kind) {
    case 'not':
      return null
    case 'failed':
      return <Alert type="error" showIcon role="alert" title={held.reason} />
    case 'gaps':
      return (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={texts.reply.gaps(held.names.join(texts.listed))}
        />
      )
    case 'colleague':
      return (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={texts.lookers.writing(held.name)}
          action={
            <Button
              size="small"
              loading={busy}
              onClick={() => onSend(held.text, { ...held.granted, anyway: true })}
            >
              {texts.reply.sendAnyway}
            </Button>
          }
        />
      )
    case 'tone':
      return (
        <ToneWarning
          key={held.text}
          text={held.text}
          refusal={held.refusal}
          role={me.role}
          busy={busy}
          onUse={(rewrite) => onSend(rewrite, held.granted)}
          onEdit={onEdit}
          onSendAnyway={(reason) => onSend(held.text, { ...held.granted, override: { reason } })}
          onClose={onClose}
        />
      )
    default:
      return held satisfies never
  }
}

/** What was granted once is not asked for again. */
function heldBy(error: unknown, text: string, granted: Granted): Held {
  if (error instanceof ToneFailure) return { kind: 'tone', text, refusal: error.refusal, granted }
  if (error instanceof TypingFailure) {
    return { kind: 'colleague', text, name: error.colleague, granted }
  }
  return { kind: 'failed', reason: sentenceOf(error, texts.reply.failed) }
}

function hintOf({
  row,
  colleague,
  mine,
}: Pick<Props, 'row' | 'colleague' | 'mine'>): string | null {
  if (colleague !== null) return texts.reply.ownedBy(colleague)
  if (mine) return null
  return row.phase === 'closed' ? texts.reply.closed : texts.reply.willTake
}
