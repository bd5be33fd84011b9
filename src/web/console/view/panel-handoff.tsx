import { Tag } from 'antd'
import type { HandoffPacket } from '../../shared/index.ts'
import { moment } from '../format.ts'
import { texts } from '../texts.ts'
import { Nothing } from './nothing.tsx'
import { ReasonTag } from './reason-tag.tsx'

export function HandoffTab({ handoff }: { handoff: HandoffPacket | null }) {
  if (handoff === null) return <Nothing text={texts.handoff.none} />
  return (
    <div className="sections">
      <section>
        <h3>{texts.handoff.reason}</h3>
        <p className="tags">
          <ReasonTag reason={handoff.reason} />
          {handoff.emotion !== null && <MoodTag emotion={handoff.emotion} />}
          <time>{moment(handoff.at)}</time>
        </p>
        <p className="faint">{handoff.because}</p>
        {handoff.call_back_at !== null && (
          <p className="call-back">{texts.handoff.callBack(moment(handoff.call_back_at))}</p>
        )}
        {handoff.call_back_at !== null && handoff.reply_due !== null && (
          <p className="faint">
            {texts.handoff.twoClocks(moment(handoff.reply_due), moment(handoff.call_back_at))}
          </p>
        )}
      </section>
      {handoff.next !== null && (
        <section>
          <h3>{texts.handoff.next}</h3>
          <p className="next-step">{handoff.next.text}</p>
          <p className="faint">
            <code>{handoff.next.source}</code>
          </p>
        </section>
      )}
      {handoff.summary.length > 0 && (
        <section>
          <h3>{texts.handoff.summary}</h3>
          <ul className="summary">
            {handoff.summary.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      )}
      <Things title={texts.handoff.have} things={handoff.evidence.have} color="green" />
      <Things title={texts.handoff.missing} things={handoff.evidence.missing} color="red" />
      {handoff.earlier.length > 0 && (
        <section>
          <h3>{texts.handoff.earlier}</h3>
          <ul className="case-lines">
            {handoff.earlier.map(({ number, title, stage, openedAt }) => (
              <li key={number}>
                {title} <Tag>{texts.stage[stage]}</Tag> <code>{number}</code>{' '}
                <time>{moment(openedAt)}</time>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

const moodColors = ['default', 'default', 'orange', 'red']

const MoodTag = ({ emotion }: { emotion: number }) => (
  <Tag color={moodColors[emotion] ?? 'default'}>
    {texts.handoff.emotion} · {texts.handoff.emotions[emotion] ?? emotion}
  </Tag>
)

interface ThingsProps {
  readonly title: string
  readonly things: readonly string[]
  readonly color: string
}

const Things = ({ title, things, color }: ThingsProps) => (
  <section>
    <h3>{title}</h3>
    <p className="tags">
      {things.map((thing) => (
        <Tag key={thing} color={color}>
          {thing}
        </Tag>
      ))}
      {things.length === 0 && <span className="faint">{texts.handoff.nothing}</span>}
    </p>
  </section>
)
