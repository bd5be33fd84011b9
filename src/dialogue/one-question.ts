import type { OrderQuestion } from '../model/conversation.ts'
import type { Act, Plan } from './act.ts'
import { type Move, saidLast } from './situation.ts'

type Asks = Extract<Act, { kind: 'asks' }>

/** At most one question is asked: what needs another choice of orders has to wait for its turn. */
export const withOneQuestion = (plans: readonly Plan[]): readonly Plan[] => {
  const first = questionIn(plans)
  return plans.map((plan) => {
    const { act } = plan
    if (act.kind !== 'asks' || first === undefined) return plan
    if (offers(act.question) === offers(first.question)) return plan
    return { ...plan, act: { kind: 'passes', why: '先问另一件事是哪一单' } }
  })
}

/** The question of some plans, for all that wait for the same choice. */
export const questionIn = (plans: readonly Plan[]): Asks | undefined => {
  const [first, ...others] = plans.flatMap(({ act }) => (act.kind === 'asks' ? [act] : []))
  if (first === undefined || others.length === 0) return first
  const also = others.map(({ question }) => question.intent)
  return { ...first, question: { ...first.question, also } }
}

const offers = ({ options }: OrderQuestion): string =>
  options.map(({ orderNo }) => orderNo).join(' ')

/** The same move, with a question at its end. */
export const asksToo = (move: Move, asking: Asks | undefined): Move => {
  const { phase } = move
  if (asking === undefined || (phase.kind !== 'answering' && phase.kind !== 'collecting')) {
    return move
  }
  return {
    ...move,
    phase: { ...phase, question: asking.question },
    effects: saidLast(asking.text, move.effects),
  }
}
