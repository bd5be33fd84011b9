import type { BrowserContext } from 'playwright-core'

/**
 * What hostile content has done in pages of a context: scripts that ran, windows that opened, what was
 * asked of other hosts, what the policy had to stop, and pages whose policy is weak. All must be empty.
 */
export async function tripwire(context: BrowserContext, url: string): Promise<readonly string[]> {
  const alarms: string[] = []
  await context.exposeFunction('__pwned', (...given: unknown[]) => alarms.push(`ran: ${given}`))
  await context.exposeFunction('__stopped', (what: string) => alarms.push(what))
  await context.addInitScript(() => {
    const { __stopped } = globalThis as unknown as { __stopped: (what: string) => void }
    document.addEventListener('securitypolicyviolation', (event) => {
      __stopped(`stopped: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`)
    })
  })
  context.on('page', (page) => {
    page.on('dialog', (dialog) => {
      alarms.push(`dialog: ${dialog.type()} ${dialog.message()}`)
      void dialog.accept()
    })
    page.on('pageerror', (error) => alarms.push(`error: ${error.message}`))
  })
  context.on('request', (request) => {
    const asked = request.url()
    if (!asked.startsWith(url) && !/^(?:data|blob):/.test(asked)) alarms.push(`asked: ${asked}`)
  })
  context.on('response', (response) => {
    if (response.request().resourceType() !== 'document') return
    const policy = response.headers()['content-security-policy'] ?? ''
    if (!/script-src 'self'(?:;|$)/.test(policy) || policy.includes('unsafe'))
      alarms.push(`policy of ${response.url()}: ${policy}`)
  })
  return alarms
}
