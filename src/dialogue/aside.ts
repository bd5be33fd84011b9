import type { Question } from '../model/conversation.ts'
import type { IntentId } from '../model/ids.ts'
import { resumeText } from './form/evidence-text.ts'
import { faultsNow, faultWords, visible } from './form/pictures.ts'
import { runningFlow } from './form/slots.ts'
import { eased } from './heard/ease.ts'
import { type Heard, ownOrder, questionOf, valuesFor } from './heard/heard.ts'
import { paragraphs } from './heard/words.ts'
import { renderLoosely } from './render.ts'
import { type Move, say } from './situation.ts'

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
export const aside = (heard: Heard, { text, question, misses, ...told }: Aside): Move => {
  const collecting = runningFlow(heard)
  const [orderNo] = heard.orderNos
  const words = renderLoosely(text, {
    ...valuesFor(heard, ownOrder(heard, heard.memory.order)),
    order_no: orderNo ?? heard.memory.order,
  })
  const resumes = collecting !== undefined && !(eased(heard) && isSmallTalk(heard, told.intent))
  const resumed = resumes ? paragraphs([words, resumeText(heard, collecting)]) : words
  const memory = misses === undefined ? heard.memory : { ...heard.memory, misses }
  return {
    ...told,
    phase: {
      ...(collecting ? { kind: 'collecting', run: collecting.run } : { kind: 'answering' }),
      ...(question === undefined ? {} : { question }),
    },
    memory: resumes ? { ...memory, eased: true } : memory,
    effects: [say(resumed)],
  }
}

const isSmallTalk = ({ situation }: Heard, intent: IntentId | undefined): boolean =>
  intent !== undefined && situation.playbook.intents.get(intent)?.role !== 'request'

/** A picture, a card or something unknown that came without words. */
export const nothingSaid = (heard: Heard): Move => {
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
    text: media ? mediaAlone(heard) : phrases.unsupported,
  })
}

/** Whether anything can be seen comes first; what it is about is known where a case was just told. */
const mediaAlone = (heard: Heard): string => {
  const { situation, media, memory } = heard
  const { phrases } = situation.playbook
  const isSeen = visible(situation, media).length > 0
  const fault = isSeen ? undefined : faultWords(situation.playbook, faultsNow(heard))
  const isKnown = fault !== undefined && memory.lastRun !== undefined
  return paragraphs([fault, isKnown ? undefined : phrases.media_alone])
}
