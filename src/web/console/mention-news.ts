import type { UnseenMention } from '../shared/index.ts'
import { type Mentions, mentionsOf } from './mentions.ts'

interface World {
  readonly load: () => Promise<{ readonly mentions: readonly UnseenMention[] }>
  readonly see: (conversation: string) => Promise<unknown>
  readonly show: (mentions: Mentions) => void
  /** Runs later unless the returned function is called first. */
  readonly later: (ms: number, run: () => void) => () => void
}

const settleMs = 300

/**
 * What names me and is not seen. Only the server knows it: a line that comes once more was seen
 * meanwhile, perhaps on another page of mine.
 */
export function createMentionNews({ load, see, show, later }: World) {
  /** An answer to an older question says nothing of what happened since. */
  let asked = 0
  let stop = () => {}

  async function refresh() {
    stop()
    asked += 1
    const mine = asked
    const answer = await load().catch(() => null)
    if (answer !== null && mine === asked) show(mentionsOf(answer.mentions))
  }

  function refreshSoon() {
    stop()
    stop = later(settleMs, () => void refresh())
  }

  return {
    refresh,
    refreshSoon,
    async seen(conversation: string) {
      asked += 1
      // What could not be told is asked for again when the page connects.
      const isTold = await see(conversation).then(
        () => true,
        () => false,
      )
      if (isTold) refreshSoon()
    },
    close() {
      stop()
      asked += 1
    },
  }
}
