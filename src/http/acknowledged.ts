/** A signature is good for five minutes before and after its time. */
const keepMs = 10 * 60_000
const mostKept = 50_000

export interface Acknowledged {
  /** Whether signed content may speak of this reply: it may, unless it spoke of another one. */
  claim(content: string, reply: string): boolean
}

/**
 * Which reply each signed acknowledgement was about. The address that names the reply is no part of
 * what is signed, so whoever overheard one could otherwise say the same of any other reply.
 */
export function createAcknowledged({ now }: { readonly now: () => number }): Acknowledged {
  const claims = new Map<string, { readonly reply: string; readonly at: number }>()

  function forgetOld() {
    for (const [content, { at }] of claims) {
      if (claims.size < mostKept && now() - at <= keepMs) return
      claims.delete(content)
    }
  }

  return {
    claim(content, reply) {
      const known = claims.get(content)
      if (known) return known.reply === reply
      forgetOld()
      claims.set(content, { reply, at: now() })
      return true
    },
  }
}
