import { decidersOf, severityName, severityOf } from '../../cases/index.ts'
import { orderFor } from '../answer.ts'
import { type Opening, openFlow } from '../form/open-flow.ts'
import { runningFlow } from '../form/slots.ts'
import { type Heard, requestsOf } from '../heard/heard.ts'
import { isQuestion } from '../heard/words.ts'
import { planFor } from '../plan.ts'
import type { Rungs } from '../situation.ts'
import { handOver } from '../waiting/handoff.ts'
import { rulesOf, viewWithoutForm } from './severity.ts'

/**
 * What cannot wait, or is for several people to decide, though no form asks for it: a present that
 * has not come for the birthday, a worn cardigan that goes back. A trouble with a form of its own
 * becomes urgent or disputed there.
 */
export function urgent(heard: Heard): Rungs {
  const { playbook } = heard.situation
  const [top] = heard.understanding?.ranking ?? []
  const intent = heard.understanding?.outcome === 'reject' ? undefined : top?.intent
  const known = intent === undefined ? undefined : playbook.intents.get(intent)
  if (intent === undefined || known?.role !== 'request') return '不是顾客的请求'
  const told = [intent, ...requestsOf(heard).map((matter) => matter.intent)]
  const hasForm = told.some((each) => playbook.flowOf.has(each))
  if (runningFlow(heard) !== undefined || hasForm) return '由取证流程来定级'
  const order = known.about_orders.length === 0 ? undefined : orderFor(heard, intent)
  if (order === undefined) return '不是哪一单的事'
  const severity = severityOf(playbook.severity, viewWithoutForm(heard, [intent], order))
  const { level, because, source } = severity
  const rules = rulesOf(heard.situation)
  const isDisputed = decidersOf(severity, rules).length > 0
  if (level !== 1 && !isDisputed) return '不是一级紧急、也不用几个人一起定的事'
  // 「穿过了还能退吗」 asks for the rule, and claims nothing.
  if (level !== 1 && isQuestion.test(heard.text)) return '只是问问，还没有要求'
  const name = severityName(rules, severity)
  const why = { intent, because: `${name}：${because}`, ...(source ? { source } : {}) }
  return level === 1 ? called(heard, why) : reviewed(heard, why)
}

/** A person at once. */
const called = (heard: Heard, why: Opening): Rungs => {
  const { told } = heard.situation.playbook.handoff
  const call = { reason: 'urgent', words: told.urgent ?? told.default } as const
  // What is known at once is said at once: where the present is.
  const act = why.intent && planFor(heard, { kind: 'intent', intent: why.intent, because: '' }).act
  if (act?.kind === 'opens') {
    const { flow, opening } = act
    return openFlow(heard, flow, { ...why, call, ...(opening === undefined ? {} : { opening }) })
  }
  const flow = otherFlow(heard)
  return flow === undefined
    ? handOver(heard, { ...why, ...call })
    : openFlow(heard, flow, { ...why, call, along: act?.kind === 'says' ? [act.text] : [] })
}

/** A case for those who decide it together; the form calls them when it has what it needs. */
const reviewed = (heard: Heard, why: Opening): Rungs => {
  const { told } = heard.situation.playbook.handoff
  const flow = otherFlow(heard)
  const words = told.disputed ?? told.default
  return flow === undefined
    ? handOver(heard, { ...why, reason: 'disputed', words })
    : openFlow(heard, flow, why)
}

const otherFlow = ({ situation: { playbook } }: Heard) =>
  playbook.flows.get(playbook.cases.other_flow as never)
