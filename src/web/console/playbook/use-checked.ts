import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { PlaybookFault } from '../../shared/index.ts'
import { draftsIn, type UnsavedFiles } from './drafts.ts'
import { server } from './server.ts'

export interface CheckedFiles {
  readonly faults: readonly PlaybookFault[]
  readonly isChecking: boolean
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
  const { data, isFetching } = useQuery({
    queryKey: ['playbook', 'check', settled],
    queryFn: ({ signal }) => server.check(draftsIn(settled), signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  return { faults: data?.faults ?? none, isChecking: isFetching || settled !== unsaved }
}
