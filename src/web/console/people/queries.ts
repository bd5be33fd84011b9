import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '../api.ts'

const key = ['people']

/** Who is here changes by itself. */
const freshMs = 15_000

export const usePeople = () =>
  useQuery({ queryKey: key, queryFn: api.people, refetchInterval: freshMs })

export function useReload() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: key })
}
