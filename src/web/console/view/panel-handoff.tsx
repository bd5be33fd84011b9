import { DownOutlined } from '@ant-design/icons'
import { Button, Tag } from 'antd'
import { useId, useState } from 'react'
import type { HandoffPacket, Me } from '../../shared/index.ts'
import { moment } from '../format.ts'
import { isFolded, keepFolded } from '../panel-memory.ts'
import { texts } from '../texts.ts'
import { ReasonTag } from './reason-tag.tsx'
import { SourceLink } from './source-link.tsx'
import { ReplyClock } from './ticking.tsx'

interface Props {
  readonly me: Me
  readonly conversation: string
  readonly handoff: HandoffPacket
  readonly replyWarn: number | null
  readonly onEarlier: () => void
}

/** Why a person was called, and what they need to know: in a card that stays as it was left. */
export function HandoffCard({ conversation, handoff, ...more }: Props) {
  const [isShut, setShut] = useState(() => isFolded(conversation))
  const body = useId()

  function fold() {
    keepFolded(conversation, !isShut)
    setShut(!isShut)
  }

  return (
    <section className="packet" aria-label={texts.handoff.title}>
      <button
        type="button"
        className="packet-head"
        aria-expanded={!isShut}
        aria-controls={body}
        onClick={fold}
      >
        <b>{texts.handoff.title}</b>
        <ReasonTag reason={handoff.reason} />
        {handoff.emotion !== null && <MoodTag emotion={handoff.emotion} />}
        <time>{moment(handoff.at)}</time>
        <DownOutlined className={isShut ? 'fold' : 'fold open'} aria-hidden />
      </button>
      <div id={body} className="packet-body" hidden={isShut}>
        {!isShut && <Packet handoff={handoff} {...more} />}
      </div>
    </section>
  )
}

type PacketProps = Omit<Props, 'conversation'>

function Packet({ me, handoff, replyWarn, onEarlier }: PacketProps) {
  const { because, reply_due, call_back_at, next, summary, evidence, earlier } = handoff
  return (
    <>
      <p>
        <Cut text={because} />
      </p>
      {reply_due !== null && (
        <p>
          <ReplyClock due={{ dueAt: reply_due, warnAt: replyWarn ?? undefined }} />
        </p>
      )}
      {call_back_at !== null && (
        <p className="call-back">{texts.handoff.callBack(moment(call_back_at))}</p>
      )}
      {call_back_at !== null && reply_due !== null && (
        <p className="faint">{texts.handoff.twoClocks(moment(reply_due), moment(call_back_at))}</p>
      )}
      {summary.length > 0 && (
        <ul className="summary" aria-label={texts.handoff.summary}>
          {summary.map((line) => (
            <li key={line}>
              <Cut text={line} />
            </li>
          ))}
        </ul>
      )}
      {evidence.have.length > 0 && (
        <p>
          <span className="faint">{texts.handoff.have}</span> {evidence.have.join(' · ')}
        </p>
      )}
      {evidence.missing.length > 0 && (
        <p className="tags">
          <span className="faint">{texts.handoff.missing}</span>
          {evidence.missing.map((thing) => (
            <Tag key={thing} color="red">
              {thing}
            </Tag>
          ))}
        </p>
      )}
      {next !== null && (
        <div className="next-step">
          <b>{texts.handoff.next}</b>
          <p>{next.text}</p>
          <p className="faint">
            <SourceLink source={next.source} me={me} />
          </p>
        </div>
      )}
      {earlier.length > 0 && (
        <Button type="link" size="small" className="packet-more" onClick={onEarlier}>
          {texts.handoff.earlier(earlier.length)} ›
        </Button>
      )}
    </>
  )
}

const mostLetters = 120

/** What somebody wrote at length is whole on demand: the card leaves room for the chat. */
function Cut({ text }: { text: string }) {
  const [isWhole, setWhole] = useState(false)
  const letters = Array.from(text)
  if (letters.length <= mostLetters) return text
  return (
    <>
      {isWhole ? text : `${letters.slice(0, mostLetters).join('')}…`}{' '}
      <Button type="link" size="small" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
        {isWhole ? texts.handoff.less : texts.handoff.whole}
      </Button>
    </>
  )
}

const moodColors = ['default', 'default', 'orange', 'red']

export const MoodTag = ({ emotion }: { emotion: number }) => (
  <Tag color={moodColors[emotion] ?? 'default'}>
    {texts.handoff.emotion} · {texts.handoff.emotions[emotion] ?? emotion}
  </Tag>
)
