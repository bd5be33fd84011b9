import type { Flow, FlowSlot } from '../../model/flow.ts'
import { slotId } from '../../model/ids.ts'

/**
 * One form for several troubles: the words of the first, and the slots of all. What was told in one
 * breath needs an order number and pictures once; what is told `later`, when the first is done, needs
 * pictures and words of its own.
 */
export const joinedFlow = (first: Flow, others: readonly Flow[], when: Joins = 'together'): Flow =>
  others.reduce((form, other) => join(form, other, when), first)

export type Joins = 'together' | 'later'

const join = (one: Flow, other: Flow, when: Joins): Flow => ({
  ...one,
  title: one.title.includes(other.title) ? one.title : `${one.title}、${other.title}`,
  intents: [...new Set([...one.intents, ...other.intents])],
  slots: slotsOf(other).reduce((slots, slot) => withSlot(slots, slot, other, when), slotsOf(one)),
  ...(one.next === undefined && other.next === undefined ? {} : { next: 'handoff' }),
})

/** Each knows which trouble it is about. */
const slotsOf = ({ slots, intents }: Flow): readonly FlowSlot[] =>
  slots.map((slot) => ({ intents, ...slot }))

const withSlot = (
  slots: readonly FlowSlot[],
  slot: FlowSlot,
  { id }: Flow,
  when: Joins,
): readonly FlowSlot[] => {
  const isOwn = when === 'later' && ofTheTrouble.includes(slot.kind)
  const twin = isOwn ? undefined : slots.find((each) => areTwins(each, slot))
  if (twin !== undefined) {
    return slots.map((each) => (each === twin ? merged(twin, slot) : each))
  }
  const isTaken = slots.some((each) => each.id === slot.id)
  return [...slots, isTaken ? { ...slot, id: slotId(`${id}/${slot.id}`) } : slot]
}

const ofTheTrouble: readonly FlowSlot['kind'][] = ['photo', 'video', 'description']

/**
 * Whether one piece of evidence serves for both. Choices do where they ask the same; a form that
 * does not take its opening words as the answer wants something of its own: the new address.
 */
const areTwins = (a: FlowSlot, b: FlowSlot): boolean => {
  if (a.kind !== b.kind || a.from_opening !== b.from_opening) return false
  const isOwn = a.kind === 'choice' || (a.kind === 'description' && !a.from_opening)
  return !isOwn || a.label === b.label
}

const merged = (a: FlowSlot, b: FlowSlot): FlowSlot => {
  const options = [...new Set([...(a.options ?? []), ...(b.options ?? [])])]
  const max_asks = Math.max(a.max_asks, b.max_asks)
  // What one of them only would like to have is not worth a longer list.
  const wanted = a.optional === b.optional ? [a, b] : [a.optional ? b : a]
  const [base = a] = wanted
  const example = joint(
    wanted.flatMap((each) => each.example ?? []),
    '；',
  )
  const pictures = [...new Set(wanted.flatMap((each) => each.pictures ?? []))]
  return {
    ...base,
    id: a.id,
    label: joint(
      wanted.map((each) => each.label),
      '、',
    ),
    optional: a.optional && b.optional,
    intents: [...new Set([...(a.intents ?? []), ...(b.intents ?? [])])],
    max_asks,
    ...(example === '' ? {} : { example }),
    ...(pictures.length === 0 ? {} : { pictures }),
    ...(options.length === 0 ? {} : { options }),
  }
}

const joint = (texts: readonly string[], by: string): string => [...new Set(texts)].join(by)
