import { describe, expect, test } from 'vitest'
import type { Facts } from '../../src/model/decision.ts'
import { orderNo } from '../../src/model/ids.ts'
import type { MessagePart } from '../../src/model/message.ts'
import type { PictureState } from '../../src/model/picture.ts'
import { anOrder, aPlaybook, dayMs, delivered, noon, slotsOf, talk } from '../support/dialogue.ts'

const ofOthers = anOrder({ orderNo: orderNo('260055556666'), buyerId: 'buyer-2' })

const good: PictureState = {
  kind: 'checked',
  width: 1200,
  height: 900,
  sharpness: 12,
  entropy: 7,
  reuses: [],
}

const states = {
  good,
  blurred: { ...good, sharpness: 0.2 },
  blank: { ...good, entropy: 0.1 },
  small: { ...good, width: 80, height: 60 },
  pending: { kind: 'pending' },
  lost: { kind: 'refused', reason: '文件来源回答 404' },
  unreadable: { kind: 'unreadable' },
  film: { kind: 'unchecked', reuses: [] },
  reused: {
    ...good,
    reuses: [{ ticketNumber: 'SH261101-ABCDEF', at: noon - 17 * dayMs, exact: true }],
  },
  alike: {
    ...good,
    reuses: [{ ticketNumber: 'SH261102-GHIJKL', at: noon - 16 * dayMs, exact: false }],
  },
} as const satisfies Record<string, PictureState>

type Name = keyof typeof states

const picture = (name: Name, id: string = name): MessagePart => ({
  kind: 'image',
  url: `media:${id}`,
  mediaId: id,
})

const pictures: Facts['pictures'] = Object.fromEntries([
  ...Object.entries(states),
  ...Object.entries(states).map(([name, state]) => [`${name}-again`, state]),
])

const playbook = aPlaybook()

/** A damaged cup of the customer's only order; only the photo is missing. */
const damaged = (world: Parameters<typeof talk>[1] = {}) => {
  const chat = talk(playbook, { orders: [delivered], pictures, ...world })
  chat.says('收到就碎了', 'damaged')
  return chat
}

const photoOf = (heard: ReturnType<ReturnType<typeof talk>['sends']>) => {
  const { photo } = slotsOf(heard.ticket)
  return photo
}

describe('given a form that wants a photo, when a picture comes', () => {
  test.each([
    ['good', '1 个', '齐了'],
    ['pending', '1 个', '齐了'],
    ['blurred', '-', '照片糊了。\n\n方便时发我，还差：\n破损照片（拍清楚）'],
    ['blank', '-', '照片全黑。\n\n方便时发我，还差：\n破损照片（拍清楚）'],
    ['small', '-', '图片太小。\n\n方便时发我，还差：\n破损照片（拍清楚）'],
    ['unreadable', '-', '图片打不开。\n\n方便时发我，还差：\n破损照片（拍清楚）'],
    ['lost', '-', '图片没收到。\n\n方便时发我，还差：\n破损照片（拍清楚）'],
  ] as const)('that is %s, then the slot holds %s', (name, slot, said) => {
    const heard = damaged().sends(picture(name))
    expect(photoOf(heard)).toBe(slot)
    expect(heard.said).toContain(said)
  })

  test('that nobody has looked at, then it is taken', () => {
    expect(photoOf(damaged().sends(picture('good', 'never-seen')))).toBe('1 个')
  })

  test('with a good one beside a blurred one, then the good one is taken and nothing is asked', () => {
    const heard = damaged().sends(picture('blurred'), picture('good'))
    expect(photoOf(heard)).toBe('1 个')
    expect(heard.said).not.toContain('糊')
  })

  test('that is blurred for the second time, then it is taken with a note: better than nothing', () => {
    const chat = damaged()
    chat.sends(picture('blurred'))
    const heard = chat.sends(picture('blurred', 'blurred-again'))
    expect(heard).toMatchObject({ kind: 'collect', ticket: { status: 'complete' } })
    expect(heard.ticket?.slots[0]?.state).toMatchObject({ note: '不够清楚，已请顾客重拍过' })
  })

  test('that shows nothing for the second time, then people get what there is', () => {
    const chat = damaged()
    chat.sends(picture('blank'))
    const heard = chat.sends(picture('blank', 'blank-again'))
    expect(heard).toMatchObject({ kind: 'handoff', ticket: { status: 'partial' } })
    expect(photoOf(heard)).toBe('asked_enough')
  })

  test('that was blurred before the form began, then a better one is asked for at once', () => {
    const chat = talk(playbook, { orders: [delivered], pictures })
    const heard = chat.sendsWith('收到就碎了', { intent: 'damaged' }, picture('blurred'))
    expect(heard.said).toContain('照片糊了。')
    expect(photoOf(heard)).toBe('-')
  })
})

