import { describe, expect, test } from 'vitest'
import type { Decision } from '../../src/model/decision.ts'
import type { FlowSlot } from '../../src/model/flow.ts'
import { orderNo } from '../../src/model/ids.ts'
import { isMedia, type MessagePart } from '../../src/model/message.ts'
import type { PictureState } from '../../src/model/picture.ts'
import {
  aFlow,
  anOrder,
  aPlaybook,
  aSlot,
  delivered,
  hourMs,
  image,
  matters,
  talk,
} from '../support/dialogue.ts'

const picture = { mime: 'image/webp', bytes: Buffer.alloc(0), hash: '' }
const inFolder = ['cup.webp', 'goods.webp', 'film.webp', 'third.webp']

const photo = (more: Partial<FlowSlot> = {}) =>
  aSlot({ id: 'photo', kind: 'photo', label: '破损照片', pictures: ['cup.webp'], ...more })
const description = aSlot({ id: 'description', kind: 'description', label: '破损情况' })
const number = aSlot({ id: 'order-number', kind: 'order_number', label: '订单编号' })
const film = aSlot({ id: 'film', kind: 'video', label: '开箱视频', pictures: ['film.webp'] })

const goods = aFlow({
  id: 'missing',
  title: '少发',
  slots: [
    aSlot({ id: 'photo', kind: 'photo', label: '合照', pictures: ['goods.webp'] }),
    aSlot({ id: 'description', kind: 'description', label: '少了什么' }),
  ],
})

/** A shop whose form for damage has these slots, and whose folder these pictures. */
const aShop = (slots: readonly FlowSlot[], folder: readonly string[] = inFolder) =>
  aPlaybook({
    flows: [aFlow({ id: 'damaged', title: '收到破损', slots }), goods],
    examplePictures: new Map(folder.map((name) => [name, picture])),
  })

const usual = [photo(), number, description]

/** The pictures a decision shows: 「damaged.webp（破损照片）」 */
const shown = ({ effects }: Decision): string[] =>
  effects
    .flatMap((effect) => (effect.kind === 'sendMessage' ? effect.parts : []))
    .filter(isMedia)
    .map(({ kind, url, name }) => `${kind} ${url}（${name}）`)

const cup = 'image example:cup.webp（破损照片）'

const blurred: PictureState = {
  kind: 'checked',
  width: 900,
  height: 900,
  sharpness: 0.2,
  entropy: 7,
  reuses: [],
}
const blank: PictureState = { ...blurred, sharpness: 12, entropy: 0.1 }
const lost: PictureState = { kind: 'refused', reason: '文件来源回答 404' }
const sent = (mediaId: string): MessagePart => ({
  kind: 'image',
  url: `media:${mediaId}`,
  mediaId,
})

