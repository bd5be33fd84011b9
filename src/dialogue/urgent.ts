import { severityOf } from '../cases/index.ts'
import { orderFor } from './answer.ts'
import { handOver } from './handoff.ts'
import type { Heard } from './heard.ts'
import { openFlow } from './open-flow.ts'
import { caseView } from './severity.ts'
import type { Rungs } from './situation.ts'
import { runningFlow } from './slots.ts'

/**
 * What cannot wait though no form asks for it: a present that has not come for the birthday. A
 * trouble with a form of its own becomes urgent there.
 */
export function urgent(heard: Heard): Rungs {
  const { playbook } = heard.situation
  const { flows, flowOf, handoff, intents, severity } = playbook
  const [top] = heard.understanding?.ranking ?? []
  const intent = heard.understanding?.outcome === 'reject' ? undefined : top?.intent
  const known = intent === undefined ? undefined : intents.get(intent)
  if (intent === undefined || known?.role !== 'request') return '不是顾客的请求'
  if (runningFlow(heard) !== undefined || flowOf.has(intent)) return '由取证流程来定级'
  const order = known.about_orders.length === 0 ? undefined : orderFor(heard, intent)
  if (order === undefined) return '不是哪一单的事'
  const view = { ...caseView(heard, undefined), intents: [intent], order }
  const { level, because, source } = severityOf(severity, view)
  if (level !== 1) return '不是一级紧急的事'
  const why = { intent, because: `一级紧急：${because}`, ...(source ? { source } : {}) }
  const words = handoff.told.urgent ?? handoff.told.default
  const flow = flows.get(playbook.cases.other_flow as never)
  return flow === undefined
    ? handOver(heard, { ...why, reason: 'urgent', words })
    : openFlow(heard, flow, { ...why, call: { reason: 'urgent', words } })
}
