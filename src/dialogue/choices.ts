import type { Flow } from '../playbook/index.ts'
import type { Plan } from './act.ts'
import type { Asked } from './asked.ts'
import type { Heard } from './heard.ts'
import { runningFlow } from './slots.ts'
import { isQuestion, mentioned, plain } from './words.ts'

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
    const option = plan.act.kind === 'calls' ? undefined : optionIn(forms, asked[index]?.words)
    if (option !== undefined) settled[index] = { ...plan, act: { kind: 'chooses', option } }
  }
  return settled
}

const optionIn = (forms: readonly Flow[], words: string | undefined): string | undefined => {
  if (words === undefined || isQuestion.test(words)) return undefined
  const options = forms.flatMap(({ slots }) => slots.flatMap((slot) => slot.options ?? []))
  const denied = options.flatMap((option) =>
    ['不要', '不想', '不用', '别'].map((no) => no + option),
  )
  const option = mentioned(words, options, denied)
  const isAll = option !== undefined && plain(words).length <= option.length + roomForWanting
  return isAll ? option : undefined
}

/** 「我想申请」, 「帮我…吧」. */
const roomForWanting = 6