describe('given a picture that stands in another customer’s ticket', () => {
  test.each([
    ['reused', '完全相同'],
    ['alike', '相似'],
  ] as const)(
    'when it is %s, then people read it on the ticket and the customer does not',
    (name, how) => {
      const heard = damaged().sends(picture(name))
      expect(heard.ticket?.doubts).toEqual([expect.stringContaining(how)])
      expect(heard.ticket?.doubts[0]).toContain('SH2611')
      expect(heard.said).toBe('齐了，单号 SH261118-012345。')
    },
  )

  test('then the doubt stays on the ticket, and stands there once', () => {
    const chat = damaged()
    chat.sends(picture('reused'))
    expect(chat.sends(picture('good')).ticket?.doubts).toHaveLength(1)
  })
})

describe('given pictures that were still on their way, when they are looked at again', () => {
  const turnsOut = (chat: ReturnType<typeof damaged>, name: Name) =>
    chat.learns({ pictures: { ...pictures, pending: states[name] } })

  test('then a clock is set for it, and again while they are', () => {
    const chat = damaged()
    expect(chat.sends(picture('pending')).effects).toContainEqual(
      expect.objectContaining({ kind: 'startTimer', name: 'evidence_check' }),
    )
    expect(chat.fires('evidence_check')).toMatchObject({
      kind: 'silent',
      effects: [{ kind: 'startTimer', name: 'evidence_check' }],
    })
  })

  test.each([
    ['lost', '图片没收到。'],
    ['blurred', '照片糊了。'],
  ] as const)('and turn out %s, then the customer is asked again', (name, said) => {
    const chat = damaged()
    chat.sends(picture('pending'))
    turnsOut(chat, name)
    const heard = chat.fires('evidence_check')
    expect(heard).toMatchObject({ kind: 'collect', next: { phase: { kind: 'collecting' } } })
    expect(heard.said).toContain(said)
    expect(photoOf(heard)).toBe('-')
  })

  test('and turn out well, then nothing is said', () => {
    const chat = damaged()
    chat.sends(picture('pending'))
    turnsOut(chat, 'reused')
    const heard = chat.fires('evidence_check')
    expect(heard).toMatchObject({ kind: 'silent', said: '' })
    expect(heard.ticket?.doubts).toHaveLength(1)
  })

  test('and turn out lost while a person has the chat, then it is a note for that person', () => {
    const chat = damaged()
    chat.sends(picture('pending'))
    chat.takes()
    turnsOut(chat, 'lost')
    const heard = chat.fires('evidence_check')
    expect(heard).toMatchObject({ kind: 'silent', said: '' })
    expect(heard.ticket?.doubts).toEqual([expect.stringContaining('没有取到')])
  })
})

describe('given a form that wants an order number', () => {
  const asked = (world: Parameters<typeof talk>[1] = {}) => {
    const second = anOrder({ orderNo: orderNo('260033334444') })
    const orders = [
      delivered,
      { ...second, state: 'delivered', deliveredAt: noon - dayMs },
    ] as const
    const chat = talk(playbook, { orders, others: [ofOthers], pictures, ...world })
    chat.says('收到就碎了', 'damaged')
    return chat
  }
  const orderOf = (heard: ReturnType<ReturnType<typeof talk>['says']>) =>
    slotsOf(heard.ticket)['order-number']

  test.each([
    ['somebody else’s', '260055556666', '该订单不在这位顾客名下，请核对'],
    ['nobody’s', '260000001111', '订单系统里没有查到，请核对'],
  ])(
    'when the number is %s, then it is doubted once and taken with a note when it is said again',
    (_, no, note) => {
      const chat = asked()
      const first = chat.says(no)
      expect(first.said).toContain(`订单 ${no} 不在您名下。`)
      expect(orderOf(first)).toBe('-')
      const again = chat.says(no)
      expect(again.said).not.toContain('不在您名下')
      expect(again.ticket?.slots[1]?.state).toMatchObject({ kind: 'filled', note })
      expect(again.ticket?.doubts).toEqual([expect.stringContaining(no)])
    },
  )

  test('when it was doubted and the right one comes, then that one is taken', () => {
    const chat = asked()
    chat.says('260055556666')
    expect(orderOf(chat.says('260033334444'))).toBe('260033334444')
  })

  test('when it is of a customer whom the shop does not know, then it is taken with a note', () => {
    const heard = asked({ orders: [] }).says('260055556666')
    expect(heard.ticket?.slots[1]?.state).toMatchObject({
      note: '该订单不在这位顾客名下，请核对',
    })
  })

  test('when the opening words hold a wrong number, then it is doubted in the same breath', () => {
    const chat = talk(playbook, { orders: [delivered], others: [ofOthers] })
    const heard = chat.says('260055556666 收到就碎了', 'damaged')
    expect(heard.said).toContain('订单 260055556666 不在您名下。')
    expect(orderOf(heard)).toBe('260011112222')
  })

  test.each([
    [14, false],
    [16, true],
  ])('when it was delivered %s days ago, then its age is said and noted: %s', (days, isPast) => {
    const old = anOrder({ state: 'delivered', deliveredAt: noon - days * dayMs })
    const chat = talk(playbook, { orders: [old], pictures })
    const heard = chat.says('收到就碎了', 'damaged')
    expect(heard.said.includes('签收有一阵子了')).toBe(isPast)
    expect(heard.ticket?.doubts).toEqual(
      isPast ? ['订单 260011112222 已签收 16 天，过了 15 天的售后期'] : [],
    )
  })
})
