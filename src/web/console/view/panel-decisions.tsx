import { Collapse, Tag } from 'antd'
import type { DecisionLine } from '../../shared/index.ts'
import { moment } from '../format.ts'
import { texts } from '../texts.ts'
import { Nothing } from './nothing.tsx'
import { WhyFacts } from './why.tsx'

/** Every turn of the bot, the latest first. */
export function DecisionsTab({ decisions }: { decisions: readonly DecisionLine[] }) {
  const sorted = decisions.toSorted((a, b) => b.at - a.at)
  const [latest] = sorted
  if (latest === undefined) return <Nothing text={texts.decision.none} />
  return (
    <Collapse
      ghost
      className="decisions"
      defaultActiveKey={[latest.turn]}
      items={sorted.map((decision) => ({
        key: decision.turn,
        label: (
          <span className="decision-head">
            <Tag color="blue">{texts.kind[decision.kind]}</Tag>
            <span>{decision.text}</span>
            <time>{moment(decision.at)}</time>
          </span>
        ),
        children: <Decision decision={decision} />,
      }))}
    />
  )
}

const Decision = ({ decision }: { decision: DecisionLine }) => (
  <>
    <WhyFacts why={decision} />
    {decision.tried.length > 0 && (
      <>
        <h4>{texts.decision.tried}</h4>
        <ol className="tried">
          {decision.tried.map(({ rung, found }) => (
            <li key={`${rung} ${found}`}>
              <code>{texts.rung[rung] ?? rung}</code> {found}
            </li>
          ))}
        </ol>
      </>
    )}
    {decision.replies.length > 0 && (
      <>
        <h4>{texts.decision.replies}</h4>
        {decision.replies.map((reply) => (
          <blockquote key={reply}>{reply}</blockquote>
        ))}
      </>
    )}
    <p className="faint">
      {texts.decision.revision} <code>{decision.playbook_revision}</code>
    </p>
  </>
)
