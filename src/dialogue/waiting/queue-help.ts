import type { Phase } from '../../model/conversation.ts'
import type { Flow } from '../../model/flow.ts'
import type { IntentId } from '../../model/ids.ts'
import { calm } from '../../model/understanding.ts'
import type { Act, Plan } from '../act.ts'
import { orderNamed } from '../answer.ts'
import { corrects } from '../form/flow-speech.ts'
import { namesGoodsAlone } from '../form/goods-alone.ts'
import { isAboutAnother } from '../form/late-evidence.ts'
import { covers, missingSlots, runningFlow } from '../form/slots.ts'
import {
  type Asked,
  alikeEnough,
  alikeIn,
  askedIn,
  exactlyAsked,
  keywordIn,
} from '../heard/asked.ts'
import { withChoices } from '../heard/choices.ts'
import { angry, type Heard } from '../heard/heard.ts'
import { isQuestion, mentioned, paragraphs } from '../heard/words.ts'
import { openAll, planAll } from '../several.ts'
import { type Move, say } from '../situation.ts'
import { ticketOf } from '../ticket/incident.ts'
import { asksLastAgain } from '../ticket/progress.ts'
import { keepingPlace } from './keeping-place.ts'
import { saidAt, withSaid } from './wait-memory.ts'
import { withoutCalling } from './without-calling.ts'

type Waiting = Extract<Phase, { kind: 'awaitingAgent' }>

/**
 * Another trouble is taken in and a question of fact is answered as if nobody was waited for, and the
 * place in the queue is kept. What is not sure, or for a person, is left to the person who comes.
 */
export const helped = (heard: Heard, waiting: Waiting): Move | undefined => {
  const isInDanger = waiting.handoff.reason === 'safety'
  const asked = askedSurely(heard, isInDanger ? 'exactly' : 'much')
  const plans = withChoices(heard, planAll(heard, asked), asked)
  const { emotion, urgent } = heard.understanding?.mood ?? calm
  // Who is angry at us wants no lecture, and 「明天就要送人，急」 asks for no facts.
  const isSore = ['emotion', 'complaint'].includes(waiting.handoff.reason) && emotion >= angry
  const presses = urgent && !isQuestion.test(heard.text)
  // 「手还是麻的」 and 「退钱」 after an accident are for care, and 「运费谁出」 is a question all the same.
  const cares = isInDanger && !isQuestion.test(heard.text)
  const hearing = { ...heard, memory: plans.at(-1)?.heard.memory ?? heard.memory }
  const ready = readyForNew(hearing, waiting)
  const told = isSore || presses || cares ? [] : answersIn(ready, plans)
  // Nor is who is hurt asked why they would like to send it back.
  const answers = isInDanger ? told.filter(({ act }) => !/[?？]/.test(act.text)) : told
  // Who is hurt is asked for nothing more; what else they tell of is for the colleague who comes.
  const opens = isInDanger
    ? []
    : ofKind(plans, 'opens').filter(({ act }) => isNews(ready, act.flow))
  const [first] = [...opens, ...answers]
  if (first === undefined) {
    const unknown = isSore || presses || cares ? undefined : ofKind(plans, 'asks')[0]
    return unknown && whichOne(hearing, waiting, unknown)
  }
  const along = [...new Set(answers.map(({ act }) => withoutCalling(heard, act.text)))]
  const text = paragraphs(along)
  // The same a second time helps nobody.
  if (opens.length === 0 && text === heard.memory.queueTold) return undefined
  const move =
    opens.length > 0
      ? openAll(ready, opens, { because: `排队的时候又说了：${first.because}`, along })
      : answered(hearing, waiting, first, text)
  return keepingPlace(hearing, waiting, move)
}

type Planned<Kind extends Act['kind']> = Plan & { readonly act: Extract<Act, { kind: Kind }> }

const ofKind = <Kind extends Act['kind']>(
  plans: readonly Plan[],
  kind: Kind,
): readonly Planned<Kind>[] => plans.filter((plan): plan is Planned<Kind> => plan.act.kind === kind)

/**
 * What would be acted on if nobody was waited for: all that is surely meant, else by a keyword, else
 * what is alike. An urge, thanks and 人工 ask for nothing that could be done now.
 */
