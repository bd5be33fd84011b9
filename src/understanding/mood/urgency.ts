import { covers, type Hit, type Span } from './find-words.ts'
import type { Label } from './labels.ts'

/** A day or an hour near at hand, and what waits for it: 「明天面试要穿」, 「二十分钟后就登机了」. */
const deadline = new RegExp(
  `(?:${[
    '今[天晚早儿]|明[天晚早儿]|后天|大后天|这周|本周|下周|周[一二三四五六日末天]|礼拜[一二三四五六天]',
    '月底|月初|年底|过年|春节|中秋|国庆|端午|元旦|节前|[0-9一二三十]{1,3}[号日]',
    '[0-9一二两三四五六七八九十半]{1,3}个?(?:分钟|小时|钟头|点|天)(?:后|内|之后|以内|就)?',
  ].join('|')})[^,.!?，。]{0,8}?(?:${[
    '要用|就用|得用|要穿|要送|要走|要交|要到|必须|到期|用上',
    '飞机|火车|高铁|航班|登机|动车|大巴|出发|出差|出国|出远门|启程',
    '结婚|婚礼|接亲|订婚|满月|生日|寿宴|聚会|宴|搬家|入住|开业|开学|报到|考试|高考|中考|面试|答辩|演出|表演|上台|登台|比赛|运动会|年会|手术|验收|交货|施工|展会',
  ].join('|')})`,
  'gu',
)

/** 「急」 alone closes a clause: 「咋办啊急」. */
const hurry = /(?<![不别莫应紧没着性心焦告])急(?=$|[\s,.!?~，。啊呀哦的])/gu

/** 「有点着急」 says how somebody feels, not that time presses. */
const denied = /(?:不|没|没有|不是很|不太|不是特别|没那么|不用|别|莫|不怎么|有点儿?|有些)$/

/** Where the text says that time presses; nothing where it says that it does not. */
export const readUrgency = (text: string, hits: readonly Hit<Label>[]): readonly Span[] => {
  const excused = hits.filter(({ label }) => label === 'not urgent')
  const words = hits.filter(({ label }) => label === 'urgent')
  const patterns = [deadline, hurry].flatMap((pattern) => [...text.matchAll(pattern)].map(spanOf))
  const signs = [...words, ...patterns].filter(
    (sign) =>
      !excused.some((whole) => covers(whole, sign)) &&
      !denied.test(text.slice(Math.max(0, sign.start - 4), sign.start)),
  )
  return signs.filter((sign) => !signs.some((other) => other !== sign && covers(other, sign)))
}

const spanOf = ({ index, 0: found }: RegExpExecArray): Span => ({
  start: index,
  end: index + found.length,
})
