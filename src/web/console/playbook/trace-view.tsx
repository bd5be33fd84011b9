import { Progress, Tag } from 'antd'
import type { ReactNode } from 'react'
import type { Trace } from '../../shared/index.ts'
import { spoken, texts } from '../texts.ts'
import { words } from './texts.ts'

const say = spoken(words).trace

interface Props {
  readonly said: string
  readonly trace: Trace
  /** Goes to `replies/damaged.yaml:12:5`. */
  readonly onSource: (source: string) => void
}

const percent = (share: number) => `${(share * 100).toFixed(1)}%`

/** Everything that the bot went by, from the words to the rung that won. */
export function TraceView({ said, trace, onSource }: Props) {
  const { decision, facts, features, mood, thresholds } = trace
  return (
    <section className="trace" aria-label={say.title(said)}>
      <h3>{say.title(said)}</h3>
      {decision !== null && (
        <dl>
          <Row name={say.decision}>
            <Tag color="blue">{texts.kind[decision.kind as keyof typeof texts.kind]}</Tag>
            <Tag>{texts.rung[decision.rung] ?? decision.rung}</Tag>
          </Row>
          <Row name={say.because}>{decision.because}</Row>
          {decision.source !== null && (
            <Row name={say.source}>
              <button
                type="button"
                className="link-button"
                onClick={() => onSource(decision.source ?? '')}
              >
                <code>{decision.source}</code>
              </button>
            </Row>
          )}
        </dl>
      )}
      <h4>
        {say.intents} <small>{say.outcome[trace.outcome]}</small>
      </h4>
      <ol className="ranking">
        {trace.ranking.map(({ id, title, confidence }) => (
          <li key={id}>
            <span>
              {title} <code>{id}</code>
            </span>
            <Progress
              percent={confidence * 100}
              size="small"
              format={() => percent(confidence)}
              status={confidence >= thresholds.sure ? 'success' : 'normal'}
              aria-label={`${title} ${percent(confidence)}`}
            />
          </li>
        ))}
      </ol>
      <p className="faint">
        {say.sure(percent(thresholds.sure))}
        {texts.marks.clauses}
        {say.inScope(percent(trace.inScope), percent(thresholds.business))}
      </p>
      {decision !== null && (
        <>
          <h4>{say.tried}</h4>
          <ol className="rungs">
            {decision.tried.map(({ rung, found }) => (
              <li key={rung} className={rung === decision.rung ? 'won' : ''}>
                <b>{texts.rung[rung] ?? rung}</b> {found}
              </li>
            ))}
          </ol>
        </>
      )}
      <h4>{say.seen}</h4>
      <dl>
        <Row name={say.normalised}>{trace.normalised}</Row>
        <Row name={say.concepts}>{chips(features.concepts)}</Row>
        <Row name={say.pieces}>{chips(features.pieces)}</Row>
        {trace.matters.length > 1 && (
          <Row name={say.matters}>
            {chips(trace.matters.map(({ title, text }) => `${title}${texts.marks.quote(text)}`))}
          </Row>
        )}
        <Row name={say.mood}>
          {say.moods[mood.emotion]}
          {mood.urgent && ` · ${say.urgent}`}
          {mood.words.length > 0 && chips(mood.words)}
        </Row>
        <Row name={say.entities}>
          {chips(
            trace.entities.map(
              ({ kind, text, value }) => `${say.entity[kind] ?? kind} ${text} = ${value}`,
            ),
          )}
        </Row>
        <Row name={say.knowledge}>
          {chips(trace.knowledge.map(({ answer, score }) => `${answer} ${score.toFixed(2)}`))}
        </Row>
      </dl>
      <h4>
        {say.facts} <small>{say.phase[facts.phase]}</small>
      </h4>
      <ul className="facts">
        {facts.tickets.map(({ number, title, level }) => (
          <li key={number}>{say.ticket(number, title, level)}</li>
        ))}
        {facts.orders.length === 0 && <li className="faint">{say.noOrders}</li>}
        {facts.orders.map(({ order_no, state, items, current }) => (
          <li key={order_no}>
            <code>{order_no}</code> {state} · {items}{' '}
            {current && <Tag color="blue">{say.current}</Tag>}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Row = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

const chips = (items: readonly string[]) =>
  items.length === 0 ? (
    <span className="faint">{say.none}</span>
  ) : (
    <span className="chips">
      {items.map((item) => (
        <span key={item}>{item}</span>
      ))}
    </span>
  )
