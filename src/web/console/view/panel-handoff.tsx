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
          <time>{moment(handoff.at)}</time>
        </p>
        <p className="faint">{handoff.because}</p>
      </section>
      <section>
        <h3>{texts.handoff.summary}</h3>
        <ul className="summary">
          {handoff.summary.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      <Things title={texts.handoff.have} things={handoff.evidence.have} color="green" />
      <Things title={texts.handoff.missing} things={handoff.evidence.missing} color="red" />
    </div>
  )
}

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
