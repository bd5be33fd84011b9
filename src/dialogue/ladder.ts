import { type Phase, type Question, runOf } from '../model/conversation.ts'
import type { Rung } from '../model/decision.ts'
import type { IntentId } from '../model/ids.ts'
import type { Answer, Intent } from '../playbook/index.ts'
import { type Chosen, choose, orderInQuestion } from './answer.ts'
import { intentQuestion, orderQuestion, pickedOption } from './clarify.ts'
import { addToTicket, continueFlow, fillQuietly, openFlow, resumeText } from './collect.ts'
import { type Collecting, withoutUsed } from './evidence.ts'
import { handOver } from './handoff.ts'
import { type Heard, ownOrder, valuesFor } from './heard.ts'
import { renderLoosely } from './render.ts'
import { type Move, type Rungs, say } from './situation.ts'
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

function humanOwns(heard: Heard): Rungs {
  const { phase } = heard.conversation
  if (phase.kind !== 'withAgent' && phase.kind !== 'awaitingAgent') return '会话在机器人手里'
  if (phase.kind === 'awaitingAgent' && phase.handoff.reason !== 'safety') {
    const danger = safety(heard)
    if (typeof danger !== 'string') return { ...danger, rung: 'safety' }
  }
  const collecting = runningFlow(heard)
  const quiet = collecting && fillQuietly(heard, collecting)
  const next: Phase = quiet ? { ...phase, run: quiet.collecting.run } : phase
  const effects = quiet?.effects ?? []
  const { situation } = heard
  const memory = quiet ? withoutUsed(heard.memory, quiet.collecting.run) : heard.memory
  if (phase.kind === 'withAgent') {
    const who = phase.by.kind === 'agent' ? phase.by.name : '店里的同事（平台客户端）'
    return {
      kind: 'silent',
      because: `${who}在处理这个会话，机器人不说话`,
      phase: next,
      memory,
      effects,
    }
  }
  const rules = situation.playbook.handoff
  const lastSaid = memory.queueNoticeAt ?? phase.handoff.at
  // The first evidence since is acknowledged at once; ten pictures are not ten notices.
  const acknowledges = quiet?.received && lastSaid <= phase.handoff.at
  if (situation.at - lastSaid < rules.queue_notice_every && !acknowledges) {
    return {
      kind: 'silent',
      because: '已在排队等人工，刚刚告诉过顾客',
      phase: next,
      memory,
      effects,
    }
  }
  return {
    kind: 'notice',
    because: quiet?.received ? `排队中，收到${quiet.received}` : '已在排队等人工，再告诉顾客一次',
    phase: next,
    memory: { ...memory, queueNoticeAt: situation.at },
    effects: [say(renderLoosely(rules.queue_notice, valuesFor(heard, undefined))), ...effects],
  }
}

function wantsHuman(heard: Heard): Rungs {
  const { wants_human } = heard.situation.playbook.handoff
  const word = mentioned(heard.text, wants_human.words, wants_human.not_words)
  if (word !== undefined) {
    return handOver(heard, { reason: 'customer_request', because: `顾客说「${word}」，要人工` })
  }
  const sure = sureIntent(heard)
  if (sure === undefined || !wants_human.intents.includes(sure.intent)) return '没有要人工'
  if (mentioned(heard.text, wants_human.not_words) !== undefined) return '说的是不要人工'
  return handOver(heard, {
    reason: 'customer_request',
    because: '这句话的意思是要人工',
    ...sure,
  })
}

