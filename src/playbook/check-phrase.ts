import { type PhraseFault, readPhrase } from '../model/phrase.ts'
import { errorAt, type Fault, type Words } from './fault.ts'
import type { Written } from './outline.ts'
import { placeInside } from './yaml-file.ts'

/** What is wrong with a phrase, at the very piece of it. */
export const checkPhrase = (written: Written): Fault[] => {
  const phrase = readPhrase(written.text)
  if (!('fault' in phrase)) return []
  const place = placeInside(written.file, written.path, phrase.piece, phrase.index)
  return [errorAt(place, ...faultWords(phrase, written.text))]
}

const faultWords = ({ fault, piece }: PhraseFault, phrase: string): [Words, Words] => {
  switch (fault) {
    case 'sign':
      return [
        [`句型「${phrase}」里不能有「${piece}」`, `phrase "${phrase}" cannot hold "${piece}"`],
        [
          '句型里只写字和 …、……、(甲|乙)、#；中间隔着别的字就写 …',
          'write letters and …, ……, (one|other), # only; … stands for some letters in between',
        ],
      ]
    case 'brackets':
      return [
        [`句型「${phrase}」的括号写得不对`, `the brackets of phrase "${phrase}" are wrong`],
        [
          '写成 (甲|乙)，括号要成对，里面只写字，用 | 隔开，不能再套括号',
          'write (one|other): a pair of brackets, only letters and | inside',
        ],
      ]
    case 'edge':
      return [
        [`句型「${phrase}」的头尾不能是 …`, `phrase "${phrase}" cannot begin or end with …`],
        ['… 只能写在两段字中间', 'put … between letters only'],
      ]
    case 'gaps':
      return [
        [`句型「${phrase}」里的 … 太多，最多两个`, `phrase "${phrase}" has more than two …`],
        ['拆成两条句型', 'write two phrases'],
      ]
    case 'empty':
      return [
        [`句型「${phrase}」什么都对得上`, `phrase "${phrase}" fits everything`],
        ['至少写一个必须有的字', 'write at least one letter that has to be there'],
      ]
    default:
      return fault satisfies never
  }
}
