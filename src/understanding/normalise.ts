/** Longer messages are cut: a customer's wish stands at the front, and time stays bounded. */
export const longestText = 2_000

/** What a long number (an order, a parcel, a phone) becomes; a customer's own `#` is dropped. */
export const longNumber = '#'

/** What a platform's picture code becomes: `#E-s46`, `[微笑]` of the marketplaces' own keyboards. */
const pictureCode = '☺'

/**
 * The words of a message as the engines see them: compatibility forms folded (NFKC), lower case,
 * digits as 0, long numbers as one sign, no control characters, punctuation only as a space except
 * `?` and `!`, nothing repeated more than twice. Traditional characters stay as they are.
 */
export const normalise = (text: string): string =>
  text
    .slice(0, longestText)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/#e-[a-z]\d{1,3}/g, pictureCode)
    .replace(/\[(订单|电话|手机|快递|运单)[x0-9]{1,3}\]/g, '88888888')
    .replace(/\[(数字|金额|日期|时间)[x0-9]{1,3}\]/g, '8')
    .replace(/\[[\p{L}]{1,4}x\]/gu, ' ')
    .replace(/\d{8,}/g, '№')
    .replace(/\d/g, '0')
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}№?!☺]+/gu, ' ')
    .replace(/№/g, longNumber)
    .replace(/(.)\1{2,}/gu, '$1$1')
    .trim()
    .slice(0, longestText)
