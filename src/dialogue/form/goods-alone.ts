import { orderNamed } from '../answer.ts'
import { aside } from '../aside.ts'
import type { Heard } from '../heard/heard.ts'
import { plain } from '../heard/words.ts'
import { planFor } from '../plan.ts'
import { renderLoosely } from '../render.ts'
import { carryOut } from '../respond.ts'
import type { Move, Rungs } from '../situation.ts'
import { orderNoOf } from '../ticket/ticket-order.ts'
import { missingText } from './evidence-text.ts'
import { keepCollecting } from './flow-moves.ts'
import { type Collecting, missingSlots } from './slots.ts'

/**
 * 「紫砂壶那个先说」 while a form runs: a name and nothing else describes nothing, and no request is
 * counted for it. Of another order what was asked last is answered, about that one.
 */
export const goodsAlone = (heard: Heard, collecting: Collecting): Rungs | undefined => {
  const named = namesGoodsAlone(heard) ? orderNamed(heard) : undefined
  if (named === undefined) return undefined
  if (named.orderNo !== orderNoOf(collecting)) return aboutOther(heard, named.orderNo)
  // 「杯子」 to 「少了什么」 is the answer.
  if (missingSlots(collecting).some(({ kind }) => kind === 'description')) return undefined
  const { received_nothing } = heard.situation.playbook.phrases
  return keepCollecting(heard, collecting, {
    kind: 'notice',
    because: `正在收集「${collecting.flow.title}」的凭证：顾客只说了东西的名字，就是这一单`,
    text: renderLoosely(received_nothing, {
      missing: missingText(collecting, { optional: false }),
    }),
  })
}

const aboutOther = (heard: Heard, order: NonNullable<Heard['memory']['order']>): Rungs => {
  const { lastIntent } = heard.memory
  const { intents, flowOf, phrases } = heard.situation.playbook
  const known = lastIntent === undefined ? undefined : intents.get(lastIntent)
  const isAsked = known !== undefined && known.about_orders.length > 0 && !flowOf.has(known.id)
  const because = '顾客只说了另一单里东西的名字'
  const hearing = { ...heard, memory: { ...heard.memory, order } }
  const move =
    isAsked && lastIntent !== undefined
      ? carryOut(planFor(hearing, { kind: 'intent', intent: lastIntent, because, counted: true }))
      : aside(hearing, { kind: 'clarify', because, text: phrases.goods_alone })
  return typeof move === 'string' ? move : withOrderOf(heard, move)
}

/** The form stays about its own order. */
const withOrderOf = ({ memory: { order } }: Heard, move: Move): Move => {
  const { order: _, ...memory } = move.memory
  return { ...move, memory: { ...memory, ...(order === undefined ? {} : { order }) } }
}

/** Goods are named, and nothing is said of them. */
export const namesGoodsAlone = ({
  text,
  orderNos,
  media,
  understanding,
  situation,
}: Heard): boolean => {
  if (text === '' || orderNos.length > 0 || media.length > 0) return false
  const goods = (understanding?.entities ?? []).flatMap(({ kind, text: words }) =>
    kind === 'product' ? [words] : [],
  )
  const names = [...goods, ...situation.playbook.phrases.goods_words].map(plain)
  const said = plain(text).replace(/[\p{P}\p{S}]/gu, '')
  const rest = names.reduce((left, name) => left.replaceAll(name, ''), said)
  // 「紫砂壶」 is a 壶 of some kind: two more letters of its name.
  return rest !== said && rest.replace(aboutIt, '').length <= ofItsName
}

const aboutIt = /那个|这个|那单|这单|那一单|这一单|那|这|的|是|先|说|讲|看|呢|吧|啊|我|问|子/g
const ofItsName = 2
