import { z } from 'zod'
import type { ChannelAccount } from '../channels/index.ts'
import { acceptRaw } from './accept-raw.ts'
import { createAllowances } from './allowance.ts'
import { addBridgeOutbox } from './bridge-outbox.ts'
import type { HttpDeps } from './deps.ts'
import type { App } from './edge.ts'
import { Refusal } from './errors.ts'
import { keepRawBodies, rawRequestOf } from './raw-body.ts'

const params = z.object({ channel: z.string(), account: z.string() })

/** Of one account. Whoever does not sign uses nothing up. */
const rate = { perSecond: 500, burst: 2_000 }

/** Where marketplaces knock. "Received" is said only when everything is on disk. */
export async function addWebhooks(app: App, deps: HttpDeps, closing: AbortSignal) {
  await app.register((scope: App, _, done) => {
    keepRawBodies(scope)
    const doors = createDoors(deps.accounts)
    const take = createAllowances(deps.now, rate)
    scope.route({
      method: ['GET', 'POST'],
      url: '/channels/:channel/:account',
      exposeHeadRoute: false,
      // Rules for browsers; none comes here, and every message does.
      helmet: false,
      schema: { tags: ['channels'], summary: '渠道消息入口：签名的原始请求，最大 64 KiB', params },
      handler: async (request, reply) => {
        const door = doors.find(request.params)
        const admit = () => {
          if (take(`${door.channel.name}/${door.account}`) === undefined) throw tooMany()
        }
        const accepted = await acceptRaw(rawRequestOf(request), door, deps, { admit })
        const { status, body } = door.channel.acknowledge(accepted)
        return reply.code(status).send(body)
      },
    })
    addBridgeOutbox(scope, { deps, doors, closing })
    done()
  })
}

const tooMany = () => new Refusal('too_many', undefined, { retryAfterMs: 1_000 })

export interface Doors {
  /** Throws `not_found`. */
  find(name: { readonly channel: string; readonly account: string }): ChannelAccount
}

function createDoors(accounts: readonly ChannelAccount[]): Doors {
  // What comes over a socket of ours is bounded and vetted there, and has no way around it.
  const posted = accounts.filter(({ channel }) => channel.inbound === 'webhook')
  const doors = new Map(posted.map((each) => [`${each.channel.name}/${each.account}`, each]))
  return {
    find({ channel, account }) {
      const door = doors.get(`${channel}/${account}`)
      if (door) return door
      throw new Refusal('not_found', { zh: '没有这个渠道账号', en: 'No such channel account' })
    },
  }
}
