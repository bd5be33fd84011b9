import type { FlowRun } from '../model/conversation.ts'
import type { FlowId } from '../model/ids.ts'
import { type Act, type Plan, reasonsOf, unanswered } from './act.ts'
import { aside } from './aside.ts'
import { type Opening, openFlow } from './form/open-flow.ts'
import { asksToo, questionIn, withOneQuestion } from './form/order-question.ts'
import { runningFlow } from './form/slots.ts'
import { type Asked, askedIn } from './heard/asked.ts'
import { withChoices } from './heard/choices.ts'
import type { Heard } from './heard/heard.ts'
import { paragraphs } from './heard/words.ts'
import { planFor } from './plan.ts'
import { carryOut } from './respond.ts'
import { type Move, type Rungs, saidFirst } from './situation.ts'
import { ticketOf } from './ticket/incident.ts'
import { handOver } from './waiting/handoff.ts'

/** 「杯子碎了还少发一个盖子，运费谁出」: each is acted on, in one message. */
export function several(heard: Heard): Rungs {
  const asked = askedIn(heard)
  return asked.length < 2 ? '没有听出几件事' : actOn({ heard, asked })
}

interface Acting {
  readonly heard: Heard
  readonly asked: readonly Asked[]
  /** Goes on with the running form, widened by other troubles, where the message is for it too. */
  readonly goOn?: (heard: Heard, also: readonly FlowId[]) => Rungs
}

/**
 * Acts on all that was asked, in one message. Who calls a person wins, and the person is told the
 * rest; what only the customer can show of a trouble is asked for meanwhile. Otherwise the answers are said, one form is opened for all troubles, and at most one
 * question is asked. What has no answer silences nothing else.
 */
export const actOn = ({ heard, asked, goOn }: Acting): Rungs => {
  const all = withOneQuestion(withChoices(heard, planAll(heard, asked), asked))
  const plans = withoutInvited(all, goOn === undefined ? undefined : runningFlow(heard)?.run)
  const [first] = plans
  if (first === undefined) return '没有要办的事'
  if (plans.length === 1 && goOn === undefined) return carryOut(first)
  const hearing: Heard = { ...heard, memory: plans.at(-1)?.heard.memory ?? heard.memory }
  const told = { because: reasonsOf(plans), ...aboutOf(first) }
  const said = [
    ...new Set(
      plans.flatMap(({ act }) => (act.kind === 'says' || act.kind === 'doubts' ? act.text : [])),
    ),
  ]
  const call = ofKind(plans, 'calls')[0]
  const opens = ofKind(plans, 'opens')
  if (call !== undefined) {
    const { source = told.source, act } = call
    const { kind: _, ...why } = act
    const { reason, words, called } = act
    // Who complains is not asked for anything now; who merely needs a colleague may go on.
    const mayAsk = reason === 'by_playbook' && goOn === undefined
    if (mayAsk && words !== undefined && opens.length > 0) {
      return openAll(hearing, opens, {
        ...told,
        along: said,
        call: { reason, words, ...(called === undefined ? {} : { called }) },
      })
    }
    return handOver(hearing, { ...told, ...why, first: said, ...(source ? { source } : {}) })
  }
  const asking = questionIn(plans)
  const along = [...said, ...unanswered(hearing, plans)]
  if (opens.length > 0 && goOn === undefined) {
    const opened = openAll(hearing, opens, { because: told.because, along })
    return asksToo({ ...opened, ...aboutOf(first) }, asking)
  }
  const going = goOn?.(
    hearing,
    opens.map(({ act }) => act.flow.id),
  )
  if (going !== undefined && typeof going !== 'string') {
    const words = paragraphs(along)
    const effects = words === '' ? going.effects : saidFirst(words, going.effects)
    return asksToo({ ...going, because: `${told.because}；${going.because}`, effects }, asking)
  }
  if (said.length === 0 && asking === undefined) {
    if (plans.every(({ act }) => act.kind === 'passes')) return told.because
    return handOver(hearing, { ...told, reason: 'no_answer' })
  }
  const isAnswered = ofKind(plans, 'says').length > 0
  const isDoubted = !isAnswered && said.length > 0
  return aside(hearing, {
    ...told,
    // A channel with buttons shows the options of what is filed as a question.
    kind: isAnswered && asking === undefined ? 'answer' : 'clarify',
    text: paragraphs([...along, asking?.text]),
    misses: isDoubted ? hearing.memory.misses + 1 : 0,
    ...(asking === undefined ? {} : { question: asking.question }),
  })
}

/** 「回复「没收到货」」 is no word for who has the form for it, or gets it in the same breath. */
const withoutInvited = (plans: readonly Plan[], run: FlowRun | undefined): readonly Plan[] => {
  const forms = [
    ...(run === undefined ? [] : [run.flow, ...(run.also ?? [])]),
    ...ofKind(plans, 'opens').map(({ act }) => act.flow.id),
  ]
  return plans.map((plan) => {
    const { act } = plan
    if (act.kind !== 'says' || act.invites === undefined || !forms.includes(act.invites))
      return plan
    return { ...plan, act: { kind: 'passes', why: '请顾客说的那件事这就在办，不再说' } }
  })
}

/** What the decision is filed under: the first thing that was asked. */
const aboutOf = ({ intent, confidence, source }: Plan) => ({
  ...(intent === undefined ? {} : { intent }),
  ...(confidence === undefined ? {} : { confidence }),
  ...(source === undefined ? {} : { source }),
})

/** Each plan counts what it is about, on top of those before it. */
export const planAll = (heard: Heard, asked: readonly Asked[]): readonly Plan[] => {
  const plans: Plan[] = []
  for (const each of asked) {
    const memory = plans.at(-1)?.heard.memory ?? heard.memory
    plans.push(planFor({ ...heard, memory, clause: each.words }, each))
  }
  return plans
}

type Planned<Kind extends Act['kind']> = Plan & { readonly act: Extract<Act, { kind: Kind }> }

const ofKind = <Kind extends Act['kind']>(
  plans: readonly Plan[],
  kind: Kind,
): readonly Planned<Kind>[] => plans.filter((plan): plan is Planned<Kind> => plan.act.kind === kind)

/** One form for all troubles; one that is on a ticket already does not take new ones along. */
export const openAll = (
  heard: Heard,
  opens: readonly Planned<'opens'>[],
  told: Pick<Opening, 'because' | 'along' | 'call'>,
): Move => {
  const fresh = opens.filter(({ act }) => ticketOf(heard, act.flow) === undefined)
  const [base = opens[0] as Planned<'opens'>, ...others] = fresh
  const { flow, opening } = base.act
  return openFlow({ ...heard, clause: base.heard.clause }, flow, {
    ...told,
    also: [...new Set(others.map(({ act }) => act.flow.id))].filter((id) => id !== flow.id),
    ...(base.intent === undefined ? {} : { intent: base.intent }),
    ...(opening === undefined ? {} : { opening }),
  })
}
