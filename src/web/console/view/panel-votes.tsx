import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import { api } from '../api.ts'
import { nameOf } from '../format.ts'
import { pathOf } from '../route.ts'
import { texts } from '../texts.ts'

const lookAgainMs = 60_000

/** Cases whose plan waits for my vote. */
export function useAwaitingMe() {
  const { data } = useQuery({
    queryKey: ['cases', 'awaiting me'],
    queryFn: api.casesAwaitingMe,
    refetchInterval: lookAgainMs,
  })
  return data?.cases ?? []
}

/** Nothing where no case waits for me. */
export function VotesWaiting({ here }: { here: string | null }) {
  const cases = useAwaitingMe()
  if (cases.length === 0) return null
  return (
    <details className="votes-waiting" open={here === null}>
      <summary>{texts.awaitingMe(cases.length)}</summary>
      <ul>
        {cases.map(({ id, number, title, customer, conversationId }) => (
          <li key={id}>
            <Link
              href={`${pathOf(conversationId)}?tab=case`}
              aria-current={conversationId === here ? 'page' : undefined}
            >
              {nameOf({ id: customer.id, name: customer.name ?? null })} · {title}{' '}
              <code>{number}</code>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
