import type { Emotion } from '../../model/understanding.ts'

/** 「没生气」, 「不是很失望」, 「不是说你们骗人」, 「不想投诉」. */
const denied =
  /(?:没有?|不是|并不|并没有?|并非|不会|不想|不用|不必|不打算|没打算|懒得|不至于|从不|从未|未|无需|谈不上|说不上|算不上|不算|不太|不怎么)(?:说|在|有|要|去|来|给|那么|这么|很|太|特别|非常|想|真的|故意|觉得|感到|因为|什么)?(?:你们?|您|被)?$/

/** 「上次那家店是骗子」 is about somebody else. */
const elsewhere = /(?:别家|那家|别的店|其他店|另一家|隔壁|上家|别人家)[^,.!?，。]{0,6}$/

/** Two denials are none: 「不得不投诉」. */
const affirmed =
  /(?:不得不|不能不|忍不住|要不是|是不是|会不会|难道不是|何尝不是|还不是)[^,.!?]{0,3}$/

/** 「多少有点敷衍」; 「别忽悠我」 to somebody who does; 「老公很生气」, who is not the one who writes. */
const softened =
  /(?:有点儿?|有些|稍微|多少|略微?|一点点)$|(?:(?<![特区个分告])别|不要|勿|不许)(?:再|老|总|来|想|给我)?$|(?:老公|老婆|媳妇|对象|女友|男友|朋友|孩子|宝宝|老人|妈|爸|婆婆|老板|领导|客户|同事|室友|邻居)[都也就会又很真的要快被]{0,3}$/

/** Asked of things and not of us: 「是不是骗人的」, 「会不会被坑」. */
const doubted = /(?<!你们?家?)(?:是不是|会不会|该不会|不会是)[^,.!?]{0,3}$/

/** 「这不是骗人吗」 says that it is. */
const asked = /^[^,.!?，。]{0,6}(?:吗|么|嘛)/

/** What is left of a word's level once the words around it are read. */
export const levelInContext = (
  text: string,
  { start, end, level }: { start: number; end: number; level: Emotion },
): Emotion => {
  const before = text.slice(Math.max(0, start - 8), start)
  if (elsewhere.test(before)) return 0
  if (softened.test(before) || doubted.test(before)) return milder(level)
  if (!denied.test(before) || affirmed.test(before)) return level
  return /不是[^,.!?]{0,2}$/.test(before) && asked.test(text.slice(end)) ? level : 0
}

const milder = (level: Emotion): Emotion => (level === 3 ? 2 : level === 2 ? 1 : level)
