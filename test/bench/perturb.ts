import type { Draw } from './shop-talk.ts'

/** A question as another customer would type it. */
export type Perturb = (question: string, draw: Draw) => string

const synonyms: readonly (readonly [string, string])[] = [
  ['怎么办', '如何处理'],
  ['多少', '几'],
  ['可以', '能够'],
  ['能不能', '可不可以'],
  ['请问', '问一下'],
  ['在哪里', '去哪'],
  ['为什么', '咋'],
  ['收到的', '拿到手的'],
  ['一样吗', '相同吗'],
  ['想知道', '打听下'],
  ['行不行', '可行吗'],
  ['单卖', '另外卖'],
  ['怎么', '咋'],
]

const slips = [...'的是人这那了就都好大小上下不在有我他来去说看要会到得也']

export const perturbations = {
  typo: (question, draw) => {
    const chars = [...question]
    chars[draw.below(chars.length)] = draw.of(slips)
    return chars.join('')
  },
  dropped: (question, draw) => {
    const chars = [...question]
    for (let n = 0; n < 2; n++) chars.splice(draw.below(chars.length), 1)
    return chars.join('')
  },
  synonym: (question) =>
    synonyms.reduce((text, [word, other]) => text.replace(word, other), question),
  wordy: (question, draw) =>
    `${draw.of(['你好 ', '亲 ', '请问一下 ', '我想问问 '])}${question}${draw.of(['呀', ' 谢谢', ' 急', '呢亲'])}`,
} as const satisfies Readonly<Record<string, Perturb>>
