import { botOwns } from '../model/conversation.ts'
import { calm } from '../model/understanding.ts'
import { angry, type Heard, requestsOf } from './heard/heard.ts'
import { type Move, type Rungs, saidFirst } from './situation.ts'
import { handOver } from './waiting/handoff.ts'

/** Fury, or anger for the second time: a person, before more words make it worse. */
export function tooAngry(heard: Heard): Rungs {
  const { emotion, signs } = heard.understanding?.mood ?? calm
  const words = signs.flatMap(({ kind, text }) => (kind === 'emotion' ? [`「${text}」`] : []))
  const shown = words.length === 0 ? '' : `（${words.join('')}）`
  const times = heard.memory.angry ?? 0
  const isFurious = emotion >= heard.situation.playbook.handoff.emotion_level
  if (!isFurious && (emotion < angry || times < 2)) {
    return emotion === 0 ? '情绪平稳' : `有情绪${shown}，还不到请人的程度`
  }
  const [first] = requestsOf(heard)
  const because = isFurious ? '顾客情绪激动' : `这一轮第 ${times} 次生气`
  return handOver(heard, {
    reason: 'emotion',
    because: `${because}${shown}`,
    ...(first === undefined ? {} : { intent: first.intent }),
  })
}

/**
 * A sentence for who is angry, before the reply; a form opens with its own. It is said once a round,
 * since a second time brings a person.
 */
export const soothed = (heard: Heard, move: Move): Move => {
  const { emotion } = heard.understanding?.mood ?? calm
  const isOpened = move.ticketCount !== undefined
  if (emotion < angry || isOpened || !botOwns(move.phase)) return move
  const { soothe_angry } = heard.situation.playbook.phrases
  return { ...move, effects: saidFirst(soothe_angry, move.effects) }
}
