import type { HttpDeps } from './deps.ts'
import type { App } from './edge.ts'
import { keepRawBodies } from './raw-body.ts'

/** Couriers push the whole history each time: what does not fit once never arrives again. */
const maxPushBytes = 512 * 1024

/** Where couriers' news are pushed to. "Received" is said only when they are on disk. */
export async function addTracking(app: App, { tracking }: Pick<HttpDeps, 'tracking'>) {
  await app.register((scope: App, _, done) => {
    keepRawBodies(scope, maxPushBytes)
    scope.post(
      '/hooks/tracking',
      {
        // Rules for browsers; none comes here.
        helmet: false,
        schema: {
          tags: ['orders'],
          summary: '物流轨迹推送：快递100 的表单，或签名的 JSON，最大 512 KiB',
        },
      },
      async ({ headers, body }) =>
        tracking.receive({ headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) }),
    )
    done()
  })
}
