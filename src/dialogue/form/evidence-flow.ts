import type { FlowId, IntentId } from '../../model/ids.ts'
import type { Matter } from '../../model/understanding.ts'
import { aside } from '../aside.ts'
import { askedBy } from '../heard/asked.ts'
import { type Heard, questionOf, requestsOf } from '../heard/heard.ts'
import { mentioned, paragraphs, plain } from '../heard/words.ts'
import { planFor } from '../plan.ts'
import { renderLoosely } from '../render.ts'
import { actOn } from '../several.ts'
import { type Move, type Rungs, saidFirst } from '../situation.ts'
import { isBeforePlan } from '../ticket/case-work.ts'
import { namesOtherOrder } from '../ticket/other-order.ts'
import { planAnswered } from '../ticket/plan-answered.ts'
import { planAsked } from '../ticket/plan-asked.ts'
import { progressAsked } from '../ticket/progress.ts'
import { reopened } from '../ticket/reopen.ts'
import { becomes } from '../ticket/severity.ts'
import { withdrawn } from '../ticket/withdraw.ts'
import { addToTicket } from './add-to-ticket.ts'
import { continueFlow } from './continue-flow.ts'
import { deniedOrder } from './denied-order.ts'
import { togetherText } from './evidence-text.ts'
import { withExamples } from './examples.ts'
import { alreadyComplete, keepCollecting } from './flow-moves.ts'
import {
  claimsSent,
  corrects,
  takesBackOrder,
  takesBackPictures,
  withdrawal,
} from './flow-speech.ts'
import { orderNoted, strangeOrder, withOnlyOrder } from './form-order.ts'
import { goodsAlone } from './goods-alone.ts'
import { fillLate, isAboutAnother, optionChosen } from './late-evidence.ts'
import { wishesIn } from './offered.ts'
import { onlyOrderNamed, orderTakenBack } from './order-taken-back.ts'
import { looseTakenBack, picturesTakenBack, picturesTakenBackLate } from './pictures-taken-back.ts'
import { type Collecting, collectingOf, runningFlow, widened } from './slots.ts'
import { withoutWrongPictures } from './wrong-pictures.ts'

/** What a message means for the form that runs, or for the ticket that was made last. */
export function evidenceFlow(heard: Heard): Rungs {
  const progress = progressAsked(heard)
  if (typeof progress !== 'string') return progress
  const answered = planAnswered(heard)
  if (answered !== undefined) return answered
  const asked = planAsked(heard)
  if (asked !== undefined) return asked
  const again = reopened(heard)
  if (again !== undefined) return again
  const collecting = runningFlow(heard)
  if (collecting !== undefined) return stillAsking(heard, goesOn(heard, collecting))
  const done = collectingOf(heard.situation, heard.memory.lastRun)
  const move = done && afterwards(heard, done)
  if (move !== undefined) return stillAsking(heard, move)
  const loose = looseTakenBack(heard)
  if (loose !== undefined) return stillAsking(heard, loose)
  return orderTakenBack(heard) ?? onlyOrderNamed(heard) ?? '没有进行中的凭证收集'
}

/** A question that was asked along with the form still waits when evidence comes first. */
const stillAsking = (heard: Heard, move: Rungs): Rungs => {
  const question = questionOf(heard.conversation.phase)
  if (typeof move === 'string' || question === undefined) return move
  if (withdrawal(heard) !== undefined) return move
  const { phase } = move
  if (phase.kind !== 'answering' && phase.kind !== 'collecting') return move
  return phase.question === undefined ? { ...move, phase: { ...phase, question } } : move
}

/** The form goes on, and what else the message asks for is acted on in the same breath. */
const goesOn = (given: Heard, running: Collecting): Rungs => {
  const heard = withOnlyOrder(given, running)
  const wrong = picturesTakenBack(heard, running)
  if (wrong !== undefined) return wrong
  const collecting = withoutWrongPictures(heard, running)
  const denied = deniedOrder(heard, collecting)
  if (denied !== undefined) return denied
  const named = goodsAlone(heard, collecting)
  if (named !== undefined) return named
  const going = continueFlow(heard, collecting)
  const others = requestsOf(heard).filter(
    (matter) => !isOwn(collecting, matter.intent) && !isAboutEvidence(heard, matter),
  )
  // Where nothing is for the form, the rungs below answer and take it up again.
  if (typeof going === 'string') {
    return becomes(heard, collecting, 1) ? pressed(heard, collecting, others) : going
  }
  if (others.length === 0) return going
  // 「发错了，是 B」 is about the number or a picture, and sounds like goods that were sent wrong.
  const isNumber = takesBackOrder(heard) || (heard.orderNos.length > 0 && corrects(heard))
  if (isNumber || takesBackPictures(heard)) return going
  return actOn({
    heard,
    asked: others.map((matter) => askedBy(heard, matter)),
    goOn: (hearing, also) => widen(hearing, collecting, also),
  })
}

