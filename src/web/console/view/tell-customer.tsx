import { Button, Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useEffect, useRef, useState } from 'react'
import type { AgentReply, Me, ToneRefusal } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import { drafts } from './drafts.ts'
import { ToneWarning } from './tone-warning.tsx'
import type { CaseWork } from './use-case.ts'

interface Props {
  readonly me: Me
  readonly work: CaseWork
  readonly to: 'proposed' | 'rejected'
  readonly onClose: () => void
}

/** What those who decide together have agreed on, in words among colleagues. */
const decided = ({ ticket: { plan } }: CaseWork, to: Props['to']): string | undefined =>
  plan?.goal === to ? plan.text : undefined

/** A stage that the customer has to hear of: what is written here is sent to them with it. */
export function TellCustomer({ me, work, to, onClose }: Props) {
  const draft = `tell ${to} ${work.ticket.id}`
  const [text, setText] = useState(() => drafts.get(draft))
  const [warned, setWarned] = useState<{ text: string; refusal: ToneRefusal } | null>(null)
  const plan = decided(work, to)
  const input = useRef<TextAreaRef>(null)
  useEffect(() => input.current?.focus({ cursor: 'end' }), [])

  function write(next: string) {
    setText(next)
    drafts.set(draft, next)
    setWarned(null)
  }

  function writeOn(next: string) {
    write(next)
    input.current?.focus({ cursor: 'end' })
  }

  async function tell(said: string, override?: AgentReply['override']) {
    const reply = said.trim()
    const outcome = await work.tell({ kind: 'stage', to, reply }, override)
    if (outcome === true) {
      drafts.set(draft, '')
      onClose()
    } else if (outcome !== false) setWarned({ text: reply, refusal: outcome })
  }

  return (
    <fieldset
      className="case-tell"
      aria-label={texts.moveTo[to]}
      onKeyDown={({ key }) => {
        if (key === 'Escape' && warned === null) onClose()
      }}
    >
      {plan !== undefined && <p>{texts.ticket.decided(plan)}</p>}
      <p className="faint">{texts.ticket.toldAtOnce}</p>
      <Input.TextArea
        ref={input}
        value={text}
        rows={2}
        maxLength={2000}
        readOnly={work.busy}
        aria-label={texts.ticket.tell[to]}
        placeholder={texts.ticket.tell[to]}
        onChange={(event) => write(event.target.value)}
      />
      {warned !== null && (
        <ToneWarning
          key={warned.text}
          {...warned}
          role={me.role}
          busy={work.busy}
          onUse={(rewrite) => void tell(rewrite)}
          onEdit={writeOn}
          onSendAnyway={(reason) => void tell(warned.text, { reason })}
          onClose={() => writeOn(text)}
        />
      )}
      <p className="case-steps">
        <Button
          size="small"
          type="primary"
          disabled={work.busy || text.trim() === ''}
          onClick={() => void tell(text)}
        >
          {texts.ticket.tellNow}
        </Button>
        <Button size="small" onClick={onClose}>
          {texts.ticket.cancel}
        </Button>
      </p>
    </fieldset>
  )
}
