import { useLocation, useSearchParams } from 'wouter'
import { addressOf, type Drill, type Shown, shownIn } from './address.ts'

export const path = '/console/overview'

const hrefOf = (shown: Shown): string => {
  const search = String(addressOf(shown))
  return search === '' ? path : `${path}?${search}`
}

/** What the address says, and ways to say something else. */
export function useShown() {
  const [params] = useSearchParams()
  const [, go] = useLocation()
  const shown = shownIn(params)
  return {
    shown,
    /** What somebody looks at is a step back away; how they look at it is not. */
    show: (next: Shown, how: 'step' | 'same' = 'step') =>
      go(hrefOf(next), { replace: how === 'same' }),
    listHref: (list: Drill): string => hrefOf({ ...shown, list }),
  }
}
