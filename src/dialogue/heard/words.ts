import { plain } from '../../model/mentioned.ts'

export { literally, mentioned, plain } from '../../model/mentioned.ts'

/** Whether a message is one of `words` and nothing else, but for marks and sighs: 「都不是啊～」. */
export const justSays = (text: string, words: readonly string[]): boolean => {
  const said = bare(text)
  return said !== '' && words.some((word) => bare(word) === said)
}

const bare = (text: string): string => {
  const marks = /[\p{P}\p{S}]/gu
  return plain(text)
    .replace(marks, '')
    .replace(/(?<=.)[啊呀哦噢吧哈嘛啦哎诶]+$/, '')
}

/** What there is of `parts`, with an empty line between. */
export const paragraphs = (parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n\n')

/** 1-based lines: `1. …`. */
export const numbered = (lines: readonly string[]): string =>
  lines.map((text, index) => `${index + 1}. ${text}`).join('\n')

/** 「退款多久到账」 is a question, whatever may be chosen. */
export const isQuestion = /[吗么呢?？怎哪谁几多啥]|什么|能不能|可不可以|是不是/

const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九']

/** The option a short answer picks: 「2」「第二个」「我选二」「2号」; undefined when it is something else. */
export const pickedNumber = (text: string, count: number): number | undefined => {
  const match =
    /^(?:我|就|那|选择|选|问|是|的)*第?([1-9一二三四五六七八九])(?:个|号|项|条|单|吧|的|呢|啊|、|[.。,，!！])*$/.exec(
      plain(text).replace(/[\uFE0F\u20E3]/g, ''),
    )
  const digit = match?.[1]
  if (digit === undefined) return undefined
  const number = ordinals.includes(digit) ? ordinals.indexOf(digit) + 1 : Number(digit)
  return number <= count ? number : undefined
}

/** As `pickedNumber`, of the first words of a message that goes on. */
export const pickedAtFirst = (text: string, count: number): number | undefined =>
  pickedNumber(/^[^,，。;；\s]*/.exec(text.trim())?.[0] ?? '', count)

/** 「2，发票怎么开」 */
export const picksAndGoesOn = (text: string): boolean =>
  pickedNumber(text, 9) === undefined && pickedAtFirst(text, 9) !== undefined
