import type { Playbook } from '../../playbook/index.ts'
import type { Heard } from '../heard/heard.ts'
import { mentioned } from '../heard/words.ts'

/** 「回复「人工」」 is no advice for who waits for one: the sentences that give it are left out. */
export const withoutCalling = ({ situation }: Heard, text: string): string => {
  const left = sentencesWithoutCalling(situation.playbook, text)
  return left === '' ? text : left
}

/** What is left of the text, which may be nothing. */
export const sentencesWithoutCalling = ({ handoff }: Playbook, text: string): string =>
  text
    .split(/(?<=[。！？；\n])/)
    .filter((each) => mentioned(each, handoff.wants_human.words) === undefined)
    .join('')
    .replace(/；(?=\n|$)/g, '。')
    .trim()