function safety(heard: Heard): Rungs {
  const { handoff, flowOf } = heard.situation.playbook
  const word = mentioned(heard.text, handoff.safety.words, handoff.safety.not_words)
  const sure = sureIntent(heard)
  const meant = sure !== undefined && handoff.safety.intents.includes(sure.intent)
  if (word === undefined && !meant) return '没有安全风险的词'
  const because = word === undefined ? '这句话说的是人身安全问题' : `出现安全词「${word}」`
  const intent = handoff.safety.intents[0] as IntentId | undefined
  const flow = intent && flowOf.get(intent)
  if (intent === undefined || flow === undefined || runningFlow(heard) !== undefined) {
    return handOver(heard, { reason: 'safety', because, ...(intent ? { intent } : {}) })
  }
  // A person is called at once; the evidence that only the customer has is asked for meanwhile.
  const opened = openFlow(heard, flow, { intent, because })
  const run = runOf(opened.phase) ?? opened.memory.lastRun
  const asked = opened.effects.flatMap((effect) =>
    effect.kind === 'sendMessage'
      ? effect.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []))
      : [],
  )
  const words = [...asked, handoff.told.safety ?? handoff.told.default].join('\n\n')
  return handOver(
    { ...heard, memory: opened.memory },
    {
      reason: 'safety',
      because,
      intent,
      words,
      ...(run?.flow === flow.id ? { collecting: { flow, run } } : {}),
      ...(opened.ticketCount === undefined ? {} : { ticketCount: opened.ticketCount }),
    },
  )
}

function pendingQuestion(heard: Heard): Rungs {
  const question = questionOf(heard.conversation.phase)
  if (question === undefined) return '没有等回答的选择题'
  const option = pickedOption(heard, question)
  if (option === undefined) return '不是在回答刚才的选择题'
  if ('orderNo' in option) {
    const memory = { ...heard.memory, order: option.orderNo }
    const intent = question.kind === 'order' ? question.intent : heard.memory.lastIntent
    if (intent === undefined) return '不知道选订单是为了什么'
    const because = `顾客选了订单：${option.label}`
    return answerIntent({ ...heard, memory }, { intent, because, counted: true })
  }
  const because = `顾客选了「${option.label}」`
  return answerIntent(inOwnWords(heard, option.label), { intent: option.intent, because })
}

/** A bare 「1」 tells nothing of the case; the words that the question was about do. */
const inOwnWords = (heard: Heard, label: string): Heard => {
  const bare = pickedNumber(heard.text, 9) !== undefined || plain(label).includes(plain(heard.text))
  return bare ? { ...heard, text: heard.memory.said.at(-2) ?? heard.text } : heard
}

function evidenceFlow(heard: Heard): Rungs {
  const collecting = runningFlow(heard)
  if (collecting !== undefined) return continueFlow(heard, collecting)
  const { lastRun } = heard.memory
  const flow = lastRun && heard.situation.playbook.flows.get(lastRun.flow)
  if (lastRun === undefined || flow === undefined || heard.text !== '')
    return '没有进行中的凭证收集'
  return addToTicket(heard, { flow, run: lastRun }) ?? '没有进行中的凭证收集'
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
    const word = mentioned(heard.text, answer.keywords, answer.not_keywords)
    if (word === undefined) continue
    const because = `说到关键词「${word}」`
    offer(word, () => giveFound(heard, answer, because) ?? '关键词对应的回复条件不满足')
  }
  for (const { intent } of heard.understanding?.ranking ?? []) {
    const known = playbook.intents.get(intent)
    const word = known && mentionedIn(heard.text, known)
    offer(word, () => answerIntent(heard, { intent, because: `说到关键词「${word}」` }))
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
  return mentioned(text, intent.keywords)
}

function byIntent(heard: Heard): Rungs {
  const sure = sureIntent(heard)
  if (sure === undefined) return '把握不够'
  return answerIntent(heard, {
    ...sure,
    because: `听懂了：${titleOf(heard, sure.intent)}（把握 ${Math.round(sure.confidence * 100)}%）`,
  })
}

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
  const offTopic = top && playbook.intents.get(top.intent)?.role === 'off_topic'
  if (offTopic && heard.understanding?.outcome !== 'clarify') {
    return aside(heard, {
      kind: 'notice',
      because: '不是本店售后的事',
      text: phrases.off_topic,
      intent: top.intent,
      confidence: top.confidence,
    })
  }
  const misses = heard.memory.misses + 1
  if (misses >= handoff.misses_before_human) return `连续 ${misses} 句没听懂`
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

function human(heard: Heard): Rungs {
  return handOver(heard, { reason: 'not_understood', because: '机器人没听懂，交给人' })
}

