import type { Heard } from '../heard/heard.ts'
import { mentioned } from '../heard/words.ts'

/** 「回复「人工」」 is no advice for who waits for one: the sentences that give it are left out. */
export const withoutCalling = ({ situation }: Heard, text: string): string => {
  const { words } = situation.playbook.handoff.wants_human
  const sentences = text.split(/(?<=[。！？；\n])/)
  const left = sentences
    .filter((each) => mentioned(each, words) === undefined)
    .join('')
    .replace(/；(?=\n|$)/g, '。')
    .trim()
  return left === '' ? text : left
}
