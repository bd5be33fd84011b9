import { Converter } from 'opencc-js/t2cn'

const convert = Converter({ from: 't', to: 'cn' })
const known = new Map<string, string>()

/** A character as it is written in mainland China: 退貨 is 退货. Each is looked up once. */
export const simplified = (char: string): string => {
  const found = known.get(char)
  if (found !== undefined) return found
  const converted = convert(char)
  known.set(char, converted)
  return converted
}
