import { simplified } from './simplified.ts'

/** Longer messages are cut: a customer's wish stands at the front, and time stays bounded. */
export const longestText = 2_000

/** Signs that stand for what differs in every message; no customer types them. */
const longNumber = '⌗'
const phone = '☎'
const pictureCode = '☺'

/**
 * The words of a message as the engines see them: compatibility forms folded (NFKC), lower case,
 * digits as 0, one sign for a phone, a longer number or a platform's picture code (`#E-s46`), masks
 * such as `[订单x]` read as what they hide, no control characters, punctuation as a space except
 * `?` and `!`, nothing more than twice in a row, traditional characters as simplified ones.
 */
export const normalise = (text: string): string =>
  text
    .slice(0, longestText)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Script=Han}/gu, simplified)
    .replace(/(?<=[a-z])['’](?=[a-z])/g, '')
    .replace(/#e-[a-z]\d{1,3}/g, pictureCode)
    .replace(/\[(电话|手机)[x0-9]{1,3}\]/g, phone)
    .replace(/\[(订单|快递|运单)[x0-9]{1,3}\]/g, longNumber)
    .replace(/\[(数字|金额|日期|时间)[x0-9]{1,3}\]/g, '0')
    .replace(/\[\p{L}{1,4}x\]/gu, ' ')
    .replace(/(?<!\d)\d{3,}(?:[ -]\d{3,})+(?!\d)/g, joined)
    .replace(/(?<!\d)1[3-9]\d{9}(?!\d)/g, phone)
    .replace(/\d{8,}/g, longNumber)
    .replace(/\d/g, '0')
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}?!⌗]+/gu, ' ')
    .replace(/(.)\1{2,}/gu, '$1$1')
    .trim()
    .slice(0, longestText)

/** `4532 2398 2790` is one number, and `130 140 150 160` are four sizes. */
const joined = (groups: string): string => {
  const together = groups.replace(/\D/g, '')
  return together.length >= 10 && /\d{4}/.test(groups) ? together : groups
}
