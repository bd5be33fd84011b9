import type { HttpDeps } from './deps.ts'
import type { App } from './edge.ts'
import { keepRawBodies } from './raw-body.ts'

/** Where couriers' news are pushed to. "Received" is said only when they are on disk. */
export async function addTracking(app: App, { tracking }: Pick<HttpDeps, 'tracking'>) {
  await app.register((scope: App, _, done) => {
    keepRawBodies(scope)
    scope.post(
      '/hooks/tracking',
      {
        // Rules for browsers; none comes here.
        helmet: false,
        schema: {
          tags: ['orders'],
          summary: '物流轨迹推送：快递100 的表单，或签名的 JSON，最大 64 KiB',
        },
      },
      async ({ headers, body }) =>
        tracking.receive({ headers, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) }),
    )
    done()
  })
}
