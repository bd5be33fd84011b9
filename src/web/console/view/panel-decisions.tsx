import { Collapse, Tag } from 'antd'
import type { DecisionLine } from '../../shared/index.ts'
import { type Folded, foldRuns } from '../fold.ts'
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
      items={foldRuns(sorted, isSilent).map((run) => ({
        key: run[0].turn,
        label: <Head run={run} />,
        children:
          run.length === 1 ? (
            <Decision decision={run[0]} />
          ) : (
            <ol className="case-lines">
              {run.map(({ turn, at, text, because }) => (
                <li key={turn}>
                  <time>{moment(at)}</time> {text} <span className="faint">{because}</span>
                </li>
              ))}
            </ol>
          ),
      }))}
    />
  )
}

/** What colleagues do and customers hear nothing of comes in rows. */
const isSilent = ({ kind, replies }: DecisionLine) => kind === 'silent' && replies.length === 0

const Head = ({ run }: { run: Folded<DecisionLine> }) => (
  <span className="decision-head">
    <Tag color="blue">
      {texts.kind[run[0].kind]}
      {run.length > 1 && ` ×${run.length}`}
    </Tag>
    <span>{run.length > 1 ? run[0].because : run[0].text}</span>
    <time>{moment(run[0].at)}</time>
  </span>
)

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
