import { Collapse, Tag } from 'antd'
import type { ReactNode } from 'react'
import type { DecisionLine, Me } from '../../shared/index.ts'
import { type Folded, foldRuns } from '../fold.ts'
import { moment, percent } from '../format.ts'
import { texts } from '../texts.ts'
import { Nothing } from './nothing.tsx'
import { SourceLink } from './source-link.tsx'

interface Props {
  readonly me: Me
  readonly decisions: readonly DecisionLine[]
}

/** Every turn of the bot, the latest first: what it understood, and why it said what it said. */
export function DecisionsTab({ me, decisions }: Props) {
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
          run.length === 1 ? <Decision decision={run[0]} me={me} /> : <SilentTurns run={run} />,
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
    <span>{run.length > 1 || run[0].text === '' ? run[0].because : run[0].text}</span>
    <time>{moment(run[0].at)}</time>
  </span>
)

const SilentTurns = ({ run }: { run: Folded<DecisionLine> }) => (
  <ol className="case-lines">
    {run.map(({ turn, at, text, because }) => (
      <li key={turn}>
        <time>{moment(at)}</time> {text} <span className="faint">{because}</span>
      </li>
    ))}
  </ol>
)

function Decision({ decision, me }: { decision: DecisionLine; me: Me }) {
  const { text, intent, intent_title, confidence, rung, because, replies, source } = decision
  return (
    <>
      <dl className="why">
        {text !== '' && <Step name={texts.decision.said}>{text}</Step>}
        {text !== '' && (
          <Step name={texts.decision.understood}>
            {intent === null ? texts.decision.notUnderstood : (intent_title ?? intent)}
            {intent !== null && confidence !== null && (
              <span className="faint">
                {' '}
                {sureness(confidence)} {percent(confidence)}
              </span>
            )}
          </Step>
        )}
        <Step name={texts.decision.rule}>
          {texts.rung[rung] ?? rung}
          <span className="faint"> {because}</span>
        </Step>
        <Step name={texts.decision.replies}>
          {replies.length === 0 && <span className="faint">{texts.decision.silent}</span>}
          {replies.map((reply) => (
            <blockquote key={reply}>{reply}</blockquote>
          ))}
        </Step>
        {source !== null && (
          <Step name={texts.decision.source}>
            <SourceLink source={source} me={me} />
          </Step>
        )}
      </dl>
      <Details decision={decision} />
    </>
  )
}

const Step = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** As people would say it; the classifier's figures are calibrated. */
function sureness(confidence: number): string {
  if (confidence >= 0.8) return texts.decision.sure.high
  return confidence >= 0.5 ? texts.decision.sure.middle : texts.decision.sure.low
}

const Details = ({
  decision: { tried, intent, playbook_revision },
}: {
  decision: DecisionLine
}) => (
  <details className="why-details">
    <summary>{texts.decision.details}</summary>
    {tried.length > 0 && (
      <>
        <h4>{texts.decision.tried}</h4>
        <ol className="tried">
          {tried.map(({ rung, found }) => (
            <li key={`${rung} ${found}`}>
              <code>{texts.rung[rung] ?? rung}</code> {found}
            </li>
          ))}
        </ol>
      </>
    )}
    <p className="faint">
      {intent !== null && (
        <>
          {texts.why.intent} <code>{intent}</code> ·{' '}
        </>
      )}
      {texts.decision.revision} <code>{playbook_revision}</code>
    </p>
  </details>
)