/** A picture, a card or something unknown that came without words. */
const nothingSaid = (heard: Heard): Move => {
  const { phrases } = heard.situation.playbook
  const order = ownOrder(heard, heard.memory.order)
  const question = questionOf(heard.conversation.phase)
  const waiting = question === undefined ? {} : { question }
  if (heard.orderNos.length > 0) {
    const unseen = heard.situation.facts.ordersDown !== undefined
    return aside(heard, {
      ...waiting,
      kind: 'clarify',
      because: '发来订单，没说要办什么',
      text: order || unseen ? phrases.order_card_alone : phrases.order_not_found,
    })
  }
  const media = heard.media.length > 0
  return aside(heard, {
    ...waiting,
    kind: 'clarify',
    because: media ? '只发来图片或视频，问是什么事' : '发来的内容机器人看不懂',
    text: media ? phrases.media_alone : phrases.unsupported,
  })
}

interface Aim {
  readonly intent: IntentId
  readonly because: string
  readonly confidence?: number
  /** It was counted as asked when the question first came. */
  readonly counted?: true
}

/** Does what the playbook says for an intent: a flow, an answer, a person. */
const answerIntent = (heard: Heard, { counted, ...aim }: Aim): Rungs => {
  const { playbook, facts } = heard.situation
  const { intent } = aim
  const known = playbook.intents.get(intent)
  if (known === undefined) return '意图已不在知识库里'
  if (known.role === 'off_topic') return '不是本店售后的事'
  const { wants_human, insist_after } = playbook.handoff
  if (wants_human.intents.includes(intent)) {
    return handOver(heard, { reason: 'customer_request', ...aim })
  }
  const given =
    known.role === 'context' && heard.orderNos.length > 0 ? heard.memory.lastIntent : undefined
  if (given !== undefined) {
    const because = '顾客补了订单号，接着答刚才的问题'
    return answerIntent(heard, { intent: given, because, counted: true })
  }
  const times = (heard.memory.asked[intent] ?? 0) + 1
  const isRequest = known.role === 'request' && counted === undefined
  const memory = isRequest
    ? { ...heard.memory, asked: { ...heard.memory.asked, [intent]: times }, lastIntent: intent }
    : heard.memory
  const hearing: Heard = { ...heard, memory }
  if (isRequest && times >= insist_after) {
    return handOver(hearing, {
      ...aim,
      reason: 'insistence',
      because: `${aim.because}；第 ${times} 次问同一件事`,
    })
  }
  const answers = playbook.answersOf.get(intent) ?? []
  const flow = playbook.flowOf.get(intent)
  if (flow !== undefined && runningFlow(hearing) !== undefined) {
    return give(hearing, answers, aim) ?? '另一件要凭证的事，先收完手上这件'
  }
  if (flow !== undefined) {
    // An answer made for this very situation spares the customer the form.
    const fitting = answers.filter((answer) => Object.keys(answer.when).length > 0)
    return give(hearing, fitting, aim) ?? openFlow(hearing, flow, aim)
  }
  if (facts.ordersDown !== undefined && known.about_orders.length > 0) {
    return handOver(hearing, {
      ...aim,
      reason: 'no_answer',
      because: `${aim.because}；订单系统没有回应：${facts.ordersDown}`,
      words: playbook.phrases.order_source_down,
    })
  }
  const question = orderInQuestion(hearing, intent)
  if (question.kind === 'several') {
    // Counted as asked now, and not again when the customer picks one.
    return aside(hearing, {
      ...orderQuestion(hearing, intent, question.orders),
      ...aim,
      kind: 'clarify',
      because: `${aim.because}；顾客有 ${question.orders.length} 个相关订单`,
      misses: 0,
    })
  }
  if (question.kind === 'notTheirs' && known.about_orders.length > 0) {
    if (hearing.memory.misses + 1 >= playbook.handoff.misses_before_human) {
      const because = `${aim.because}；订单 ${question.orderNo} 也不在顾客名下`
      return handOver(hearing, { ...aim, reason: 'no_answer', because })
    }
    return aside(hearing, {
      ...aim,
      kind: 'clarify',
      because: `${aim.because}；订单 ${question.orderNo} 不在顾客名下`,
      text: playbook.phrases.order_not_found,
      misses: hearing.memory.misses + 1,
    })
  }
  return (
    give(hearing, answers, aim) ??
    handOver(hearing, { ...aim, reason: 'no_answer', because: `${aim.because}；没有合适的回复` })
  )
}

