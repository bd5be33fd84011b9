import { Button, Tag } from 'antd'
import { useState, useSyncExternalStore } from 'react'
import { ApiFailure, api } from '../api.ts'
import { sentenceOf } from '../format.ts'
import { insertIntoReply } from '../insert.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { type Unsent, unsent } from '../unsent.ts'

interface Props {
  readonly live: Live
  readonly conversation: string
}

/** My replies that are only here yet; below what was said. */
export function UnsentLines({ live, conversation }: Props) {
  const all = useSyncExternalStore(unsent.subscribe, unsent.get)
  const me = live.get().me?.id
  return all
    .filter((each) => each.conversation === conversation && each.agent === me)
    .map((each) => <UnsentLine key={each.reply.client_id} live={live} line={each} />)
}

function UnsentLine({ live, line }: { live: Live; line: Unsent }) {
  const [busy, setBusy] = useState(false)
  const { conversation, reply, reason } = line
  const { text, media = [], pictures = [] } = reply

  async function again() {
    setBusy(true)
    try {
      await live.act(api.reply(conversation, reply))
      unsent.remove(line)
    } catch (error) {
      unsent.add({ ...line, reason: sentenceOf(error) })
      setBusy(false)
    }
  }

  /** Back into the field, where it can be put otherwise. */
  function edit() {
    unsent.remove(line)
    insertIntoReply(text)
  }

  return (
    <article className="line ours agent failed">
      <p className="line-head">
        <Tag color="red">{texts.unsent.label}</Tag>
      </p>
      <div className="bubble">
        {[text, ...media.map(({ name, kind }) => name ?? texts.part[kind]), ...pictures].join(' ')}
      </div>
      <p className="line-foot">
        <span className="delivery failed">{reason}</span>
        <Button size="small" type="primary" loading={busy} onClick={() => void again()}>
          {texts.retry}
        </Button>
        <Button size="small" disabled={busy} onClick={edit}>
          {texts.unsent.edit}
        </Button>
        <Button size="small" disabled={busy} onClick={() => unsent.remove(line)}>
          {texts.unsent.discard}
        </Button>
      </p>
    </article>
  )
}

/** Whether trying again later may help: nobody answered, or who answered had trouble of their own. */
export const mayPass = (error: unknown): boolean =>
  error instanceof ApiFailure && (error.status === 0 || error.status >= 500)
