import { App } from 'antd'
import { useState } from 'react'
import { sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'

/** Runs commands on the open conversation; what did not work is told in the server's sentence. */
export function useRun(live: Live) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState<string | null>(null)
  return {
    /** The name of the one that runs. */
    busy,
    /** Resolves with whether it was done. */
    async run(name: string, call: Promise<unknown>): Promise<boolean> {
      setBusy(name)
      try {
        await live.act(call)
        return true
      } catch (error) {
        void message.error(sentenceOf(error))
        return false
      } finally {
        setBusy(null)
      }
    },
  }
}
