import type { Language, Sentence } from './language.ts'

interface Here {
  readonly now: number
  readonly timeZone: string
  readonly language: Language
}

/** 「11月26日（明天）09:00」: the date as the bot says it, in the shop's time zone. */
export function shopMoment(at: number, { now, timeZone, language }: Here): string {
  const { month, day, hour, minute, year } = partsOf(at, timeZone)
  const ahead = daysBetween(partsOf(now, timeZone), { year, month, day })
  const near = ahead === 0 ? today[language] : ahead === 1 ? tomorrow[language] : ''
  const time = `${pad(hour)}:${pad(minute)}`
  if (language === 'zh') return `${month}月${day}日${near === '' ? ' ' : `（${near}）`}${time}`
  return `${months[month - 1]} ${day}${near === '' ? ', ' : ` (${near}) `}${time}`
}

const today: Sentence = { zh: '今天', en: 'today' }
const tomorrow: Sentence = { zh: '明天', en: 'tomorrow' }
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

const pad = (count: number) => String(count).padStart(2, '0')

interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

const daysBetween = (from: Day, to: Day): number => (dayOf(to) - dayOf(from)) / 86_400_000

const dayOf = ({ year, month, day }: Day): number => Date.UTC(year, month - 1, day)

function partsOf(at: number, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
  }
}
