import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import {
  type CaseChange,
  type CaseChangeRequest,
  type CaseView,
  newId,
  type Ticket,
  type ToneRefusal,
} from '../../shared/index.ts'
import { api, ToneFailure } from '../api.ts'
import { sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'

type Override = CaseChangeRequest['override']

/** A case under somebody's hands. */
export interface CaseWork {
  readonly ticket: Ticket
  /** What I may do to it; null until the server has said so. */
  readonly view: CaseView | null
  readonly busy: boolean
  /** The server's sentence about what did not work. */
  readonly failed: string | null
  /** Resolves with whether it was done. */
  readonly change: (change: CaseChange) => Promise<boolean>
  /** The same for what the customer is told, which the tone guard may send back: nothing is done then. */
  readonly tell: (change: CaseChange, override?: Override) => Promise<boolean | ToneRefusal>
  /** Forgets what failed, and looks again. */
  readonly reload: () => void
}

/** Asks again what may be done whenever the case has become another one, by whomever. */
export function useCase(live: Live, known: Ticket): CaseWork {
  const { id, updatedAt } = known
  const [view, setView] = useState<CaseView | null>(null)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string | null>(null)
  // A change that is tried again keeps its id, so that it cannot be done twice.
  const attempt = useRef({ what: '', id: '' })
  const seen = useRef(-1)
  const queries = useQueryClient()

  const keep = useCallback((next: CaseView) => {
    if (next.ticket.updatedAt < seen.current) return
    seen.current = next.ticket.updatedAt
    setView(next)
  }, [])

  const load = useCallback(
    () => api.caseView(id).then(keep, (error: unknown) => setFailed(sentenceOf(error))),
    [id, keep],
  )

  useEffect(() => {
    if (seen.current < updatedAt) void load()
  }, [updatedAt, load])

  async function tell(wanted: CaseChange, override?: Override): Promise<boolean | ToneRefusal> {
    const what = JSON.stringify(wanted)
    if (attempt.current.what !== what) attempt.current = { what, id: newId() }
    setBusy(true)
    setFailed(null)
    try {
      const request = { client_id: attempt.current.id, change: wanted }
      keep(await live.act(api.changeCase(id, { ...request, ...(override && { override }) })))
      attempt.current = { what: '', id: '' }
      // What waits for my vote, or was promised, may be another by now.
      void queries.invalidateQueries({ queryKey: ['cases'] })
      return true
    } catch (error) {
      if (error instanceof ToneFailure) return error.refusal
      setFailed(sentenceOf(error))
      // Most of what is refused is so because somebody else was faster.
      void load()
      return false
    } finally {
      setBusy(false)
    }
  }

  const isNewer = view !== null && view.ticket.updatedAt > updatedAt
  return {
    ticket: isNewer ? view.ticket : known,
    view,
    busy,
    failed,
    change: async (wanted) => (await tell(wanted)) === true,
    tell,
    reload() {
      setFailed(null)
      void load()
    },
  }
}
