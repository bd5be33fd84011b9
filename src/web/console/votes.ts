import type { CaseView, Ticket } from '../shared/index.ts'

type Vote = Ticket['votes'][number]

interface Standing {
  /** Each blocks the decision until it is changed. */
  readonly against: readonly Vote[]
  /** Who has not said anything yet. */
  readonly wanted: CaseView['votes_wanted']
}

/** Whose consent is wanting: of those who are against it is known what they think. */
export function standing(votes: readonly Vote[], wanting: CaseView['votes_wanted']): Standing {
  const against = votes.filter(({ verdict }) => verdict === 'refuse')
  const heard = against.map(({ role }) => role)
  const wanted = wanting.filter((role) => {
    const index = heard.indexOf(role)
    if (index < 0) return true
    heard.splice(index, 1)
    return false
  })
  return { against, wanted }
}
