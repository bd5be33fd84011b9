import type { IntentId } from '../../model/ids.ts'
import { type Heard, requestsOf, sureIntent } from './heard.ts'
import { justSays, mentioned, pickedNumber } from './words.ts'

/** 「是的」「好的」, by the operators' words or by what the message surely means. */
export const saysYes = (heard: Heard): boolean => {
  const { affirms, later_words } = heard.situation.playbook.phrases
  if (justSays(heard.text, affirms.words)) return true
  // 「等一下」 agrees to nothing yet.
  return means(heard, affirms.intents) && mentioned(heard.text, later_words) === undefined
}

/** 「不是」「不用」. */
export const saysNo = (heard: Heard): boolean =>
  saysBareNo(heard) || means(heard, heard.situation.playbook.phrases.denies.intents)

export const saysBareNo = ({ text, situation }: Heard): boolean =>
  justSays(text, situation.playbook.phrases.denies.words)

/** 「都不是」「不是这个」: none of what was offered. */
export const saysNone = ({ text, situation }: Heard): boolean =>
  justSays(text, situation.playbook.phrases.none_words)

/** 「那另一单呢」: the other one of what was talked about. */
export const asksOther = ({ text, situation }: Heard): boolean =>
  justSays(text, situation.playbook.phrases.other_words)

/** The last words before these that tell something of the case: no pick, no yes and no no. */
export const saidBefore = ({ memory, situation }: Heard): string => {
  const { affirms, denies, none_words, other_words } = situation.playbook.phrases
  const short = [...affirms.words, ...denies.words, ...none_words, ...other_words]
  const before = memory.said.slice(0, -1)
  return (
    before.findLast((text) => pickedNumber(text, 9) === undefined && !justSays(text, short)) ?? ''
  )
}

/** Nothing but a yes or a no: nothing else is asked for. */
const means = (heard: Heard, intents: readonly string[]): boolean => {
  const sure = sureIntent(heard)
  return sure !== undefined && intents.includes(sure.intent) && requestsOf(heard).length === 0
}

/** The intent of a message that is a yes or a no and nothing else, however unsure the classifier. */
export const bareAnswer = ({ text, situation }: Heard): IntentId | undefined => {
  const { affirms, denies } = situation.playbook.phrases
  const said = [affirms, denies].find(({ words }) => justSays(text, words))
  return said?.intents[0] as IntentId | undefined
}
