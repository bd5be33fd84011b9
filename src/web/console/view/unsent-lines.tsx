import { Button, Tag } from 'antd'
import { useState, useSyncExternalStore } from 'react'
import { ApiFailure, api } from '../api.ts'
import { sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { type Unsent, unsent } from '../unsent.ts'

/** Replies that are only here yet; below what was said. */
export function UnsentLines({ live, conversation }: { live: Live; conversation: string }) {
  const all = useSyncExternalStore(unsent.subscribe, unsent.get)
  return all
    .filter((each) => each.conversation === conversation)
    .map((each) => <UnsentLine key={each.id} live={live} line={each} />)
}

function UnsentLine({ live, line }: { live: Live; line: Unsent }) {
  const [busy, setBusy] = useState(false)

  async function again() {
    const { id, conversation, text, media } = line
    setBusy(true)
    try {
      await live.act(api.reply(conversation, { client_id: id, text, media }))
      unsent.remove(id)
    } catch (error) {
      unsent.add({ ...line, reason: sentenceOf(error) })
      setBusy(false)
    }
  }

  return (
    <article className="line ours agent failed">
      <p className="line-head">
        <Tag color="red">{texts.unsent.label}</Tag>
      </p>
      <div className="bubble">
        {[line.text, ...line.media.map(({ name, kind }) => name ?? texts.part[kind])].join(' ')}
      </div>
      <p className="line-foot">
        <span className="delivery failed">{line.reason}</span>
        <Button size="small" type="primary" loading={busy} onClick={() => void again()}>
          {texts.retry}
        </Button>
        <Button size="small" disabled={busy} onClick={() => unsent.remove(line.id)}>
          {texts.unsent.discard}
        </Button>
      </p>
    </article>
  )
}

/** Whether trying again later may help: nobody answered, or who answered had trouble of their own. */
export const mayPass = (error: unknown): boolean =>
  error instanceof ApiFailure && (error.status === 0 || error.status >= 500)
