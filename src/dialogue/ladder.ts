import type { Rung } from '../model/decision.ts'
import type { IntentScore } from '../model/understanding.ts'
import { evidenceFlow } from './form/evidence-flow.ts'
import { stillWaits } from './form/flow-speech.ts'
import { runningFlow } from './form/slots.ts'
import { alikeEnough, alikeIn, exactlyAsked, keywordIn, meant } from './heard/asked.ts'
import { type Heard, questionOf, sureIntent } from './heard/heard.ts'
import { bareAnswer } from './heard/short-answer.ts'
import { mentioned } from './heard/words.ts'
import { tooAngry } from './mood.ts'
import { pendingQuestion } from './pending.ts'
import { planFor } from './plan.ts'
import { carryOut } from './respond.ts'
import { several } from './several.ts'
import type { Rungs } from './situation.ts'
import { urgent } from './ticket/urgent.ts'
import { clarify, human } from './unsure.ts'
import { humanOwns, safety, wantsHuman } from './waiting/people-first.ts'

/**
 * The policy for what customers say, as a fixed ladder: the first rung that acts decides, and every
 * rung above it says why it did not. docs/policy.md explains it to operators.
 */
export const ladder: readonly (readonly [Rung, (heard: Heard) => Rungs])[] = [
  ['human_owns', humanOwns],
  ['safety', safety],
  ['wants_human', wantsHuman],
  ['emotion', tooAngry],
  ['urgent', urgent],
  ['pending_question', pendingQuestion],
  ['evidence_flow', evidenceFlow],
  ['several', several],
  ['keyword', keyword],
  ['intent', byIntent],
  ['knowledge', knowledge],
  ['clarify', clarify],
  ['human', human],
]

/** Words the operators marked as decisive: of an answer, of an intent, or a question asked exactly. */
function keyword(heard: Heard): Rungs {
  if (heard.text === '') return '没有文字'
  const found = keywordIn(heard, heard.text)
  if (found !== undefined) return carryOut(planFor(heard, found.asked))
  const answer = alikeIn(heard, exactlyAsked)
  if (answer === undefined) return '没有精准关键词'
  const because = '和知识库里的问法几乎一样'
  return carryOut(planFor(heard, { kind: 'answer', answer, because }))
}

function byIntent(heard: Heard): Rungs {
  const again = askedAgain(heard)
  if (again !== undefined) return again
  const sure = besidesPerson(heard) ?? sureIntent(heard)
  if (sure !== undefined) return carryOut(planFor(heard, meant(heard, sure)))
  const bare = bareAnswer(heard)
  if (bare === undefined) return '把握不够'
  const because = `顾客只说了「${heard.text}」`
  return carryOut(planFor(heard, { kind: 'intent', intent: bare, because }))
}

/** 「先不转人工，问下物流」 has the classifier hear 人工 first: what else it hears counts. */
const besidesPerson = ({ text, understanding, situation }: Heard): IntentScore | undefined => {
  const { intents, not_words } = situation.playbook.handoff.wants_human
  const [top, ...others] = understanding?.ranking ?? []
  if (top === undefined || !intents.includes(top.intent)) return undefined
  if (mentioned(text, not_words) === undefined) return undefined
  const next = others.find(({ intent }) => !intents.includes(intent))
  if (next === undefined || top.confidence >= 1) return undefined
  const confidence = next.confidence / (1 - top.confidence)
  return confidence >= clearlyAhead ? { ...next, confidence } : undefined
}

/** So much of what is left once 人工 is out is as good as sure. */
const clearlyAhead = 0.7

/** 「还没有啊」 after an answer asks the same again, and counts. */
const askedAgain = (heard: Heard): Rungs | undefined => {
  const { memory, understanding, situation } = heard
  const [top] = understanding?.ranking ?? []
  const role = top && situation.playbook.intents.get(top.intent)?.role
  const intent = memory.lastIntent ?? memory.lastRun?.intent
  if (role !== 'context' || intent === undefined || heard.orderNos.length > 0) return undefined
  if (runningFlow(heard) !== undefined || questionOf(heard.conversation.phase)) return undefined
  const word = stillWaits(heard)
  if (word === undefined) return undefined
  const because = `顾客说「${word}」，接着答刚才的问题`
  // The words describe nothing: they must not get into a ticket.
  return carryOut(planFor({ ...heard, text: '' }, { kind: 'intent', intent, because }))
}

function knowledge(heard: Heard): Rungs {
  const [candidate] = heard.understanding?.candidates ?? []
  if (candidate === undefined || candidate.score < alikeEnough) return '知识库里没有足够相近的问题'
  const answer = heard.situation.playbook.answers.get(candidate.answer)
  if (answer === undefined) return '相近的回复已不在知识库里'
  const because = `知识库里有相近的问题（相似度 ${candidate.score.toFixed(2)}）`
  return carryOut(planFor(heard, { kind: 'answer', answer, because }))
}
