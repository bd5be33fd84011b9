const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  兩: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const units: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1_000 }

/** Numerals as they stand in a pattern's character class. */
export const numerals = '零〇一二两兩三四五六七八九十百千万'

/** `12`, `1.5`, `三百五`, `两千零八十`, `一万二`; undefined where it is no number. */
export const parseNumber = (text: string): number | undefined => {
  if (/^\d{1,9}(\.\d{1,2})?$/.test(text)) return Number(text)
  const [high, low, ...more] = text.split('万')
  if (high === undefined || more.length > 0) return undefined
  if (low === undefined) return underTenThousand(high)
  const tens = underTenThousand(high)
  // A lone digit after the unit counts tenths of it: 一万二 is 12,000.
  const rest = low === '' ? 0 : low in digits ? (digits[low] ?? 0) * 1_000 : underTenThousand(low)
  return tens === undefined || rest === undefined ? undefined : tens * 10_000 + rest
}

const underTenThousand = (text: string): number | undefined => {
  let total = 0
  let digit: number | undefined
  let unit = 10_000
  let afterZero = false
  for (const char of text) {
    const value = digits[char]
    const scale = units[char]
    if (value !== undefined) {
      if (digit !== undefined && digit !== 0) return undefined
      digit = value
      afterZero = value === 0
    } else if (scale !== undefined && scale < unit) {
      total += (digit ?? (scale === 10 ? 1 : 0)) * scale
      if (digit === 0 && scale > 10) return undefined
      digit = undefined
      unit = scale
      afterZero = false
    } else return undefined
  }
  if (text === '') return undefined
  if (digit === undefined) return total
  const tenths = !afterZero && !text.includes('零') && unit > 10 && unit < 10_000
  return total + digit * (tenths ? unit / 10 : 1)
}
