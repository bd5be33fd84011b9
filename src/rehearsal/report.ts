import { type Author, type Entry, isMedia, type MessagePart } from '../model/message.ts'
import { type Place, type Words, where } from '../playbook/index.ts'
import type { Sight } from './observe.ts'
import type { Outcome } from './rehearse.ts'
import type { ShopTime } from './shop-time.ts'
import type { Story } from './story.ts'

export interface OutcomeStyle {
  readonly locale: 'zh-CN' | 'en'
  readonly shopTime: ShopTime
}

type Failed = Extract<Outcome, { kind: 'failed' }>

/** What a person needs to see why a story failed: what differs, what was said, and why. */
export const formatFailure = (story: Story, failed: Failed, style: OutcomeStyle): string => {
  const say = texts[style.locale]
  const pick = ([zh, en]: Words) => (style.locale === 'zh-CN' ? zh : en)
  const step = story.steps[failed.step - 1]
  return [
    `${where(failed.place)}  ${say.step(failed.step, step?.action ?? '')}`,
    failed.place.sourceLine.trim().replace(/^(?:- )?/, '    '),
    ...failed.differences.flatMap(({ path, place, expected, actual }) => [
      `  ✗ ${path.map(String).join('.')}  (${lineOf(place)})`,
      ...block(say.expected, pick(expected)),
      ...block(say.actual, pick(actual)),
    ]),
    ...why(failed, style),
    `  ${say.transcript}`,
    ...failed.sight.transcript.flatMap((entry) => transcriptLine(entry, style)),
  ].join('\n')
}

const lineOf = ({ line, column }: Place) => `${line}:${column}`

const block = (label: string, text: string): string[] => {
  const [first = '', ...more] = text.split('\n')
  return [`      ${label}${first}`, ...more.map((line) => `      ${' '.repeat(6)}${line}`)]
}

const why = ({ sight: { decision } }: Failed, { locale }: OutcomeStyle): string[] => {
  const say = texts[locale]
  if (decision === undefined) return [`  ${say.noDecision}`]
  const { kind, rung, because, source } = decision
  const place = source === undefined ? '' : `  ${source}`
  return [`  ${say.because}${kind} ← ${rung}：${because}${place}`]
}

const transcriptLine = (entry: Entry, { locale, shopTime }: OutcomeStyle): string[] => {
  const say = texts[locale]
  const { delivery } = entry
  const unsent =
    delivery === undefined || delivery.status === 'sent' ? '' : say.unsent(delivery.status)
  const time = shopTime.format(entry.at).slice(5)
  const lines = entry.parts.map(partText).join(' ').split('\n')
  const head = `    ${time}  ${say.authors[entry.author.kind]}${nameOf(entry.author)}${unsent}  `
  return lines.map((line, index) => (index === 0 ? head : ' '.repeat(19)) + line)
}

/** What was said up to a moment, a line each, for pages. */
export const sightTexts = (
  { transcript }: Pick<Sight, 'transcript'>,
  shopTime: ShopTime,
): readonly { readonly by: Author['kind']; readonly time: string; readonly text: string }[] =>
  transcript.map(({ at, author, parts }) => ({
    by: author.kind,
    time: shopTime.format(at).slice(5),
    text: parts.map(partText).join(' '),
  }))

const nameOf = (author: Author) => (author.kind === 'agent' ? ` ${author.name}` : '')

const partText = (part: MessagePart): string => {
  if (part.kind === 'text') return part.text
  if (isMedia(part)) return `[${part.kind} ${part.name ?? ''}]`
  if (part.kind === 'order') return `[order ${part.orderNo}]`
  return part.kind === 'product' ? `[product ${part.productId}]` : `[${part.type}]`
}

const texts = {
  'zh-CN': {
    step: (n: number, action: string) => `第 ${n} 步（${action}）和剧本不一样`,
    expected: '应该  ',
    actual: '实际  ',
    because: '机器人这样做，因为：',
    noDecision: '这一步里机器人没有做任何决定',
    transcript: '到这一步为止的对话：',
    unsent: (status: string) => `（没有发出：${status}）`,
    authors: {
      customer: '顾客',
      bot: '机器人',
      agent: '坐席',
      shop_human: '店里人',
      shop_system: '系统',
      note: '备注',
      event: '提示',
    },
  },
  en: {
    step: (n: number, action: string) => `step ${n} (${action}) is not as written`,
    expected: 'expected  ',
    actual: 'actual    ',
    because: 'The bot did so because: ',
    noDecision: 'The bot decided nothing in this step',
    transcript: 'The conversation up to here:',
    unsent: (status: string) => ` (not sent: ${status})`,
    authors: {
      customer: 'customer',
      bot: 'bot',
      agent: 'agent',
      shop_human: 'shop person',
      shop_system: 'system',
      note: 'memo',
      event: 'note',
    },
  },
} as const
