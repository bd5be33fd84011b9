import type { OverviewAgent } from '../model/overview.ts'
import type { Slice } from '../store/index.ts'
import { added, spreadOf, total } from './sum.ts'

interface Counted {
  readonly slice: Slice
}

/** Each agent who did anything: had a chat, a case, a clock, a suggestion or a survey. */
export const agentsOf = (
  days: readonly Counted[],
  names: { readonly agent: (id: string) => string },
): readonly OverviewAgent[] => {
  const all = <Row>(of: (slice: Slice) => readonly Row[]) => days.flatMap(({ slice }) => of(slice))
  const chats = added(all(({ chats }) => chats).map(countOf))
  const closed = added(all(({ closedBy }) => closedBy).map(countOf))
  const responses = all((slice) => slice.responses)
  const replies = all((slice) => slice.repliesBy)
  const suggestions = all((slice) => slice.suggestions)
  const scores = all((slice) => slice.scores)
  const rows = [replies, suggestions, scores].flat()
  const ids = new Set([...Object.keys(chats), ...Object.keys(closed)])
  for (const { agent } of rows) if (agent !== null) ids.add(agent)
  return [...ids]
    .map((id) => {
      const own = <Row extends { readonly agent: string | null }>(all: readonly Row[]) =>
        all.filter(({ agent }) => agent === id)
      return {
        id,
        name: names.agent(id),
        chats: chats[id] ?? 0,
        response: spreadOf(own(responses).map(({ ms }) => ms)),
        closed: closed[id] ?? 0,
        replies: {
          met: total(own(replies), ({ met }) => met),
          late: total(own(replies), ({ late }) => late),
        },
        suggested: {
          shown: total(own(suggestions), ({ suggested }) => suggested),
          same: total(own(suggestions), ({ suggestedSame }) => suggestedSame),
          changed: total(own(suggestions), ({ suggestedChanged }) => suggestedChanged),
        },
        survey: {
          count: total(own(scores), ({ count }) => count),
          stars: total(own(scores), ({ score, count }) => score * count),
        },
      }
    })
    .toSorted((a, b) => b.chats - a.chats || b.closed - a.closed)
}

const countOf = ({ agent, count }: Slice['chats'][number]) => ({ [agent]: count })
