import { Button, Input, Space, Tag } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { isEnter, type Me, may, type ToneRefusal } from '../../shared/index.ts'
import { marked } from '../marked.ts'
import { texts } from '../texts.ts'

interface Props {
  readonly text: string
  readonly refusal: ToneRefusal
  readonly role: Me['role']
  readonly busy: boolean
  readonly onUse: (rewrite: string) => void
  readonly onEdit: (rewrite: string) => void
  readonly onSendAnyway: (reason: string) => void
  readonly onClose: () => void
}

/** Before it is sent: which words, why, what would be better, and how to send it all the same. */
export function ToneWarning(props: Props) {
  const { text, refusal, role, busy, onUse, onEdit, onSendAnyway, onClose } = props
  const box = useRef<HTMLElement>(null)
  // Not on a button: who types on would send what they have not read.
  useEffect(() => box.current?.focus(), [])
  const { findings, rewrite } = refusal
  const isForbidden = findings.some(({ strength }) => strength === 'forbid')
  const mayOverride = !isForbidden || may(role, 'overrule')
  return (
    <section
      ref={box}
      className="tone"
      tabIndex={-1}
      aria-label={texts.tone.title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose()
      }}
    >
      <h3>{texts.tone.title}</h3>
      <p className="tone-said">
        {marked(text, findings).map(({ text, start, isMarked }) =>
          isMarked ? <mark key={start}>{text}</mark> : <span key={start}>{text}</span>,
        )}
      </p>
      <ul>
        {reasonsOf(findings).map(({ category, title, why, strength, source }) => (
          <li key={category}>
            <Tag color={strength === 'forbid' ? 'red' : 'orange'}>
              {strength === 'forbid' ? texts.tone.forbidden(title) : title}
            </Tag>
            {why} <code className="faint">{source}</code>
          </li>
        ))}
      </ul>
      {rewrite !== undefined && (
        <>
          <p className="faint">{texts.tone.better}</p>
          <blockquote>{rewrite}</blockquote>
        </>
      )}
      <Space wrap size="small">
        {rewrite !== undefined && (
          <>
            <Button type="primary" loading={busy} onClick={() => onUse(rewrite)}>
              {texts.tone.use}
            </Button>
            <Button disabled={busy} onClick={() => onEdit(rewrite)}>
              {texts.tone.edit}
            </Button>
          </>
        )}
        <Button disabled={busy} onClick={onClose}>
          {texts.tone.back}
        </Button>
      </Space>
      {mayOverride ? (
        <SendAnyway busy={busy} onSend={onSendAnyway} />
      ) : (
        <p className="faint">{texts.tone.needsSupervisor}</p>
      )}
    </section>
  )
}

/** A category is explained once, however often it was found. */
const reasonsOf = (findings: ToneRefusal['findings']) => [
  ...new Map(findings.map((found) => [found.category, found])).values(),
]

const shortestReason = 2

function SendAnyway({ busy, onSend }: { busy: boolean; onSend: (reason: string) => void }) {
  const [reason, setReason] = useState('')
  const isGiven = reason.trim().length >= shortestReason
  const send = () => {
    if (isGiven && !busy) onSend(reason.trim())
  }
  return (
    <div className="tone-anyway">
      <Input
        value={reason}
        maxLength={200}
        aria-label={texts.tone.reason}
        placeholder={texts.tone.reason}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => {
          if (isEnter(event.nativeEvent)) send()
        }}
      />
      <Button danger disabled={!isGiven || busy} onClick={send}>
        {texts.tone.sendAnyway}
      </Button>
    </div>
  )
}
