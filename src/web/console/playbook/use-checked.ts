import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { PlaybookFault } from '../../shared/index.ts'
import { draftsIn, type UnsavedFiles } from './drafts.ts'
import { server } from './server.ts'

export interface CheckedFiles {
  readonly faults: readonly PlaybookFault[]
  readonly isChecking: boolean
  /** Why it is not known what is wrong, where it is not. */
  readonly unknown: Error | null
  readonly again: () => void
}

const pauseMs = 350
const none: readonly PlaybookFault[] = []

/** What is wrong with the playbook as it would be; asked when the writer pauses. */
export function useChecked(unsaved: UnsavedFiles): CheckedFiles {
  const [settled, setSettled] = useState(unsaved)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(unsaved), pauseMs)
    return () => clearTimeout(timer)
  }, [unsaved])
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['playbook', 'check', settled],
    queryFn: ({ signal }) => server.check(draftsIn(settled), signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  const isChecking = isFetching || settled !== unsaved
  return {
    faults: data?.faults ?? none,
    isChecking,
    unknown: isChecking ? null : error,
    again: () => void refetch(),
  }
}
