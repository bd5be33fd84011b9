import { Button, Popover } from 'antd'
import type { LineWhy } from '../../shared/index.ts'
import { percent } from '../format.ts'
import { texts } from '../texts.ts'

export const Why = ({ why }: { why: LineWhy }) => (
  <Popover trigger="click" title={texts.why.title} content={<WhyFacts why={why} />}>
    <Button type="link" size="small" className="why-button">
      {texts.why.button}
    </Button>
  </Popover>
)

export function WhyFacts({ why }: { why: LineWhy }) {
  const facts = [
    [texts.why.kind, texts.kind[why.kind]],
    [texts.why.intent, why.intent],
    [texts.why.confidence, why.confidence === null ? null : percent(why.confidence)],
    [texts.why.rung, texts.rung[why.rung] ?? why.rung],
    [texts.why.because, why.because],
    [texts.why.source, why.source],
  ] as const
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? texts.why.none}</dd>
        </div>
      ))}
    </dl>
  )
}