describe('the request that opens a form', () => {
  test.each<[what: string, slots: readonly FlowSlot[], expected: readonly string[]]>([
    ['the picture of a missing photo', usual, [cup]],
    ['none where no slot has one', [photo({ pictures: [] }), description], []],
    [
      'at most two, of what it must have before what it would like to have',
      [
        photo({ optional: true }),
        film,
        aSlot({ id: 'a', kind: 'photo', label: '面单', pictures: ['third.webp', 'goods.webp'] }),
      ],
      ['image example:film.webp（开箱视频）', 'image example:third.webp（面单）'],
    ],
    [
      'that of what is optional too, as the request names it',
      [description, film, photo({ optional: true })],
      ['image example:film.webp（开箱视频）', cup],
    ],
    ['none that the folder does not have', [photo({ pictures: ['gone.webp'] })], []],
  ])('shows %s', (_, slots, expected) => {
    const chat = talk(aShop(slots), { orders: [delivered] })
    expect(shown(chat.says('收到就碎了', 'damaged'))).toEqual(expected)
  })

  test('is words first, in one message', () => {
    const { effects } = talk(aShop(usual)).says('收到就碎了', 'damaged')
    const messages = effects.flatMap((effect) => (effect.kind === 'sendMessage' ? [effect] : []))
    expect(messages).toHaveLength(1)
    expect(messages[0]?.parts.map(({ kind }) => kind)).toEqual(['text', 'image'])
  })

  test('shows nothing of a photo that came before it', () => {
    const chat = talk(aShop(usual), { orders: [delivered] })
    chat.sends(image())
    expect(shown(chat.says('收到就碎了', 'damaged'))).toEqual([])
  })

  test('shows nothing where everything but the optional is there', () => {
    const chat = talk(aShop([description, photo({ optional: true })]))
    expect(shown(chat.says('六个杯子收到就碎了两个', 'damaged'))).toEqual([])
  })

  test('keeps the pictures where something is asked along', () => {
    const onTheirWay = ['260021112222', '260031112222'].map((no) =>
      anOrder({ orderNo: orderNo(no), state: 'shipped' }),
    )
    const chat = talk(aShop(usual), { orders: [delivered, ...onTheirWay] })
    const asked = chat.says('杯子碎了，另一个到哪了', {
      ...matters(['damaged', '杯子碎了'], ['logistics', '另一个到哪了']),
    })
    expect(asked.said).toMatch(/破损照片[\s\S]*哪一单/)
    expect(shown(asked)).toEqual([cup])
  })

  test('shows both where two troubles share a form', () => {
    const chat = talk(aShop(usual), { orders: [delivered] })
    const both = chat.says('杯子碎了，还少发盖子', {
      ...matters(['damaged', '杯子碎了'], ['missing', '还少发盖子']),
    })
    expect(shown(both)).toEqual([
      'image example:cup.webp（破损照片、合照）',
      'image example:goods.webp（破损照片、合照）',
    ])
  })

  test('shows them to who waits for a person at once', () => {
    const chat = talk(
      aPlaybook({
        flows: [aFlow({ id: 'safety', intents: ['safety_incident'], slots: [photo()] })],
        examplePictures: new Map([['cup.webp', picture]]),
      }),
    )
    const danger = chat.says('插座漏电了', 'safety_incident')
    expect(danger.next.phase.kind).toBe('awaitingAgent')
    expect(shown(danger)).toEqual([cup])
  })
})

describe('a form that opens while the customer waits for a person', () => {
  const waiting = (slots: readonly FlowSlot[]) => {
    const chat = talk(aShop(slots))
    chat.says('转人工', 'human_agent')
    return chat.says('六个杯子收到就碎了两个', 'damaged')
  }

  test('shows the picture too', () => {
    expect(shown(waiting(usual))).toEqual([cup])
  })

  test('shows nothing where only the optional is missing', () => {
    const told = waiting([description, photo({ optional: true })])
    expect(told.said).toMatch(/齐了/)
    expect(shown(told)).toEqual([])
  })
})

describe('a form that goes on', () => {
  const opened = (pictures: Record<string, PictureState> = {}) => {
    const chat = talk(aShop([photo({ max_asks: 5 }), number, description]), { pictures })
    chat.says('收到就碎了', 'damaged')
    return chat
  }

  test('does not show its pictures again at every turn', () => {
    const chat = opened()
    expect(shown(chat.says('六个杯子碎了两个'))).toEqual([])
    expect(shown(chat.says('晚上发'))).toEqual([])
    chat.passes(hourMs)
    expect(shown(chat.fires('evidence_reminder'))).toEqual([])
    expect(shown(chat.says('发票怎么开', 'invoice'))).toEqual([])
  })

  test.each([
    ['blurred', blurred],
    ['blank', blank],
  ])('shows them once more after a photo that is %s, and never a third time', (_, state) => {
    const chat = opened({ bad: state, worse: state })
    expect(shown(chat.sends(sent('bad')))).toEqual([cup])
    expect(shown(chat.sends(sent('worse')))).toEqual([])
  })

  test('does not teach how to take a photo that was lost on the way', () => {
    const chat = opened({ bad: lost })
    expect(shown(chat.sends(sent('bad')))).toEqual([])
  })

  test('shows them where a photo turns out to be of no use later', () => {
    const chat = opened({ late: { kind: 'pending' } })
    chat.sends(sent('late'))
    chat.learns({ pictures: { late: blurred } })
    expect(shown(chat.fires('evidence_check'))).toEqual([cup])
  })

  test('shows the picture of another trouble that joins it, and not the first one again', () => {
    const chat = opened()
    const joined = chat.says('还少发一个盖子', 'missing')
    expect(shown(joined)).toEqual(['image example:goods.webp（破损照片、合照）'])
  })
})
