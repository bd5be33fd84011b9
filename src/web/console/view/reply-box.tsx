import { ThunderboltOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { useRef, useState } from 'react'
import {
  type AgentReply,
  type ConversationRow,
  type Me,
  newId,
  type ToneRefusal,
} from '../../shared/index.ts'
import { api, ToneFailure, TypingFailure } from '../api.ts'
import { sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { unsent } from '../unsent.ts'
import { insertAt, slashAt } from '../writing.ts'
import { draftOf, drafts } from './drafts.ts'
import { useHandheld } from './hooks.ts'
import { useQuickReplies } from './quick-replies.tsx'
import { Suggestions } from './suggestions.tsx'
import { ToneWarning } from './tone-warning.tsx'
import { mayPass } from './unsent-lines.tsx'
import { useTyping } from './use-attention.ts'
import { useFiles } from './use-files.ts'
import { useWriting } from './use-writing.ts'
import { WriteField } from './write-field.tsx'

interface Props {
  readonly live: Live
  readonly me: Me
  readonly row: ConversationRow
  readonly colleague: string | null
  readonly mine: boolean
}

/** Why a reply is still here. */
type Held =
  | { readonly kind: 'not' }
  | { readonly kind: 'tone'; readonly text: string; readonly refusal: ToneRefusal }
  | { readonly kind: 'colleague'; readonly name: string }
  | { readonly kind: 'gaps'; readonly names: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string }

/** Where words came from that were put in. */
type Origin = Pick<AgentReply, 'from' | 'pictures'>

/** Words for the customer. */
export function ReplyBox({ live, me, row, colleague, mine }: Props) {
  const isHandheld = useHandheld()
  const [busy, setBusy] = useState(false)
  const [held, setHeld] = useState<Held>({ kind: 'not' })
  const typing = useTyping(live, row.id, 'reply')
  const writing = useWriting(drafts.get(draftOf(row.id, 'reply')), (text) => {
    drafts.set(draftOf(row.id, 'reply'), text)
    setSlashing(true)
    if (text.trim() === '') setFrom(null)
    setHeld({ kind: 'not' })
    typing(text)
  })
  const files = useFiles()
  // What was put in by a click or a key, as long as some of it stands there.
  const [from, setFrom] = useState<Origin | null>(null)
  const [isSlashing, setSlashing] = useState(false)
  const slash = isSlashing ? slashAt(writing.text, writing.caret()) : undefined
  const quick = useQuickReplies({
    conversation: row.id,
    wanted: slash?.wanted ?? null,
    onPick({ id, text, picture }) {
      if (slash !== undefined) writing.put(insertAt(writing.text, slash, text))
      setSlashing(false)
      setFrom({ from: { kind: 'quick', id }, pictures: picture === null ? [] : [picture] })
    },
  })
  // A reply that is tried again keeps its id, so that it cannot be said twice; changed words get a new one.
  const attempt = useRef({ text: '', id: '' })

  async function send(said: string, more: Pick<AgentReply, 'override' | 'anyway'> = {}) {
    const text = said.trim()
    const media = files.ready
    if ((text === '' && media.length === 0) || busy || colleague !== null || !files.isWhole) return
    if (writing.gaps.length > 0 && said === writing.text) {
      setHeld({ kind: 'gaps', names: writing.gaps.map(({ name }) => name) })
      writing.toNextGap()
      return
    }
    if (attempt.current.text !== text) attempt.current = { text, id: newId() }
    const { id } = attempt.current
    setBusy(true)
    setHeld({ kind: 'not' })
    typing('')
    try {
      await live.act(api.reply(row.id, { client_id: id, text, media, ...from, ...more }))
      done()
    } catch (error) {
      if (mayPass(error)) {
        // It stands in the transcript, red, and the next words can be written meanwhile.
        unsent.add({ id, conversation: row.id, text, media, reason: sentenceOf(error) })
        done()
      } else setHeld(heldBy(error, text))
    } finally {
      setBusy(false)
    }
  }

  function done() {
    attempt.current = { text: '', id: '' }
    setFrom(null)
    files.clear()
    if (held.kind === 'tone') writing.writeOn('')
    else writing.write('')
  }

  const hint = hintOf({ row, colleague, mine })
  return (
    <div className="reply">
      <HeldReply
        held={held}
        me={me}
        busy={busy}
        onSend={(text, more) => void send(text ?? writing.text, more)}
        onEdit={writing.writeOn}
        onClose={() => writing.writeOn(writing.text)}
      />
      {colleague === null && (
        <Suggestions
          conversation={row.id}
          lastSaid={row.last_at}
          onPick={({ id, text }) => {
            writing.insert(text)
            setFrom({ from: { kind: 'suggestion', id } })
          }}
        />
      )}
      {quick.isOpen && quick.list}
      {from?.pictures?.map((name) => (
        <p key={name} className="with-picture">
          <img src={`/example/${encodeURIComponent(name)}`} alt={name} />
          <Button size="small" onClick={() => setFrom({ ...from, pictures: [] })}>
            {texts.reply.remove}
          </Button>
        </p>
      ))}
      {hint !== null && <p className={colleague === null ? 'hint' : 'hint locked'}>{hint}</p>}
      <WriteField
        writing={writing}
        files={files}
        label={texts.reply.placeholder}
        placeholder={isHandheld ? texts.reply.placeholder : texts.reply.placeholderKeys}
        send={texts.reply.send}
        busy={busy}
        disabled={colleague !== null}
        onSend={() => void send(writing.text)}
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
  /** Other words than those in the field, where some are given. */
  readonly onSend: (text?: string, more?: Pick<AgentReply, 'override' | 'anyway'>) => void
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
            <Button size="small" onClick={() => onSend(undefined, { anyway: true })}>
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
          onUse={(rewrite) => onSend(rewrite)}
          onEdit={onEdit}
          onSendAnyway={(reason) => onSend(held.text, { override: { reason } })}
          onClose={onClose}
        />
      )
    default:
      return held satisfies never
  }
}

function heldBy(error: unknown, text: string): Held {
  if (error instanceof ToneFailure) return { kind: 'tone', text, refusal: error.refusal }
  if (error instanceof TypingFailure) return { kind: 'colleague', name: error.colleague }
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
