import type { Rung } from '../model/decision.ts'
import type { IntentId } from '../model/ids.ts'
import type { IntentScore } from '../model/understanding.ts'
import type { Intent } from '../playbook/index.ts'
import { aside, nothingSaid } from './aside.ts'
import { intentQuestion, namedOrders, pickedOption, whichOrder } from './clarify.ts'
import { addToTicket, continueFlow } from './continue-flow.ts'
import { wanted } from './denied.ts'
import { stillWaits, withdrawal } from './flow-speech.ts'
import { handOver } from './handoff.ts'
import { type Heard, questionOf, sureIntent } from './heard.ts'
import { humanOwns, safety, wantsHuman } from './people-first.ts'
import { answerIntent, giveFound } from './respond.ts'
import type { Rungs } from './situation.ts'
import { collectingOf, runningFlow } from './slots.ts'
import { withdrawn } from './withdraw.ts'
import { mentioned, pickedNumber, plain } from './words.ts'

/**
 * The policy for what customers say, as a fixed ladder: the first rung that acts decides, and every
 * rung above it says why it did not. docs/policy.md explains it to operators.
 */
export const ladder: readonly (readonly [Rung, (heard: Heard) => Rungs])[] = [
  ['human_owns', humanOwns],
  ['wants_human', wantsHuman],
  ['safety', safety],
  ['pending_question', pendingQuestion],
  ['evidence_flow', evidenceFlow],
  ['keyword', keyword],
  ['intent', byIntent],
  ['knowledge', knowledge],
  ['clarify', clarify],
  ['human', human],
]

/** A candidate at least this alike is as good as the operators' own words for the question. */
const exactlyAsked = 0.9

/** A candidate at least this alike is answered; below it, nobody knows. */
const alikeEnough = 0.7

function pendingQuestion(heard: Heard): Rungs {
  const question = questionOf(heard.conversation.phase)
  if (question === undefined) return '没有等回答的选择题'
  const option = pickedOption(heard, question)
  if (option === undefined && namedOrders(heard, question).length > 1) {
    return aside(heard, {
      kind: 'clarify',
      because: '说的订单不止一个对得上，再问一次',
      text: whichOrder(heard, question),
      question,
    })
  }
  if (option === undefined) return '不是在回答刚才的选择题'
  if ('orderNo' in option) {
    const memory = { ...heard.memory, order: option.orderNo }
    const intent = question.kind === 'order' ? question.intent : heard.memory.lastIntent
    if (intent === undefined) return '不知道选订单是为了什么'
    const because = `顾客选了订单：${option.label}`
    return answerIntent({ ...heard, memory }, { intent, because, counted: true })
  }
  const because = `顾客选了「${option.label}」`
  const aim = { intent: option.intent, because, chosen: true } as const
  return answerIntent(inOwnWords(heard, option.label), aim)
}

/** A bare 「1」 tells nothing of the case; the words that the question was about do. */
const inOwnWords = (heard: Heard, label: string): Heard => {
  const bare = pickedNumber(heard.text, 9) !== undefined || plain(label).includes(plain(heard.text))
  return bare ? { ...heard, text: heard.memory.said.at(-2) ?? heard.text } : heard
}

function evidenceFlow(heard: Heard): Rungs {
  const collecting = runningFlow(heard)
  if (collecting !== undefined) return continueFlow(heard, collecting)
  const done = collectingOf(heard.situation, heard.memory.lastRun)
  const word = done && withdrawal(heard)
  if (done !== undefined && word !== undefined) return withdrawn(heard, done, word)
  const wordless = heard.text === '' ? done : undefined
  return (wordless && addToTicket(heard, wordless)) ?? '没有进行中的凭证收集'
}

