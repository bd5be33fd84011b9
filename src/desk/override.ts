import type { ToneFinding } from '../model/tone.ts'

/** What an agent was warned of and sent all the same. */
export interface Override {
  readonly reason: string
  readonly findings: readonly ToneFinding[]
}

const mostTold = 5
const longestWords = 40

/** 「小林仍然发送：「不支持」（生硬拒绝，replies/tone.yaml:31:9）。理由：刚在电话里解释过」 */
export const overrideNote = (name: string, { reason, findings }: Override): string => {
  const told = findings
    .slice(0, mostTold)
    .map(({ words, title, source }) => `「${short(words)}」（${title}，${source}）`)
  const more = findings.length > mostTold ? `等 ${findings.length} 处` : ''
  return `${name}看过提醒，仍然发送：${told.join('、')}${more}。理由：${reason}`
}

const short = (words: string): string => {
  const letters = [...words]
  return letters.length > longestWords ? `${letters.slice(0, longestWords).join('')}…` : words
}