const askedSurely = (heard: Heard, likeness: 'exactly' | 'much'): readonly Asked[] => {
  const { text } = heard
  const again = asksLastAgain(heard)
  if (again !== undefined) {
    return [{ kind: 'intent', intent: again, because: `顾客说「${text}」，接着答刚才的问题` }]
  }
  const { lastIntent } = heard.memory
  const isNamed = lastIntent !== undefined && namesGoodsAlone(heard) && orderNamed(heard)
  if (isNamed) {
    const because = `顾客说的是「${text}」，接着答刚才的问题`
    return [{ kind: 'intent', intent: lastIntent, because, counted: true }]
  }
  const found = keywordIn(heard, text)?.asked
  const exactly = alikeIn(heard, exactlyAsked)
  const alike = likeness === 'exactly' ? exactly : alikeIn(heard, alikeEnough)
  const ways: readonly (readonly Asked[])[] = [
    askedIn(heard),
    found === undefined || exactly ? [] : [found],
    alike ? [{ kind: 'answer', answer: alike, because: '知识库里有相近的问题' }] : [],
  ]
  return (ways.find(({ length }) => length > 0) ?? []).filter((each) => isRequest(heard, each))
}

const isRequest = ({ situation, text }: Heard, asked: Asked): boolean => {
  const { intents, phrases, handoff } = situation.playbook
  const about: readonly IntentId[] = asked.kind === 'intent' ? [asked.intent] : asked.answer.intents
  const isWanted = (intent: IntentId): boolean =>
    intents.get(intent)?.role === 'request' &&
    !phrases.urges.intents.includes(intent) &&
    !handoff.wants_human.intents.includes(intent)
  const isForPeople = mentioned(text, handoff.wants_human.words, handoff.wants_human.not_words)
  return isForPeople === undefined && (about.length === 0 || about.some(isWanted))
}

/** A form that has all it will get, or is about another order, is done: what comes now is another matter. */
const readyForNew = (heard: Heard, { handoff }: Waiting): Heard => {
  const running = runningFlow(heard)
  if (running === undefined) return heard
  const isOther = isAboutAnother(running, heard.orderNos[0]) && !corrects(heard)
  if (missingSlots(running).length > 0 && !isOther) return heard
  return {
    ...heard,
    conversation: { ...heard.conversation, phase: { kind: 'awaitingAgent', handoff } },
    memory: { ...heard.memory, lastRun: running.run },
  }
}

/** What is said to a question, also where it would lead to the form that there is already. */
const answersIn = (heard: Heard, plans: readonly Plan[]): readonly Planned<'says'>[] =>
  plans.flatMap((plan): readonly Planned<'says'>[] => {
    const { act } = plan
    if (act.kind === 'says') return [{ ...plan, act }]
    if (act.kind !== 'opens' || act.opening === undefined || isNews(heard, act.flow)) return []
    return [{ ...plan, act: { kind: 'says', text: act.opening, misses: 0 } }]
  })

/** Not what the person is waited for already. */
const isNews = (heard: Heard, flow: Flow): boolean => {
  const running = runningFlow(heard)
  if (running !== undefined && covers(running.run, flow)) return false
  return ticketOf(heard, flow) === undefined
}

const answered = (heard: Heard, waiting: Waiting, plan: Plan, text: string): Move => {
  const { situation, memory } = heard
  const { queue_place } = situation.playbook.handoff
  const isFirst = saidAt(memory, waiting.handoff, placeKey) === undefined
  const { intent, source, because } = plan
  return {
    kind: 'answer',
    because: `排队中，${because}，先答`,
    ...(intent === undefined ? {} : { intent }),
    ...(source === undefined ? {} : { source }),
    phase: waiting,
    memory: { ...withSaid(memory, waiting.handoff, placeKey, situation.at), queueTold: text },
    effects: [say(paragraphs([text, isFirst ? queue_place : undefined]))],
  }
}

/** There is no menu while somebody waits; the name of the thing is enough. */
const whichOne = (heard: Heard, waiting: Waiting, plan: Plan): Move | undefined => {
  const { queue_which } = heard.situation.playbook.handoff
  if (queue_which === undefined || queue_which === heard.memory.queueTold) return undefined
  return keepingPlace(heard, waiting, answered(heard, waiting, plan, queue_which))
}

const placeKey = 'place'
