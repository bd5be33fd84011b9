import { type Plan, reasonOf } from './act.ts'
import { aside } from './aside.ts'
import { openFlow } from './form/open-flow.ts'
import type { Rungs } from './situation.ts'
import { handOver } from './waiting/handoff.ts'

/** Says and does what is planned for the one thing that was asked. */
export const carryOut = (plan: Plan): Rungs => {
  const { act, heard, ...told } = plan
  switch (act.kind) {
    case 'says': {
      const { text, misses, question } = act
      return aside(heard, {
        ...told,
        kind: 'answer',
        text,
        misses,
        ...(question === undefined ? {} : { question }),
      })
    }
    case 'doubts': {
      const misses = heard.memory.misses + 1
      return aside(heard, { ...told, kind: 'clarify', text: act.text, misses })
    }
    case 'asks': {
      const { text, question } = act
      // Counted as asked now, and not again when the customer picks one.
      return aside(heard, { ...told, kind: 'clarify', text, question, misses: 0 })
    }
    case 'opens':
      return openFlow(heard, act.flow, {
        ...told,
        ...(act.opening ? { opening: act.opening } : {}),
      })
    case 'calls': {
      const { kind: _, ...call } = act
      return handOver(heard, { ...told, ...call })
    }
    case 'lacks':
      return handOver(heard, {
        ...told,
        reason: 'no_answer',
        because: reasonOf(plan),
      })
    case 'chooses':
    case 'passes':
      return reasonOf(plan)
    default:
      return act satisfies never
  }
}
