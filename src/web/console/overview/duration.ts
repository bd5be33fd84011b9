import type { Words } from './words-zh.ts'

type Spans = Pick<Words, 'seconds' | 'minutes' | 'hours' | 'days'>

/** 「45 秒」「4 分 10 秒」「2 小时 5 分」「3 天 4 小时」: two units at most. */
export function duration(ms: number, words: Spans): string {
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return words.seconds(seconds)
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return words.minutes(minutes, seconds % 60)
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return words.hours(hours, minutes % 60)
  return words.days(Math.floor(hours / 24), hours % 24)
}
