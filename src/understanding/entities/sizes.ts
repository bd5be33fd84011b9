import { numerals, parseNumber } from './chinese-number.ts'
import type { Find } from './readable.ts'

/** Sizes of clothes and shoes: XL, 2XL (also XXL), 42, 42.5, 175/96A, 均码, 大号. */
export const findSizes = (text: string): Find[] =>
  rules.flatMap(({ pattern, read }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const value = read(match)
      if (value === undefined) return []
      const start = match.index
      return [{ value, start, end: start + match[0].length }]
    }),
  )

interface Rule {
  readonly pattern: RegExp
  readonly read: (match: RegExpExecArray) => string | undefined
}

const chosen =
  '换成?|改成?|要|拍了?|穿|买了?|选了?|发|是|尺码|码数|鞋码|[色款的] ?|[白黑红黄蓝绿紫灰粉棕褐金银青米杏麦] '

const rules: readonly Rule[] = [
  {
    // Height and chest of GB/T 1335.
    pattern: /(?<![\d/.])(1[3-9]\d\/\d{2,3}[ABCY]?)(?![\d/A-Z])[码号]?/g,
    read: ([, size]) => size,
  },
  {
    pattern: /(?<![A-Z0-9])(X{1,5}[LS]|[2-6]XL)(?![A-Z0-9])[码號号]?/g,
    read: ([, size]) => lettered(size),
  },
  {
    pattern: /(?<![A-Z0-9])([SML])(?![A-Z0-9])[码號号]/g,
    read: ([, size]) => size,
  },
  {
    // A letter alone is a size where something is chosen: 换成L, 本白 M.
    pattern: new RegExp(`(?<=(?:${chosen}))([SML])(?![A-Z0-9&-])`, 'g'),
    read: ([, size]) => size,
  },
  {
    pattern: /(?<![\d.A-Z])(\d{2,3}(?:\.5)?) ?[码碼](?!上|头|农)/g,
    read: ([, size]) => numbered(Number(size)),
  },
  {
    pattern: new RegExp(`(?<![${numerals}])([二三四五]?十[${numerals}]?)码(半?)(?!上|头|农)`, 'g'),
    read: ([, size = '', half]) => numbered((parseNumber(size) ?? 0) + (half === '' ? 0 : 0.5)),
  },
  {
    // A bare number and 号 need a shoe or trousers: 37号 is a day as well.
    pattern: /(?<![\d.A-Z])(2[4-9]|[34]\d(?:\.5)?) ?[号號]?(?=的?[鞋裤])/g,
    read: ([, size]) => numbered(Number(size)),
  },
  {
    pattern:
      /(?<=(?:尺码|鞋码|码数|穿)(?:是|选|拍|:)? ?)([34]\d(?:\.5)?)(?![\d.]|[天年月块元个件度岁])/g,
    read: ([, size]) => numbered(Number(size)),
  },
  { pattern: /均[码碼]|ONE ?SIZE/g, read: () => '均码' },
  {
    pattern: /(特大|加大|大|中|小)(?:码|碼|号|號)(?!了|线|召|角|盆友)/g,
    read: ({ 1: size = '', index, input }) =>
      /[最更太偏多弄有放扩强]/.test(input.slice(Math.max(0, index - 1), index))
        ? undefined
        : `${size}号`,
  },
]

/** XXL and 2XL are one size. */
const lettered = (size = ''): string => {
  const [, large] = /^(X{2,})L$/.exec(size) ?? []
  return large === undefined ? size : `${large.length}XL`
}

/** Shoes and trousers to 50, children by their height; 69码 is a barcode. */
const numbered = (size: number | undefined): string | undefined => {
  if (size === undefined) return undefined
  const worn = size >= 20 && size <= 50
  const child = [52, 59, 66, 73].includes(size) || (size >= 80 && size <= 170 && size % 5 === 0)
  return worn || child ? String(size) : undefined
}
