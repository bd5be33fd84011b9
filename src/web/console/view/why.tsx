import { Button, Popover } from 'antd'
import type { LineWhy, Me } from '../../shared/index.ts'
import { percent } from '../format.ts'
import { texts } from '../texts.ts'
import { SourceLink } from './source-link.tsx'

interface Props {
  readonly why: LineWhy
  readonly me: Me | null
}

export const Why = ({ why, me }: Props) => (
  <Popover trigger="click" title={texts.why.title} content={<WhyFacts why={why} me={me} />}>
    <Button type="link" size="small" className="why-button">
      {texts.why.button}
    </Button>
  </Popover>
)

function WhyFacts({ why, me }: Props) {
  const facts = [
    [texts.why.kind, texts.kind[why.kind]],
    [texts.why.intent, why.intent],
    [texts.why.confidence, why.confidence === null ? null : percent(why.confidence)],
    [texts.why.rung, texts.rung[why.rung] ?? why.rung],
    [texts.why.because, why.because],
  ] as const
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? texts.why.none}</dd>
        </div>
      ))}
      <div>
        <dt>{texts.why.source}</dt>
        <dd>
          {why.source !== null && me !== null ? (
            <SourceLink source={why.source} me={me} />
          ) : (
            texts.why.none
          )}
        </dd>
      </div>
    </dl>
  )
}
