import { botOwns, type Conversation } from '../../model/conversation.ts'
import type { Said } from '../../model/decision.ts'
import { textOf } from '../../model/message.ts'
import type { Understanding } from '../../model/understanding.ts'
import type { Playbook } from '../../playbook/index.ts'
import { questionOf } from './heard.ts'
import { inOpenRound } from './round.ts'
import { mentioned, plain } from './words.ts'

interface Listening {
  readonly conversation: Conversation
  readonly messages: readonly Said[]
  readonly understanding: Understanding | undefined
  readonly playbook: Playbook
}

/** 「我想问一下，」 and 「因为…」 go on. */
const unfinished = /(?:[,，、;；:：…~～]|\.{2,}|因为|但是|然后|就是|那个|还有|而且|我的|的话)$/

/**
 * Whether what was said can be answered at once, or is a fragment of something longer:
 * a word of greeting, a picture alone, an unfinished sentence, something barely understood.
 * A request for a human, a word of danger and an answer to our own question never wait.
 */
export const standsAlone = (listening: Listening): boolean => {
  const { conversation, messages, understanding, playbook } = listening
  const { phase } = inOpenRound(conversation, messages)
  const text = textOf(messages.flatMap((message) => message.parts))
  if (!botOwns(phase)) return true
  if (text === '') return false
  if (isPressing(text, playbook)) return true
  if (questionOf(phase) !== undefined) return true
  // Who writes line after line is not done with the line that happens to make sense.
  if (messages.length > 1) return false
  if (phase.kind === 'collecting') return !unfinished.test(text.trim())
  if (unfinished.test(text.trim()) || isFiller(text, playbook)) return false
  return understanding?.outcome === 'answer' || (understanding?.candidates[0]?.score ?? 0) >= 0.9
}

/** A request for a person, or danger, in so many words: these wait for nothing. */
export const isPressing = (text: string, { handoff }: Pick<Playbook, 'handoff'>): boolean =>
  [handoff.wants_human, handoff.safety].some(
    ({ words, not_words }) => mentioned(text, words, not_words) !== undefined,
  )

/** 「在吗」「那个」「亲」, by the operators' list, or a message too short to mean anything. */
const isFiller = (text: string, playbook: Playbook): boolean => {
  const words = plain(text).replace(/[?？!！。.~～,，]/g, '')
  return words.length < 2 || playbook.phrases.fragment_words.some((word) => plain(word) === words)
}
