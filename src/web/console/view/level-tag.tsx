import { Tag } from 'antd'
import type { CaseView, Ticket } from '../../shared/index.ts'
import { language, texts } from '../texts.ts'

type Level = Ticket['severity']['level']

const colors = { 1: 'red', 2: 'default', 3: 'purple' } as const satisfies Record<Level, string>

/** How urgent, by colour. */
export const LevelTag = ({ level, view = null }: { level: Level; view?: CaseView | null }) => (
  <Tag color={colors[level]}>{levelName(level, view)}</Tag>
)

/** What the operators call it where they are read: they write Chinese. */
export function levelName(level: Level, view: CaseView | null): string {
  const named = view?.choices.levels.find((each) => each.level === level)
  return named === undefined || language !== 'zh' ? texts.level[level] : named.name
}
