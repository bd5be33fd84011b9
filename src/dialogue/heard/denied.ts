import { mentioned, plain } from './words.ts'

/**
 * As `mentioned`, without the words that are denied right before they are said: 「不要退款，我只要补发」
 * says 补发 only. 「能不能退款」 and 「怎么还没退款」 do say 退款.
 */
export const wanted = (
  text: string,
  words: readonly string[],
  notWords: readonly string[] = [],
): string | undefined => {
  const said = mentioned(text, words, notWords)
  if (said === undefined || !/[不没别无]/.test(text)) return said
  let rest = plain(text)
  // The longest first, so that 改地址 does not outlive a denied 修改地址.
  for (const word of words.map(plain).sort((a, b) => b.length - a.length)) {
    rest = withoutDenied(rest, word)
  }
  return mentioned(rest, words, notWords)
}

const denial =
  /(?:不要|不想|不是|不用|不需要|不必|无需|(?<![特个辨区级])别|没有|没|不)(?:再|给我|帮我|开|转)?$/

/** 「有没有」 asks, 「还没」 and 「怎么到现在都没」 complain that it did not happen. */
const asks =
  /(?:有没有?|要不要|想不想|是不是|(?:还|一直)(?:没有?|不是?)|(?:怎么|咋|为什么|为啥|凭什么)[^,.!?，。！？]{0,8}(?:没有?|不是?))$/

/** 「不包邮吗」, 「不是包邮的吗」 and 「没有运费险的话」 are about it. */
const isAsked = /^(?:的?[吗么嘛?]|的话)/

const withoutDenied = (text: string, word: string): string => {
  let rest = text
  for (let at = rest.indexOf(word); at >= 0; at = rest.indexOf(word, at + 1)) {
    const before = rest.slice(0, at)
    const after = rest.slice(at + word.length)
    // 「能不能退」 asks about 能退.
    const doubled = before.at(-1) === '不' && before.at(-2) === word[0]
    const asked = doubled || asks.test(before) || isAsked.test(after) || word.endsWith('吗')
    if (asked || !denial.test(before)) continue
    rest = `${before}${' '.repeat(word.length)}${after}`
  }
  return rest
}
