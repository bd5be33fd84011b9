import type { Random } from './random.ts'
import { type Story, stories } from './stories.ts'

/** A chat that there was. */
export interface PastChat {
  readonly id: string
  readonly name: string
  readonly startAt: number
  readonly story: Story
}

const dayMs = 86_400_000
const hourMs = 3_600_000

/** How many come in each hour of the day, beside the others: mornings, afternoons and after supper. */
const byHour = [
  2, 1, 1, 0, 0, 1, 2, 4, 8, 13, 15, 13, 10, 11, 13, 13, 12, 10, 10, 13, 16, 15, 10, 5,
]
/** From Sunday on. */
const byWeekday = [1.15, 1.1, 0.95, 0.9, 0.95, 1, 1.2]

interface Planned {
  readonly days: number
  readonly perDay: number
  /** The beginning of today in the shop's zone. */
  readonly todayAt: number
  /** Nobody comes later. */
  readonly until: number
  readonly random: Random
}

/** Who came when, in order. */
export const planChats = ({ days, perDay, todayAt, until, random }: Planned): PastChat[] => {
  const chats: PastChat[] = []
  for (let back = days; back >= 0; back -= 1) {
    const from = todayAt - back * dayMs
    const growth = 1 + (0.25 * (days - back)) / days
    const weekday = byWeekday[new Date(from + dayMs / 2).getUTCDay()] ?? 1
    const count = Math.round(perDay * growth * weekday * (0.85 + random.next() * 0.3))
    for (let index = 0; index < count; index += 1) {
      const startAt = from + hourOf(random) * hourMs + random.between(0, hourMs - 1)
      if (startAt > until) continue
      const id = `past-${chats.length + 1}`
      chats.push({ id, name: nameOf(random), startAt, story: storyOf(random) })
    }
  }
  return chats.sort((a, b) => a.startAt - b.startAt)
}

const weighted = (random: Random, weights: readonly number[]): number => {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0)
  const found = weights.findIndex((weight) => {
    left -= weight
    return left < 0
  })
  return Math.max(found, 0)
}

const hourOf = (random: Random): number => weighted(random, byHour)

const storyOf = (random: Random): Story => {
  const at = weighted(
    random,
    stories.map(({ weight }) => weight),
  )
  return stories[at] ?? stories[0]
}

const surnames = [...'王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗'] as unknown as [string, ...string[]]
const given: readonly [string, ...string[]] = [
  ...['晓', '雨桐', '建国', '思远', '可可', '小满', '志强', '雅', '一凡', '静', '子涵'],
  ...['丽', '浩', '敏', '文博', '安安', '秋', '佳', '大勇', '明月'],
] as unknown as [string, ...string[]]

const nameOf = (random: Random): string => random.of(surnames) + random.of(given)