/** Words the operators marked as decisive: of an answer, of an intent, or a question asked exactly. */
function keyword(heard: Heard): Rungs {
  const { playbook } = heard.situation
  if (heard.text === '') return '没有文字'
  let best: { word: string; act: () => Rungs } | undefined
  const offer = (word: string | undefined, act: () => Rungs) => {
    if (word !== undefined && word.length > (best?.word.length ?? 0)) best = { word, act }
  }
  for (const answer of playbook.answers.values()) {
    const word = wanted(heard.text, answer.keywords, answer.not_keywords)
    if (word === undefined) continue
    const because = `说到关键词「${word}」`
    offer(word, () => giveFound(heard, answer, because) ?? '关键词对应的回复条件不满足')
  }
  for (const { intent } of heard.understanding?.ranking ?? []) {
    const known = playbook.intents.get(intent)
    const word = known && mentionedIn(heard.text, known)
    offer(word, () =>
      answerIntent(heard, { intent, because: `说到关键词「${word}」`, chosen: true }),
    )
  }
  if (best !== undefined) return best.act()
  const [candidate] = heard.understanding?.candidates ?? []
  const answer = candidate && playbook.answers.get(candidate.answer)
  if (candidate === undefined || answer === undefined || candidate.score < exactlyAsked) {
    return '没有精准关键词'
  }
  return giveFound(heard, answer, '和知识库里的问法几乎一样') ?? '几乎一样的问法，但回复条件不满足'
}

const mentionedIn = (text: string, intent: Intent): string | undefined => {
  if (mentioned(text, intent.not_keywords) !== undefined) return undefined
  return wanted(text, intent.keywords)
}

function byIntent(heard: Heard): Rungs {
  const again = askedAgain(heard)
  if (again !== undefined) return again
  const sure = besidesPerson(heard) ?? sureIntent(heard)
  if (sure === undefined) return '把握不够'
  return answerIntent(heard, {
    ...sure,
    because: `听懂了：${titleOf(heard, sure.intent)}（把握 ${Math.round(sure.confidence * 100)}%）`,
  })
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
  return answerIntent({ ...heard, text: '' }, { intent, because })
}

const titleOf = ({ situation }: Heard, intent: IntentId): string =>
  situation.playbook.intents.get(intent)?.title ?? intent

function knowledge(heard: Heard): Rungs {
  const [candidate] = heard.understanding?.candidates ?? []
  if (candidate === undefined || candidate.score < alikeEnough) return '知识库里没有足够相近的问题'
  const answer = heard.situation.playbook.answers.get(candidate.answer)
  const because = `知识库里有相近的问题（相似度 ${candidate.score.toFixed(2)}）`
  return (answer && giveFound(heard, answer, because)) ?? '相近的回复此刻条件不满足'
}

function clarify(heard: Heard): Rungs {
  const { playbook } = heard.situation
  const { phrases, handoff } = playbook
  const wordless = heard.text === ''
  if (wordless) return nothingSaid(heard)
  const top = heard.understanding?.ranking[0]
  const offTopic =
    heard.understanding?.outcome !== 'clarify' &&
    top &&
    playbook.intents.get(top.intent)?.role === 'off_topic'
  const done = collectingOf(heard.situation, heard.memory.lastRun)
  const joined = heard.media.length > 0 && done && addToTicket(heard, done)
  if (joined) return joined
  const misses = heard.memory.misses + 1
  const isCase = isCaseAlive(heard)
  const patience = handoff.misses_before_human + (offTopic && !isCase ? 1 : 0)
  if (misses >= patience) return `连续 ${misses} 句没听懂，或不是本店的事`
  if (offTopic) {
    return aside(heard, {
      kind: 'notice',
      because: isCase ? '像是不相干的话，但手上有事没办完，当作没听懂' : '不是本店售后的事',
      text: isCase ? phrases.not_understood : phrases.off_topic,
      misses,
      intent: top.intent,
      confidence: top.confidence,
    })
  }
  const asked = intentQuestion(heard)
  return aside(heard, {
    kind: 'clarify',
    because: asked ? '几种意思都有可能，请顾客选' : '没听懂，请顾客换个说法',
    text: asked?.text ?? phrases.not_understood,
    misses,
    ...(asked ? { question: asked.question } : {}),
    ...(top ? { intent: top.intent, confidence: top.confidence } : {}),
  })
}

/** Something is being dealt with: what seems beside the point is more likely misunderstood. */
const isCaseAlive = (heard: Heard): boolean =>
  heard.memory.lastIntent !== undefined ||
  heard.memory.lastRun !== undefined ||
  runningFlow(heard) !== undefined

function human(heard: Heard): Rungs {
  return handOver(heard, { reason: 'not_understood', because: '机器人没听懂，交给人' })
}