/** 「明天婚礼要用，来得及吗」 is for no slot, and makes the case urgent all the same: a person, and the answer. */
const pressed = (heard: Heard, collecting: Collecting, others: readonly Matter[]): Move => {
  const answers = others.flatMap((matter) => {
    const { act } = planFor(heard, askedBy(heard, matter))
    return act.kind === 'says' ? [act.text] : []
  })
  return keepCollecting(heard, collecting, {
    kind: 'notice',
    because: `正在收集「${collecting.flow.title}」的凭证：顾客的话让这件事变得紧急`,
    text: paragraphs(answers),
  })
}

const widen = (heard: Heard, collecting: Collecting, also: readonly FlowId[]): Rungs => {
  const wider = widened(heard.situation, collecting, also)
  const going = continueFlow(heard, wider)
  const words = wider === collecting ? undefined : togetherText(heard, wider.run)
  if (typeof going === 'string' || words === undefined) return going
  const move = { ...going, effects: saidFirst(words, going.effects) }
  return withExamples(heard.situation, move, collecting)
}

/** 「手机没电了拍不了」 is about the photo, and no trouble with a phone. */
const isAboutEvidence = ({ understanding, situation }: Heard, { start, end }: Matter): boolean => {
  const words = plain(understanding?.text.slice(start, end) ?? '')
  const refused = mentioned(words, situation.playbook.phrases.refuse_words)
  return refused !== undefined && words.length <= refused.length + aFewWords
}

const aFewWords = 6

const isOwn = ({ flow }: Collecting, intent: IntentId): boolean => flow.intents.includes(intent)

/** A ticket is done: it may be withdrawn, or take what still comes for it. */
const afterwards = (given: Heard, done: Collecting): Move | undefined => {
  const heard = withOnlyOrder(given, done)
  const wrong = picturesTakenBackLate(heard, done)
  if (wrong !== undefined) return wrong
  const word = withdrawal(heard)
  // 「没问题了」 to what people have proposed agrees to it, and takes back nothing.
  const isOpen = isBeforePlan(heard.situation, done.run.ticket)
  if (word !== undefined && isOpen) return withdrawn(heard, done, word)
  if (heard.text === '') return addToTicket(heard, done)
  const claimed = claimsSent(heard, done)
  if (claimed !== undefined) {
    const { all_arrived } = heard.situation.playbook.phrases
    const text = renderLoosely(all_arrived, { 'ticket.number': done.run.ticketNumber })
    return aside(heard, {
      kind: 'notice',
      because: `顾客说「${claimed}」，都收到了`,
      text,
      misses: 0,
    })
  }
  // Short answers are about the ticket while nothing else was asked since.
  const isFresh = heard.memory.lastIntent === done.run.intent
  if (corrects(heard) && heard.orderNos.length > 0) return correctedOrder(heard, done)
  if (takesBackOrder(heard)) return deniedOrder(heard, done)
  if (isAboutAnother(done, heard.orderNos[0])) return undefined
  // 「紫砂壶我想退款」 is no wish for the cup of this case.
  const ticket = heard.situation.tickets.find(({ id }) => id === done.run.ticket)
  const isQuoted = heard.orderNos.length > 0
  if (!isQuoted && ticket !== undefined && namesOtherOrder(heard, ticket)) return undefined
  const chosen = optionChosen(heard, done)
  if (chosen === undefined) return isFresh ? deniedOrder(heard, done) : undefined
  const isWish = wishesIn(heard).length > 0
  if (!isFresh && !isWish) return undefined
  const { collecting, option } = chosen
  const words = renderLoosely(heard.situation.playbook.phrases.option_noted, { option })
  return alreadyComplete(heard, collecting, `顾客选了「${option}」，放进已有工单`, words)
}

/** 「订单号发错了，是 B」 after the form is done: the ticket is about B, if B is the customer's. */
const correctedOrder = (given: Heard, done: Collecting): Move | undefined => {
  const strange = strangeOrder(given, done)
  const heard = strange?.heard ?? given
  if (strange?.words !== undefined) {
    const because = `更正的订单 ${strange.orderNo} 不在顾客名下`
    return aside(heard, { kind: 'notice', because, text: strange.words })
  }
  const { collecting, changed } = fillLate(heard, done)
  if (changed.length === 0) return undefined
  const words = orderNoted(heard, done, collecting)
  return alreadyComplete(heard, collecting, '顾客更正了订单号', words)
}
