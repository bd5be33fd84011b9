import { type Browser, devices, type Page } from 'playwright-core'
import { aPage, hasBrowser, launchBrowser, wide } from '../support/browser.ts'
import { aCounterProcess } from '../support/counter-process.ts'
import { seedQueue } from '../support/seed-queue.ts'

/** On what a page is looked at. */
export interface Device {
  readonly name: string
  readonly isPhone: boolean
}

export const phone: Device = { name: 'phone', isPhone: true }
export const desk: Device = { name: 'desk', isPhone: false }

/** What a phone of the middle range has of a machine like ours, and Chrome's own “Fast 4G”. */
export const phoneProfile =
  'phone: 390 × 844, processor 4 times slower, 9 Mbit/s down, 1.5 up, 170 ms there and back'

/** The built counter with so many customers in its queue, and a browser. */
export const withQueue = async <Result>(
  count: number,
  measure: (url: string, browser: Browser) => Promise<Result>,
): Promise<Result> => {
  if (!hasBrowser) throw new Error('no Chromium on this machine: npx playwright install chromium')
  const counter = await aCounterProcess()
  const browser = await launchBrowser()
  try {
    const waiting = Array.from({ length: count }, (_, at) => ({
      name: `顾客${at}`,
      text: `第 ${at} 位，收到的杯子碎了一个，想问问怎么换，急着送人，请尽快回复我`,
      waits: (at + 1) * 60_000,
    }))
    await seedQueue(counter.dataDir, waiting, Date.now())
    await counter.start()
    return await measure(counter.url, browser)
  } finally {
    await browser.close()
    await counter.dispose()
  }
}

/** A page with nothing kept from before; `as` is logged in already. */
export const freshPage = async (
  browser: Browser,
  url: string,
  { isPhone }: Device,
  as?: string,
): Promise<Page> => {
  const { defaultBrowserType: _, ...pixel } = devices['Pixel 7'] ?? {}
  const size = isPhone ? { ...pixel, viewport: { width: 390, height: 844 } } : wide
  const page = await aPage(browser, size)
  if (as !== undefined) {
    const [name = '', value = ''] = (await logIn(url, as)).split('=')
    await page.context().addCookies([{ url, name, value }])
  }
  if (isPhone) await slowDown(page)
  return page
}

/** The session's cookie, as `name=value`. */
export const logIn = async (url: string, username: string): Promise<string> => {
  const answer = await fetch(`${url}/api/login`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'demo1234' }),
  })
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0]
  if (!answer.ok || cookie === undefined) throw new Error(`no login: ${answer.status}`)
  return cookie
}

const slowDown = async (page: Page) => {
  const chrome = await page.context().newCDPSession(page)
  await chrome.send('Network.enable')
  await chrome.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 170,
    downloadThroughput: 9_000_000 / 8,
    uploadThroughput: 1_500_000 / 8,
  })
  await chrome.send('Emulation.setCPUThrottlingRate', { rate: 4 })
}
