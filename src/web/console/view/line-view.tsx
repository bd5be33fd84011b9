import { Button, Space, Tag } from 'antd'
import { Fragment, memo } from 'react'
import type { Line } from '../../shared/index.ts'
import { api } from '../api.ts'
import { timeOfDay } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { NoteText } from './note-text.tsx'
import { PartView } from './part-view.tsx'
import { useRun } from './use-run.ts'
import { Why } from './why.tsx'

interface Props {
  readonly live: Live
  readonly line: Line
  /** Somebody looked for it. */
  readonly isMarked: boolean
  /** The customer has seen it. */
  readonly isRead: boolean
}

const tagColors = {
  customer: 'default',
  bot: 'blue',
  agent: 'green',
  shop_human: 'purple',
  shop_system: 'default',
  note: 'gold',
  event: 'default',
} as const satisfies Record<Line['author'], string>

/** Something that was said or that happened. Whatever else happens at the desk, it stays as it is. */
export const LineView = memo(function LineView({ live, line, isMarked, isRead }: Props) {
  if (line.author === 'event') {
    return (
      <div className="event-line">
        {line.parts.map((part) => (part.kind === 'text' ? part.text : '')).join(' ')}
        <time>{timeOfDay(line.at)}</time>
      </div>
    )
  }
  const side = line.author === 'customer' ? 'theirs' : 'ours'
  const status = line.delivery?.status
  return (
    <article
      className={`line ${side} ${line.author} ${status ?? ''}`}
      data-marked={isMarked || undefined}
    >
      <p className="line-head">
        {line.name !== null && <b>{line.name}</b>}
        <Tag color={tagColors[line.author]}>{texts.author[line.author]}</Tag>
        <time>{timeOfDay(line.at)}</time>
      </p>
      <div className="parts">
        {line.parts.map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line have no other name and never move
          <Fragment key={at}>
            {part.kind === 'text' && line.mentions.length > 0 ? (
              <div className="bubble">
                <NoteText text={part.text} mentions={line.mentions} me={live.get().me?.id} />
              </div>
            ) : (
              <PartView part={part} />
            )}
          </Fragment>
        ))}
      </div>
      {(line.delivery !== null || line.why !== null) && (
        <p className="line-foot">
          {line.delivery !== null && (
            <span className={`delivery ${line.delivery.status}`}>
              {isRead && status === 'sent' ? texts.read : texts.delivery[line.delivery.status]}
              {line.delivery.status === 'failed' && line.delivery.reason !== null
                ? `: ${line.delivery.reason}`
                : ''}
            </span>
          )}
          {line.why !== null && <Why why={line.why} me={live.get().me} />}
          {status === 'failed' && line.author === 'agent' && <Again live={live} line={line} />}
        </p>
      )}
      {status === 'draft' && <Draft live={live} line={line} />}
    </article>
  )
})

/** What the bot would say: somebody says whether it does. */
function Draft({ live, line: { id, conversation } }: Pick<Props, 'live' | 'line'>) {
  const { run } = useRun(live)
  const settle = (verb: 'send' | 'discard') => () =>
    void run(verb, api.settleDraft(conversation, id, verb))
  return (
    <Space size="small">
      <Button size="small" type="primary" onClick={settle('send')}>
        {texts.draftSend}
      </Button>
      <Button size="small" onClick={settle('discard')}>
        {texts.draftDiscard}
      </Button>
    </Space>
  )
}

/** Says the same once more; pressed twice it is still once. */
function Again({ live, line }: Pick<Props, 'live' | 'line'>) {
  const { busy, run } = useRun(live)
  const text = line.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
  const media = line.parts.flatMap((part) =>
    'mediaId' in part && part.mediaId !== undefined && part.kind !== 'voice'
      ? [
          {
            media: part.mediaId,
            kind: part.kind,
            ...(part.name !== undefined && { name: part.name }),
          },
        ]
      : [],
  )
  if (text === '' && media.length === 0) return null
  return (
    <Button
      size="small"
      loading={busy !== null}
      onClick={() =>
        void run(
          'again',
          api.reply(line.conversation, { client_id: `again:${line.id}`, text, media }),
        )
      }
    >
      {texts.sendAgain}
    </Button>
  )
}
