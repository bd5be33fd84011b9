import type { Emotion } from '../../model/understanding.ts'
import { levelInContext } from './context.ts'
import { covers, type Hit, overlap, type Span } from './find-words.ts'
import type { Label } from './labels.ts'
import { type WeakSign, weakSigns } from './weak-signs.ts'

/** Points from which displeasure is anger, and anger is fury. */
const anger = 2
const fury = 5

interface Told {
  readonly level: Emotion
  readonly start: number
  readonly end: number
}

/**
 * The strongest word sets the level. Marks, repetition, rhetorical questions and further words add
 * up and can raise it by one.
 */
export const readEmotion = (
  text: string,
  hits: readonly Hit<Label>[],
): { readonly emotion: Emotion; readonly signs: readonly (Told | WeakSign)[] } => {
  const told = toldBy(text, hits)
  const weak = apart(weakSigns(text), told)
  const counted = told.length > 0 || weak.some(({ adds }) => !adds) ? weak : []
  const level = Math.max(0, ...told.map((word) => word.level))
  const points = sum(told.map((word) => word.level)) + sum(counted.map(({ weight }) => weight))
  const emotion = emotionOf(level, points)
  return { emotion, signs: emotion === 0 ? [] : [...told, ...counted] }
}

const emotionOf = (level: number, points: number): Emotion => {
  if (level === 3 || (level === 2 && points >= fury)) return 3
  if (level === 2 || points >= anger) return 2
  return points >= 1 ? 1 : 0
}

/** The words that count, the strongest and longest first; none that overlaps another. */
const toldBy = (text: string, hits: readonly Hit<Label>[]): readonly Told[] => {
  const excused = hits.filter(({ label }) => label === 'calm' || label === 'either')
  const praised = hits.some((hit) => hit.label === 'praise' && isMeant(text, hit, hits))
  const isExcused = (hit: Told) =>
    excused.some((whole) => (whole.label === 'calm' || praised) && covers(whole, hit))
  const words = hits
    .flatMap(({ label, ...span }) => (typeof label === 'number' ? [{ level: label, ...span }] : []))
    .filter((hit) => !isExcused(hit))
    .sort((a, b) => b.level - a.level || lengthOf(b) - lengthOf(a))
  return apart(words).flatMap((word) => {
    const level = levelInContext(text, word)
    return level === 0 ? [] : [{ ...word, level }]
  })
}

/** 「不好用」 and the 「开心」 of 「不开心」 are no praise. */
const isMeant = (text: string, praise: Span, hits: readonly Hit<Label>[]) =>
  !/[不没别](?:太|怎么)?$/.test(text.slice(Math.max(0, praise.start - 3), praise.start)) &&
  !hits.some((hit) => typeof hit.label === 'number' && covers(hit, praise))

/** The signs that stand clear of those before them and of `others`: nothing is counted twice. */
const apart = <Sign extends Span>(signs: readonly Sign[], others: readonly Span[] = []): Sign[] => {
  const clear: Sign[] = []
  for (const sign of signs) {
    if (![...others, ...clear].some((other) => overlap(sign, other))) clear.push(sign)
  }
  return clear
}

const lengthOf = ({ start, end }: Told) => end - start

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)
