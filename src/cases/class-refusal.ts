import { mayCost } from '../model/outcome.ts'
import { isSeen } from '../model/reason.ts'
import type { Ticket, TicketChange } from '../model/ticket.ts'
import { type Refusal, refuse } from './refuse.ts'
import type { Rules } from './rules.ts'

/** Why a case may not be sorted like this: numbers count by the names of `replies/cases.yaml`. */
export const classRefusal = (
  { item }: Ticket,
  { problemClass, symptom, rootCause, batch, outcome }: Extract<TicketChange, { kind: 'classify' }>,
  { cases }: Rules,
): Refusal | undefined => {
  const given = [problemClass, symptom, rootCause, batch].filter((each) => each !== undefined)
  if ((given.length === 0 && outcome === undefined) || !given.every(isSeen)) {
    return refuse('请选要改的分类', 'choose what to change')
  }
  if (batch !== undefined && item === undefined) {
    return refuse(
      '还不知道是哪件商品，登记订单后再写批次',
      'the item is not known yet: the order comes first',
    )
  }
  const symptoms = cases.symptoms.map(({ name }) => name)
  if (outcome?.amount !== undefined && !mayCost(outcome.kind)) {
    return refuse('只是说明清楚，没有金额', 'an explanation has no amount')
  }
  return (
    notOneOf(symptom, symptoms, ['症状', 'symptom']) ??
    notOneOf(rootCause, cases.root_causes, ['原因', 'root cause'])
  )
}

const notOneOf = (
  name: string | undefined,
  known: readonly string[],
  [zh, en]: readonly [string, string],
): Refusal | undefined => {
  if (name === undefined || known.length === 0 || known.includes(name)) return undefined
  return refuse(
    `replies/cases.yaml 里没有${zh}「${name}」，可以选：${known.join('、')}`,
    `replies/cases.yaml has no ${en} "${name}"; one of: ${known.join(', ')}`,
  )
}
