import type { IntentId } from '../../model/ids.ts'
import { corrects, takesBackPictures } from '../form/flow-speech.ts'
import { fillQuietly, isAboutAnother } from '../form/late-evidence.ts'
import { openFlow } from '../form/open-flow.ts'
import { type Collecting, collectingOf, runningFlow } from '../form/slots.ts'
import { dangerIn, meantAtAll } from '../heard/danger.ts'
import type { Heard } from '../heard/heard.ts'
import { mentioned, paragraphs } from '../heard/words.ts'
import { planFor } from '../plan.ts'
import type { Rungs } from '../situation.ts'
import { withoutUsed } from '../ticket/ticket.ts'
import { handOver } from './handoff.ts'
import { whileInQueue } from './in-queue.ts'
import { servedWhileWaiting } from './while-waiting.ts'
import { owingAnswer } from './with-agent.ts'

/** Keeps quiet next to a person, and tells who waits for one that somebody is coming. */
export function humanOwns(heard: Heard): Rungs {
  const { phase } = heard.conversation
  if (phase.kind !== 'withAgent' && phase.kind !== 'awaitingAgent') return '会话在机器人手里'
  if (phase.kind === 'awaitingAgent' && phase.handoff.reason !== 'safety') {
    const danger = safety(heard)
    if (typeof danger !== 'string') return { ...danger, rung: 'safety' }
  }
  const served = phase.kind === 'awaitingAgent' ? servedWhileWaiting(heard, phase) : undefined
  if (served !== undefined) return served
  const collecting = takingFlow(heard)
  const quiet = collecting && fillQuietly(heard, collecting)
  const effects = quiet?.effects ?? []
  const memory = quiet ? withoutUsed(heard.memory, quiet.collecting.run) : heard.memory
  if (phase.kind === 'withAgent') {
    const who = phase.by.kind === 'agent' ? phase.by.name : '店里的同事（平台客户端）'
    const owing = owingAnswer(heard, quiet ? { ...phase, run: quiet.collecting.run } : phase)
    return {
      kind: 'silent',
      because: `${who}在处理这个会话，机器人不说话`,
      phase: owing.phase,
      memory,
      effects: [...effects, ...owing.effects],
    }
  }
  return whileInQueue(heard, {
    phase: { ...phase, ...(quiet ? { run: quiet.collecting.run } : {}) },
    memory,
    effects,
    received: quiet?.received ?? '',
    ...(quiet && collecting ? { taken: { before: collecting, now: quiet.collecting } } : {}),
  })
}

/** The form that takes what comes: the one that runs, or for pictures the one that was done before. */
const takingFlow = (heard: Heard): Collecting | undefined => {
  const isOfPictures = heard.media.length > 0 || takesBackPictures(heard)
  const done = isOfPictures ? heard.memory.lastRun : undefined
  const taking = runningFlow(heard) ?? collectingOf(heard.situation, done)
  if (taking === undefined || corrects(heard)) return taking
  return isAboutAnother(taking, heard.orderNos[0]) ? undefined : taking
}

export function wantsHuman(heard: Heard): Rungs {
  const { wants_human } = heard.situation.playbook.handoff
  const word = mentioned(heard.text, wants_human.words, wants_human.not_words)
  if (word !== undefined) {
    return handOver(heard, { reason: 'customer_request', because: `顾客说「${word}」，要人工` })
  }
  const meant = meantAtAll(heard, wants_human)
  if (meant === undefined) return '没有要人工'
  return handOver(heard, {
    reason: 'customer_request',
    because: '这句话的意思是要人工',
    intent: meant.intent,
    confidence: meant.confidence,
  })
}

/** Danger to people: a person at once, whatever else is going on. */
export function safety(heard: Heard): Rungs {
  const { handoff, flowOf } = heard.situation.playbook
  const because = dangerIn(heard)
  if (because === undefined) return '没有安全风险的词'
  const intent = handoff.safety.intents[0] as IntentId | undefined
  const flow = intent && flowOf.get(intent)
  const first = intent && firstWords(heard, intent)
  if (intent === undefined || flow === undefined || runningFlow(heard) !== undefined) {
    // Without a form of its own that says so, what to do first of all.
    const words = paragraphs([first ?? flow?.soothe, handoff.told.safety ?? handoff.told.default])
    return handOver(heard, { reason: 'safety', because, words, ...(intent ? { intent } : {}) })
  }
  // A person is called at once; the evidence that only the customer has is asked for meanwhile.
  const words = handoff.told.safety ?? handoff.told.default
  return openFlow(heard, flow, {
    intent,
    because,
    call: { reason: 'safety', words },
    ...(first === undefined ? {} : { opening: first }),
  })
}

/** The first words for this very accident, where the operators have written some. */
const firstWords = (heard: Heard, intent: IntentId): string | undefined => {
  const { act } = planFor(heard, { kind: 'intent', intent, because: '' })
  return act.kind === 'opens' ? act.opening : undefined
}
