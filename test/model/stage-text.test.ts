import { expect, test } from 'vitest'
import { stageText } from '../../src/model/case-text.ts'
import { slotId } from '../../src/model/ids.ts'
import type { Slot, Ticket, TicketSlot } from '../../src/model/ticket.ts'
import { anyTicket } from '../support/builders.ts'

const slot = (label: string, state: Slot, required = true): TicketSlot => ({
  id: slotId(label),
  kind: 'description',
  label,
  required,
  state,
})
const missing: Slot = { kind: 'missing', asked: 1 }
const refused: Slot = { kind: 'givenUp', because: 'refused' }
const slots = [
  slot('破损处的照片', missing),
  slot('外箱的照片', refused),
  slot('希望的处理方式', missing, false),
  slot('订单号', missing),
]

test.each<[string, Partial<Ticket>, string]>([
  ['names what the customer still owes', { slots }, '已登记，还差：破损处的照片、订单号'],
  ['waits for people where nothing is owed', { slots: slots.slice(1, 3) }, '已登记，等同事核实'],
  ['asks for nothing once the form is over', { slots, status: 'partial' }, '已登记，等同事核实'],
  ['nor once people look into it', { slots, stage: 'under_review' }, '同事正在核实'],
])('a case %s', (_, ticket, text) => {
  expect(stageText(anyTicket(ticket))).toBe(text)
})
