import { Tag } from 'antd'
import { texts } from '../texts.ts'

const colors: Readonly<Record<string, string>> = {
  safety: 'red',
  emotion: 'orange',
  complaint: 'orange',
  insistence: 'orange',
}

/** Why a person is asked for; the colour says how much it presses. */
export const ReasonTag = ({ reason }: { reason: string }) => (
  <Tag color={colors[reason] ?? 'default'}>{texts.reason[reason] ?? reason}</Tag>
)
