import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { devices } from 'playwright-core'
import { WebSocket } from 'ws'
import { chromiumPath } from '../../src/setup/chromium.mjs'
import type { Device } from './stage.ts'

/** What a page load took: ms since it was asked for, and what came over the network. */
export interface Opened {
  readonly paint: number
  /** What was waited for had been painted. */
  readonly usable: number
  readonly bytes: number
}

export interface BarePage {
  /** Goes there, and waits until `found`, a JavaScript expression, is truthy in a frame. */
  open(url: string, found: string): Promise<Opened>
  close(): Promise<void>
}

export interface BareChrome {
  /** A page with nothing kept from before. */
  page(
    device: Device,
    cookie?: { readonly url: string; readonly header: string },
  ): Promise<BarePage>
  close(): Promise<void>
}

/**
 * Chromium without a debugger in its pages. Playwright's `Runtime.enable` has V8 read a whole script
 * again for the first `Error` that is made in it, as React makes five when it loads: 0.2 s on the
 * phone's profile, which nobody waits for who only looks at it.
 */
export const bareChrome = async (): Promise<BareChrome> => {
  const executable = chromiumPath()
  if (executable === undefined) throw new Error('no Chromium on this machine')
  const profile = await mkdtemp(join(tmpdir(), 'shouhou-chrome-'))
  const chrome = spawn(
    executable,
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const { send, close } = await connect(await addressOf(chrome.stderr))
  return {
    async page(device, cookie) {
      const { browserContextId } = await send<{ browserContextId: string }>(
        'Target.createBrowserContext',
        {},
      )
      const about = { url: 'about:blank', browserContextId }
      const { targetId } = await send<{ targetId: string }>('Target.createTarget', about)
      const { sessionId } = await send<{ sessionId: string }>('Target.attachToTarget', {
        targetId,
        flatten: true,
      })
      const tell = <Answer>(method: string, params: object = {}) =>
        send<Answer>(method, params, sessionId)
      await tell('Page.enable')
      await tell('Network.enable')
      await wear(tell, device)
      if (cookie !== undefined) {
        const [name, value] = cookie.header.split('=')
        await tell('Network.setCookie', { url: cookie.url, name, value, httpOnly: true })
      }
      return {
        async open(url, found) {
          const { identifier } = await tell<{ identifier: string }>(
            'Page.addScriptToEvaluateOnNewDocument',
            { source: watch(found) },
          )
          await tell('Page.navigate', { url })
          const opened = await untilOpened(tell)
          await tell('Page.removeScriptToEvaluateOnNewDocument', { identifier })
          return opened
        },
        close: async () => void (await send('Target.disposeBrowserContext', { browserContextId })),
      }
    },
    async close() {
      const gone = once(chrome, 'exit')
      await send('Browser.close', {}).catch(() => {})
      close()
      await gone
      await rm(profile, { recursive: true, force: true })
    },
  }
}

type Tell = <Answer>(method: string, params?: object) => Promise<Answer>

/** A middling phone, and Chrome's own “Fast 4G”; or a desk's window. */
const wear = async (tell: Tell, { isPhone }: Device) => {
  const size = isPhone
    ? { width: 390, height: 844, deviceScaleFactor: 2.625, mobile: true }
    : { width: 1360, height: 860, deviceScaleFactor: 1, mobile: false }
  await tell('Emulation.setDeviceMetricsOverride', size)
  const userAgent = isPhone ? devices['Pixel 7']?.userAgent : undefined
  await tell('Emulation.setLocaleOverride', { locale: 'zh-CN' })
  if (!isPhone) return
  await tell('Emulation.setUserAgentOverride', { userAgent, acceptLanguage: 'zh-CN' })
  await tell('Emulation.setTouchEmulationEnabled', { enabled: true })
  await tell('Network.emulateNetworkConditions', {
    offline: false,
    latency: 170,
    downloadThroughput: 9_000_000 / 8,
    uploadThroughput: 1_500_000 / 8,
  })
  await tell('Emulation.setCPUThrottlingRate', { rate: 4 })
}

/** In the page: looks with each frame, and notes the time once that frame is on the screen. */
const watch = (found: string) => `{
  const look = () => {
    if (!(${found})) return requestAnimationFrame(look)
    const channel = new MessageChannel()
    channel.port1.onmessage = () => { window.usableAt = performance.now() }
    channel.port2.postMessage(null)
  }
  requestAnimationFrame(look)
}`

const spent = `window.usableAt === undefined ? null : {
  usable: window.usableAt,
  paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  bytes: performance.getEntries().reduce((sum, { transferSize = 0 }) => sum + transferSize, 0),
}`

const lookAgainMs = 200
const patienceMs = 60_000

const untilOpened = async (tell: Tell): Promise<Opened> => {
  for (let waited = 0; waited < patienceMs; waited += lookAgainMs) {
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs))
    const { result } = await tell<{ result: { value?: Opened | null } }>('Runtime.evaluate', {
      expression: spent,
      returnByValue: true,
    })
    if (result.value != null) return result.value
  }
  throw new Error(`nothing to use after ${patienceMs} ms`)
}

/** Chromium says on its error output where it listens. */
const addressOf = async (output: NodeJS.ReadableStream): Promise<string> => {
  for await (const line of createInterface({ input: output })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address !== undefined) return address
  }
  throw new Error('Chromium ended before it listened')
}

/** https://chromedevtools.github.io/devtools-protocol/ */
const connect = async (address: string) => {
  const socket = new WebSocket(address)
  await once(socket, 'open')
  let last = 0
  const waiting = new Map<number, (answer: Answer) => void>()
  socket.on('message', (data) => {
    const answer = JSON.parse(String(data)) as Answer
    waiting.get(answer.id ?? 0)?.(answer)
    waiting.delete(answer.id ?? 0)
  })
  const send = <Result>(method: string, params: object, sessionId?: string): Promise<Result> =>
    new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, ({ result, error }) =>
        error === undefined
          ? resolve(result as Result)
          : reject(new Error(`${method}: ${error.message}`)),
      )
      socket.send(JSON.stringify({ id: last, method, params, ...(sessionId && { sessionId }) }))
    })
  return { send, close: () => socket.close() }
}

interface Answer {
  readonly id?: number
  readonly result?: unknown
  readonly error?: { readonly message: string }
}