/** An answer found by its own words. Asked for too often, it does not help either: a person. */
const giveFound = (heard: Heard, answer: Answer, because: string): Move | undefined => {
  const { playbook } = heard.situation
  const [intent] = answer.intents
  const role = intent && playbook.intents.get(intent)?.role
  if (role !== undefined && role !== 'request') return give(heard, [answer], { because })
  const key = intent ?? answer.id
  const times = (heard.memory.asked[key] ?? 0) + 1
  const memory = {
    ...heard.memory,
    asked: { ...heard.memory.asked, [key]: times },
    ...(intent === undefined ? {} : { lastIntent: intent }),
  }
  const given = give({ ...heard, memory }, [answer], { because })
  if (given === undefined || times < playbook.handoff.insist_after) return given
  return handOver(
    { ...heard, memory },
    {
      reason: 'insistence',
      because: `${because}；第 ${times} 次问同一件事`,
      source: answer.source,
      ...(intent === undefined ? {} : { intent }),
    },
  )
}

/** Says the most specific answer that holds, and what follows it. */
const give = (
  heard: Heard,
  answers: readonly Answer[],
  aim: Omit<Aim, 'intent'> & { readonly intent?: IntentId },
): Move | undefined => {
  const intent = aim.intent ?? answers[0]?.intents[0]
  const question = intent === undefined ? undefined : orderInQuestion(heard, intent)
  const order = question?.kind === 'one' ? question.order : ownOrder(heard, heard.memory.order)
  const chosen: Chosen | undefined = choose(heard, answers, order)
  if (chosen === undefined) return undefined
  const { answer, text } = chosen
  const told = { ...aim, source: answer.source, ...(intent === undefined ? {} : { intent }) }
  if (answer.next === 'handoff') {
    const reason = intent === 'complaint' ? 'complaint' : 'by_playbook'
    return handOver(heard, { ...told, reason, words: text })
  }
  const flow = answer.next && heard.situation.playbook.flows.get(answer.next.collect as never)
  if (flow !== undefined && runningFlow(heard) === undefined) {
    return openFlow(heard, flow, {
      ...aim,
      intent: intent ?? (flow.intents[0] as IntentId),
      opening: text,
    })
  }
  return aside(heard, { ...told, kind: 'answer', text, misses: 0 })
}

interface Aside {
  readonly kind: 'answer' | 'clarify' | 'notice'
  readonly because: string
  readonly text: string
  readonly question?: Question
  readonly misses?: number
  readonly intent?: IntentId
  readonly confidence?: number
  readonly source?: string
}

/** Says something without leaving a running flow, which is taken up again in the same breath. */
const aside = (heard: Heard, { text, question, misses, ...told }: Aside): Move => {
  const collecting = runningFlow(heard)
  const [orderNo] = heard.orderNos
  const words = renderLoosely(text, {
    ...valuesFor(heard, ownOrder(heard, heard.memory.order)),
    order_no: orderNo ?? heard.memory.order,
  })
  const resumed = collecting ? [words, resumeText(heard, collecting)].join('\n\n') : words
  return {
    ...told,
    phase: {
      ...(collecting ? { kind: 'collecting', run: collecting.run } : { kind: 'answering' }),
      ...(question === undefined ? {} : { question }),
    },
    memory: misses === undefined ? heard.memory : { ...heard.memory, misses },
    effects: [say(resumed)],
  }
}

/** The flow that runs in this conversation, if the playbook still has it. */
const runningFlow = ({ conversation, situation }: Heard): Collecting | undefined => {
  const run = runOf(conversation.phase)
  const flow = run && situation.playbook.flows.get(run.flow)
  return run && flow && { flow, run }
}

const questionOf = (phase: Phase): Question | undefined =>
  phase.kind === 'answering' || phase.kind === 'collecting' ? phase.question : undefined

const sureIntent = ({
  understanding,
}: Heard): { intent: IntentId; confidence: number } | undefined =>
  understanding?.outcome === 'answer' ? understanding.ranking[0] : undefined

const titleOf = ({ situation }: Heard, intent: IntentId): string =>
  situation.playbook.intents.get(intent)?.title ?? intent
