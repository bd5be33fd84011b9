import type { FlowSlot } from '../../model/flow.ts'
import type { Order } from '../../model/order.ts'
import type { Slot, SlotValue } from '../../model/ticket.ts'
import type { Heard } from '../heard/heard.ts'
import { momentText } from '../render.ts'
import type { Situation } from '../situation.ts'
import { assumedOrder, daysPastWindow } from '../ticket/ticket-order.ts'
import { faultOf, faultText, reusesOf } from './pictures.ts'
import { type Collecting, slotOf } from './slots.ts'

/**
 * What people should look at twice, one line each. Facts for them to weigh: none of it is said to
 * the customer, and none of it decides anything.
 */
export const doubtsOf = (
  { situation }: Heard,
  { flow, run }: Collecting,
  order: Order | undefined,
): readonly string[] => [
  ...new Set([
    ...flow.slots.flatMap((slot) => {
      const state = slotOf(run.slots, slot.id)
      const mistaken = mistakenDoubts(slot, state)
      if (state.kind !== 'filled') return mistaken
      if (slot.kind === 'order_number') return orderDoubts(state)
      return [...state.values.flatMap((value) => mediaDoubts(situation, slot, value)), ...mistaken]
    }),
    ...(order === undefined ? [] : stateDoubts(situation, order)),
  ]),
]

const mistakenDoubts = ({ label }: FlowSlot, { takenBack = [] }: Slot): readonly string[] =>
  takenBack.length === 0 ? [] : [`「${label}」有 ${takenBack.length} 个文件，顾客说发错了，不作数`]

const orderDoubts = ({
  values,
  note,
}: {
  readonly values: readonly SlotValue[]
  readonly note?: string
}): readonly string[] => {
  const [value] = values
  if (note === undefined || note === assumedOrder || value?.kind !== 'text') return []
  return [`订单 ${value.text}：${note}`]
}

const mediaDoubts = (
  { facts, playbook, timeZone }: Situation,
  { label }: FlowSlot,
  value: SlotValue,
): readonly string[] => {
  if (value.kind !== 'media') return []
  const fault = faultOf({ facts, playbook }, value.part)
  return [
    ...(fault === undefined ? [] : [`「${label}」里有照片${faultText[fault]}`]),
    ...reusesOf(facts, value.part).map(({ ticketNumber, at, exact }) => {
      const [day = ''] = momentText(at, timeZone).split(' ')
      const how = exact ? '完全相同' : '相似'
      return `「${label}」与售后单 ${ticketNumber}（另一位顾客，${day}）的照片${how}，请核对`
    }),
  ]
}

const stateDoubts = (situation: Situation, order: Order): readonly string[] => {
  const { orderNo, state } = order
  const past = daysPastWindow(situation, order)
  const window = Math.floor(situation.playbook.cases.return_window / dayMs)
  return [
    ...(past === undefined ? [] : [`订单 ${orderNo} 已签收 ${past} 天，过了 ${window} 天的售后期`]),
    ...(state === 'unpaid' || state === 'cancelled'
      ? [`订单 ${orderNo} ${state === 'unpaid' ? '还没有付款' : '已取消'}`]
      : []),
  ]
}

const dayMs = 24 * 3_600_000
