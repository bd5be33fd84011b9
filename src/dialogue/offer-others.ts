import type { WantQuestion } from '../model/conversation.ts'
import { aside } from './aside.ts'
import type { Heard } from './heard/heard.ts'
import { ask } from './offer.ts'
import type { Rungs } from './situation.ts'

/** What else it may be, or, where nothing is left to offer, a request for other words. */
export const offerOthers = (
  heard: Heard,
  options: WantQuestion['options'],
  because: string,
): Rungs => {
  if (options.length === 0) {
    const text = heard.situation.playbook.phrases.not_understood
    return aside(heard, { kind: 'clarify', because: `${because}，请顾客换个说法`, text })
  }
  const next = ask(heard, { kind: 'intent', options })
  return aside(heard, { kind: 'clarify', because: `${because}，换别的选项`, ...next })
}
