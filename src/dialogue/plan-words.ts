import type { Plan } from './act.ts'
import type { Heard } from './heard.ts'
import { renderLoosely } from './render.ts'

/** Why, in one sentence that names everything that was asked and what became of it. */
export const reasonsOf = (plans: readonly Plan[]): string => {
  const reasons = plans.map(reasonOf).join('；')
  return plans.length === 1 ? reasons : `说了 ${plans.length} 件事：${reasons}`
}

export const reasonOf = ({ act, because }: Plan): string => {
  switch (act.kind) {
    case 'lacks':
      return `${because}，没有合适的回复`
    case 'chooses':
      return `${because}，当作选了「${act.option}」`
    case 'passes':
      return `${because}，${act.why}`
    case 'says':
    case 'doubts':
    case 'asks':
    case 'opens':
    case 'calls':
      return because
    default:
      return act satisfies never
  }
}

/** 「保价」 has no answer: said, so that nobody waits for one. */
export const unanswered = ({ situation }: Heard, plans: readonly Plan[]): readonly string[] => {
  const { intents, phrases } = situation.playbook
  const titles = plans.flatMap(({ act, intent }) =>
    act.kind === 'lacks' && intent !== undefined ? (intents.get(intent)?.title ?? []) : [],
  )
  if (titles.length === 0) return []
  return [renderLoosely(phrases.unanswered, { matters: titles.join('」「') })]
}
