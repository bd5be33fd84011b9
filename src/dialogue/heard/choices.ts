import type { Flow } from '../../model/flow.ts'
import type { Plan } from '../act.ts'
import { chosenOption } from '../form/options.ts'
import { runningFlow } from '../form/slots.ts'
import type { Asked } from './asked.ts'
import type { Heard } from './heard.ts'
import { isQuestion, plain } from './words.ts'

/**
 * 「杯子碎了，我要换货」: what is wanted is one of the options of the form for the breakage, and no
 * trouble of its own with a form of its own.
 */
export const withChoices = (
  heard: Heard,
  plans: readonly Plan[],
  asked: readonly Asked[],
): readonly Plan[] => {
  const running = runningFlow(heard)?.flow
  const settled: Plan[] = [...plans]
  for (const [index, plan] of plans.entries()) {
    // A form whose own trouble is a mere choice offers nothing to the others.
    const others = settled.flatMap(({ act }, at) =>
      at !== index && act.kind === 'opens' ? [act.flow] : [],
    )
    const forms = running === undefined ? others : [running, ...others]
    const option = plan.act.kind === 'calls' ? undefined : optionIn(forms, asked[index])
    if (option !== undefined) settled[index] = { ...plan, act: { kind: 'chooses', option } }
  }
  return settled
}

const optionIn = (forms: readonly Flow[], asked: Asked | undefined): string | undefined => {
  const words = asked?.words
  if (words === undefined || isQuestion.test(words)) return undefined
  const intents = asked?.kind === 'intent' ? [asked.intent] : []
  for (const slot of forms.flatMap(({ slots }) => slots)) {
    if (slot.kind !== 'choice') continue
    const option = chosenOption(slot, words, intents)
    if (option === undefined) continue
    const isMeant = slot.means?.[option]?.intents.some((each) => intents.includes(each)) === true
    if (isMeant || plain(words).length <= option.length + roomForWanting) return option
  }
  return undefined
}

/** 「我想申请」, 「帮我…吧」. */
const roomForWanting = 6
