import { orderStates } from '../model/order.ts'
import { type Fault, warningAt } from './fault.ts'
import { type AnswerOutline, type Outline, valueAt } from './outline.ts'
import { placeOf } from './yaml-file.ts'

/**
 * Whether an answer's order can turn up by itself. Without a number from the customer, the order is
 * looked for among the kinds that the intent's `about_orders` names and nowhere else.
 */
export const checkOffered = ({ intents, answers }: Outline): Fault[] => {
  const aboutOf = new Map(
    intents.map(({ id, file }) => [id, texts(valueAt(file.value, ['about_orders']))]),
  )
  return answers.flatMap((answer) => {
    const names = answer.intents.map(({ text }) => text)
    const abouts = names.flatMap((name) => {
      const about = aboutOf.get(name)
      return about ? [about] : []
    })
    // Without an intent it is found by its words; an unknown intent is a fault of its own.
    if (names.length === 0 || abouts.length < names.length) return []
    return [
      ...waitsForState(answer, names, abouts),
      ...waitsForAfterSale(answer, names, abouts),
    ].slice(0, 1)
  })
}

type Abouts = readonly (readonly string[])[]

const waitsForState = (answer: AnswerOutline, names: readonly string[], abouts: Abouts) => {
  const wanted = conditionOf(answer, 'order_state')
  // An order with a running case is found by its case, whatever its state.
  const byCase = conditionOf(answer, 'after_sale').some(isRunning)
  const lost = wanted.filter(
    (state) =>
      !abouts.some((about) => about.includes(state) || (byCase && about.includes('after_sale'))),
  )
  return warn(answer, 'order_state', { names, lost, missing: lost })
}

const waitsForAfterSale = (answer: AnswerOutline, names: readonly string[], abouts: Abouts) => {
  const wanted = conditionOf(answer, 'after_sale')
  const states = conditionOf(answer, 'order_state')
  const byState = abouts.some((about) =>
    about.some((kind) => isState(kind) && (states.length === 0 || states.includes(kind))),
  )
  if (byState) return []
  const byCase = abouts.some((about) => about.includes('after_sale'))
  const lost = wanted.filter((state) => !(byCase && isRunning(state)))
  const missing = lost.every(isRunning) ? ['after_sale'] : ['delivered', 'completed']
  return warn(answer, 'after_sale', { names, lost, missing })
}

/** `after_sale` in `about_orders` means orders with a case that is not closed. */
const isRunning = (state: string) => state !== 'none' && state !== 'closed'

const isState = (kind: string) => orderStates.some((state) => state === kind)

const conditionOf = ({ file, path }: AnswerOutline, field: 'order_state' | 'after_sale') =>
  texts(valueAt(file.value, [...path, 'when', field]))

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []

const warn = (
  { file, path }: AnswerOutline,
  field: 'order_state' | 'after_sale',
  { names, lost, missing }: Record<'names' | 'lost' | 'missing', readonly string[]>,
): Fault[] => {
  const [first] = lost
  if (first === undefined) return []
  const at = [...path, 'when', field]
  const index = texts(valueAt(file.value, at)).indexOf(first)
  const [nameZh, nameEn] = [names.join('」「'), names.join(', ')]
  const where = names.map((name) => `intents/${name}.yaml`)
  return [
    warningAt(
      placeOf(file, [...at, index]),
      [
        `这条回复等不到：意图「${nameZh}」不会去找 ${field} 是 ${lost.join('、')} 的订单，除非顾客自己发来订单号`,
        `this answer waits in vain: "${nameEn}" never looks for orders with ${field} ${lost.join(', ')}, unless the customer quotes a number`,
      ],
      [
        `在 ${where.join(' 或 ')} 的 about_orders 里加上 ${missing.join(', ')}（最可能的写在前面），或者去掉这个条件`,
        `add ${missing.join(', ')} to about_orders in ${where.join(' or ')}, likeliest first, or drop the condition`,
      ],
    ),
  ]
}
