import { normalise } from '../normalise.ts'
import { createWordTree, type WordTree } from '../word-tree.ts'

/**
 * Whether a normalised text holds nothing that tells what is wanted, whatever the sentences are about
 * that hold its words: 「！！！」, or a name of something and nothing but what stands around a name:
 * 「就是我那个杯子」.
 */
export const createSaysNothing = (
  subjects: readonly string[],
): ((normalised: string) => boolean) => {
  const wordsAt = createWordTree([
    ...subjects.map((word) => [normalise(word), 'name'] as const),
    ...around.map((word) => [word, 'around'] as const),
  ])
  return (normalised) => {
    const text = normalised.replace(/[?! ]+/g, '')
    return text === '' || (text.length <= longest && isNamed(text, wordsAt))
  }
}

/** Longer ones say something, if only by what they are made of. */
const longest = 20

const around =
  '我 你 您 他 她 俺 咱 们 家 店 里 的 那 这 个 件 只 条 双 套 款 盒 箱 台 本 瓶 包 罐 张 支 把 一 两 二 三 四 五 六 几 就是 买 昨天 前天 上次 上周 之前 刚 关于 啊 呀 哦 嗯 吧 嘛'.split(
    ' ',
  )

/** Whether the text can be parted into names, one at least, and what stands around them. */
const isNamed = (text: string, wordsAt: WordTree<'name' | 'around'>): boolean => {
  const unnamed = new Set([0])
  const named = new Set<number>()
  for (let at = 0; at < text.length; at++) {
    if (!unnamed.has(at) && !named.has(at)) continue
    for (const { end, labels } of wordsAt(text, at)) {
      if (named.has(at) || labels.includes('name')) named.add(end)
      if (unnamed.has(at) && labels.includes('around')) unnamed.add(end)
    }
  }
  return named.has(text.length)
}
