import { createSecretKey } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { stringify } from 'yaml'
import { mintVisitor } from '../../src/channels/index.ts'
import type { ConversationRow } from '../../src/model/wire/conversation.ts'
import type { UploadedMedia } from '../../src/model/wire/customer.ts'
import { openSocket } from '../http/socket-client.ts'
import { aScene } from '../media/samples.ts'
import { anOrder, aShopServer, json } from '../orders/shop-server.ts'
import { aBridgeEvent } from '../support/bridge-client.ts'
import { enterConsole, hasBrowser, phone, shot, wide } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aFewPayloads, asName, asText, payloads } from '../support/payloads.ts'
import {
  type Console,
  logIn,
  type RunningCounter,
  startCounter,
} from '../support/running-counter.ts'
import { tripwire } from '../support/tripwire.ts'

const secret = 'a secret of the demo shop, long enough'
const buyer = 'buyer-hostile'
/** Of one message, and of one order. */
const partsAtOnce = 50
const batchesOf = <Item>(all: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, n) =>
    all.slice(n * size, (n + 1) * size),
  )

describe.skipIf(!hasBrowser)('300 hostile texts', async () => {
  const shop = await aShopServer()
  shop.answer((request, response) => json(answerOf(request.url ?? ''))(request, response))
  afterAll(() => shop.close())

  const { playbookDir, counter, newPage } = onBrowserStage<RunningCounter>({
    async open(dir) {
      writeFileSync(join(dir, 'replies/quick.yaml'), quickFile())
      return startCounter({
        PLAYBOOK_DIR: dir,
        ORDERS_URL: shop.url,
        ORDERS_SECRET: 'a secret of the orders, long enough',
        CHANNEL_WEB_DEMO_SECRET: secret,
      })
    },
  })
  const visitor = mintVisitor(
    {
      account: 'demo',
      customer: { id: buyer, name: aFewPayloads[0] ?? '' },
      issuedAt: Date.now(),
    },
    createSecretKey(secret, 'utf8'),
  )
  const cookie = `shouhou_visitor_demo=${visitor}`
  let zhao: Console
  let mine: ConversationRow

  beforeAll(async () => {
    const { url, bridge } = counter()
    zhao = await logIn(url, 'zhao')
    // Each as what a customer says, and as the name of a file; all from one who is called one.
    const media = await upload(url)
    const socket = await openSocket(`${url}/ws/customer?shop=demo`, {
      headers: { cookie, origin: url },
    })
    const told = batchesOf(payloads, partsAtOnce).flatMap((batch) => [
      batch.map((text) => ({ type: 'text', text })),
      batch.map((name) => ({ type: 'file', media, name })),
    ])
    for (const [n, parts] of told.entries()) socket.send({ type: 'message', id: `h-${n}`, parts })
    socket.send({ type: 'message', id: 'h-person', parts: [{ type: 'text', text: '转人工' }] })
    await socket.waitFor((frame) => frame.type === 'ack' && frame.id === 'h-person', 60_000)
    socket.close()
    // Each as the name and the words of a customer of their own, who waits for a person.
    const events = payloads.flatMap((payload, n) => {
      const who = { conversation: `h-${n}`, customer: { id: `h-${n}`, name: payload } }
      return ['转人工', payload].map((text) =>
        aBridgeEvent({ ...who, parts: [{ type: 'text', text }] }),
      )
    })
    for (const batch of batchesOf(events, 100)) expect((await bridge.post(batch)).status).toBe(200)
    const last = async () => {
      const path = `/api/conversations?phase=awaiting_agent&limit=1&skip=${payloads.length}`
      return (await zhao.get<Found>(path)).conversations.length
    }
    const options = { timeout: 240_000, interval: 500 }
    await vi.waitFor(async () => expect(await last()).toBe(1), options)
    const found = await zhao.get<Found>('/api/conversations?channel=web&limit=1')
    if (found.conversations[0] === undefined) throw new Error('the web customer did not come')
    mine = found.conversations[0]
  }, 300_000)

  const upload = async (url: string): Promise<string> => {
    const form = new FormData()
    form.set('file', new Blob([new Uint8Array(await aScene(1).png().toBuffer())]), 'cup.png')
    const to = `${url}/api/customer/media?shop=demo`
    const answer = await fetch(to, { method: 'POST', headers: { cookie }, body: form })
    return ((await answer.json()) as UploadedMedia).media
  }

  const watched = async (options: BrowserContextOptions) => {
    const page = await newPage(options)
    return { page, alarms: await tripwire(page.context(), counter().url) }
  }

  const enter = async (name: string, options = wide) => {
    const { page, alarms } = await watched(options)
    await enterConsole(page, counter().url, name)
    await page
      .getByRole('link', { name: '会话' })
      .or(page.getByRole('tab').first())
      .first()
      .waitFor()
    return { page, alarms }
  }

  /** Nothing has run, nothing was asked for, nothing sticks out. */
  const isSafe = async (page: Page, alarms: readonly string[]) => {
    // What an image that does not load would set off comes a moment later.
    await page.waitForTimeout(300)
    expect(alarms).toEqual([])
    expect(await sticksOut(page)).toEqual([])
    expect(await page.evaluate(() => Object.hasOwn(Object.prototype, '__pwned'))).toBe(false)
  }

  test('a page that let one of them through would be told of', async () => {
    const { page, alarms } = await watched(phone)
    await page.goto(counter().url)
    await page.evaluate(() => {
      document.body.innerHTML = '<img src="//evil.example/1" onerror="__pwned(1)">'
      Object.entries(globalThis).find(([name]) => name === '__pwned')?.[1](2)
    })
    await expect.poll(() => alarms.join()).toContain('ran: 2')
    await expect.poll(() => alarms.join()).toContain('stopped: script-src-attr')
    await expect.poll(() => alarms.join()).toContain('stopped: img-src')
    await page.context().close()
  }, 240_000)

  test('the customer’s page has them as words, their files, orders, and who answers', async () => {
    const { page, alarms } = await watched(phone)
    const { url } = counter()
    await page.context().addCookies([{ name: 'shouhou_visitor_demo', value: visitor, url }])
    await page.goto(url)
    const log = page.getByRole('log')
    await log.getByText('转人工').first().waitFor()
    expect(await missing(log, payloads.map(asText))).toEqual([])
    expect(await missing(log, payloads.map(asName))).toEqual([])
    await isSafe(page, alarms)

    const su = await logIn(url, 'su')
    const name = '<b onclick=__pwned()'
    const login = { id: 'evil', name, role: 'agent', shops: [], password: 'tea-pot-77' }
    expect((await su.post('/api/people', login)).status).toBe(200)
    const evil = await logIn(url, 'evil', 'tea-pot-77')
    const path = `/api/conversations/${encodeURIComponent(mine.id)}`
    expect((await evil.post(`${path}/take`)).status).toBe(200)
    for (const [n, payload] of aFewPayloads.entries()) {
      const words = { client_id: `r-${n}`, text: payload, override: { reason: '照发' } }
      const { status } = await evil.post(`${path}/reply`, words)
      expect([200, 422], payload).toContain(status)
    }
    await log.getByText(name).first().waitFor()
    await page.getByRole('button', { name: '订单和进度' }).click()
    const sheet = page.getByRole('dialog', { name: /订单/ })
    await sheet.getByText('4532239827909130000').waitFor()
    expect(await missing(sheet, payloads.filter(fitsAnOrder))).toEqual([])
    await shot(page, 'hostile-customer')
    await isSafe(page, alarms)
    await page.context().close()
  }, 240_000)

  test('the queue has them as names', async () => {
    const { page, alarms } = await enter('赵主管')
    await page.getByRole('tab', { name: /待回复/ }).click()
    const left = new Set(payloads.map(asName))
    const list = page.locator('.queue .rows')
    await list.locator('button.row').first().waitFor()
    await expect
      .poll(
        async () => {
          for (const seen of await list.locator('.row-head b').allTextContents())
            for (const text of left) if (seen.includes(text)) left.delete(text)
          await list.evaluate((box) => {
            box.scrollTop += box.clientHeight - 100
          })
          return [...left]
        },
        { timeout: 60_000, interval: 50 },
      )
      .toEqual([])
    await shot(page, 'hostile-queue')
    await isSafe(page, alarms)
    await page.context().close()
  }, 240_000)

  test.each([
    ['wide', wide],
    ['on a phone', phone],
  ] as const)(
    'a chat and all of its tabs have them, %s',
    async (name, options) => {
      const { page, alarms } = await enter('赵主管', options)
      await page.goto(`${counter().url}/console/c/${encodeURIComponent(mine.id)}`)
      const log = page.getByRole('log')
      await log.getByText('转人工').first().waitFor()
      expect(await missing(log, payloads.map(asText))).toEqual([])
      await isSafe(page, alarms)
      await shot(page, `hostile-chat-${name}`)
      // From the one with the hostile name, who answered it on the customer's page.
      const take = page.getByRole('button', { name: /手里接过$/ })
      if (await take.isVisible()) await take.click()
      const reply = page.getByLabel(/^输入回复/)
      await reply.fill('/')
      const quick = page.getByRole('listbox', { name: '快捷短语' })
      await quick.getByRole('option').filter({ hasText: '<script>' }).first().click()
      expect(await reply.inputValue()).toContain('<script>__pwned(0)</script>')
      await isSafe(page, alarms)
      await reply.fill('')
      const behind = page.getByRole('button', { name: '查看详情' })
      if (await behind.isVisible()) await behind.click()
      const panel = page.getByRole('complementary')
      for (const tab of await panel.getByRole('tab').all()) {
        await tab.click()
        await isSafe(page, alarms)
      }
      await panel.getByRole('tab', { name: '订单' }).click()
      await panel.getByText('4532239827909130000').first().waitFor()
      expect(await missing(panel, payloads.filter(fitsAnOrder))).toEqual([])
      await shot(page, `hostile-orders-${name}`)
      await isSafe(page, alarms)
      await page.context().close()
    },
    120_000,
  )

  test('they are searched for, offered by the palette, and found behind a number', async () => {
    const { page, alarms } = await enter('赵主管')
    const search = page.getByRole('textbox', { name: /^搜索/ })
    for (const payload of aFewPayloads) {
      const words = asName(payload).slice(0, 90)
      const { groups } = await zhao.get<{ groups: unknown }>(
        `/api/search?q=${encodeURIComponent(words)}`,
      )
      expect(groups, payload).toBeInstanceOf(Array)
    }
    for (const payload of aFewPayloads.filter((_, n) => n % 6 === 0)) {
      await search.fill(asName(payload).slice(0, 90))
      await page
        .getByRole('region', { name: '搜索结果' })
        .or(page.getByText('没有找到'))
        .first()
        .waitFor()
      await isSafe(page, alarms)
    }
    await search.fill('')
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog')
    for (const words of ['<img', 'javascript:', '__proto__', '=HYPERLINK']) {
      await palette.getByRole('combobox').fill(words)
      await palette.getByRole('option').filter({ hasText: words }).first().waitFor()
      await isSafe(page, alarms)
    }
    await shot(page, 'hostile-palette')
    await page.goto(`${counter().url}/console/overview?days=7&list=figure%3Dhanded`)
    const drawer = page.getByRole('dialog')
    await drawer.getByText(`${payloads.length + 1} 个`).waitFor()
    await shot(page, 'hostile-overview')
    await isSafe(page, alarms)
    await page.context().close()
  }, 240_000)

  test('the playbook’s page has them in a file and in its faults', async () => {
    const { page, alarms } = await enter('苏店长')
    await page.goto(`${counter().url}/console/playbook/replies/quick.yaml`)
    await page
      .getByRole('textbox', { name: /的内容$/ })
      .getByText('__pwned')
      .first()
      .waitFor()
    await isSafe(page, alarms)
    const faulty = Object.fromEntries(aFewPayloads.map((payload) => [payload, payload]))
    writeFileSync(
      join(playbookDir, 'replies/hostile.yaml'),
      stringify({ title: payloads[0], ...faulty }),
    )
    await page.goto(`${counter().url}/console`)
    await page.getByText(/查看错误/).click()
    await page
      .getByText(/不认识的字段「<script>__pwned\(0\)<\/script>」/)
      .first()
      .waitFor()
    await shot(page, 'hostile-faults')
    await isSafe(page, alarms)
    await page.goto(`${counter().url}/console/playbook/replies/hostile.yaml`)
    await page.locator('.cm-lintRange-error').first().waitFor()
    await shot(page, 'hostile-playbook')
    await isSafe(page, alarms)
    await page.context().close()
  }, 240_000)

  test('the page of the logins has them as names', async () => {
    const su = await logIn(counter().url, 'su')
    for (const [n, payload] of aFewPayloads.filter((_, n) => n % 3 === 0).entries()) {
      const name = Array.from(asName(payload)).slice(0, 20).join('')
      const login = { id: `h${n}`, name, role: 'agent', shops: [], password: 'tea-pot-77' }
      expect((await su.post('/api/people', login)).status, payload).toBe(200)
    }
    const { page, alarms } = await enter('苏店长')
    await page.goto(`${counter().url}/console/people`)
    const table = page.getByRole('table', { name: '账号' })
    await table.getByText('h1', { exact: true }).waitFor()
    await shot(page, 'hostile-people')
    await isSafe(page, alarms)
    await page.context().close()
  }, 240_000)

  test('every page says that no script but its own may run; only the API’s own page has styles inline', async () => {
    const { url } = counter()
    for (const path of [
      '/',
      '/console',
      '/console/playbook',
      '/nothing',
      '/api/me',
      '/widget.js',
    ]) {
      const { headers } = await fetch(`${url}${path}`)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy, path).toMatch(/script-src 'self'(?:;|$)/)
      expect(policy, path).not.toContain('unsafe')
    }
    const { headers } = await fetch(`${url}/docs/static/index.html`)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/script-src 'self'(?:;|$)/)
    expect(policy.replace("style-src 'self' 'unsafe-inline'", '')).not.toContain('unsafe')
  })
})

interface Found {
  readonly conversations: readonly ConversationRow[]
}

/** Titles are shown as the shop's system wrote them. */
const fitsAnOrder = (payload: string) => !/[\p{Cc}\p{Cs}]/u.test(payload)

/** The shop's system calls its goods so, too. */
const answerOf = (path: string): unknown => {
  const items = (titles: readonly string[]) =>
    titles.map((title, n) => ({ product_id: `P${n}`, title, sku: title, quantity: 1 }))
  if (path.startsWith('/products'))
    return { products: payloads.map((title, n) => ({ product_id: `H${n}`, title })) }
  if (!path.includes(buyer)) return { orders: [] }
  return {
    orders: batchesOf(payloads.filter(fitsAnOrder), 10).map((titles, n) =>
      anOrder({
        order_no: String(4532239827909130000n + BigInt(n)),
        buyer_id: buyer,
        items: items(titles),
        parcels: [
          {
            courier: titles[0],
            tracking_no: '78025661869589',
            events: [{ at: '2026-11-21T10:00:00+08:00', text: titles[2] }],
          },
        ],
      }),
    ),
  }
}

/** Where braces are no gap that the playbook would have to know. */
const quickFile = (): string =>
  stringify({
    groups: [
      {
        id: 'hostile',
        title: payloads[0],
        replies: payloads
          .filter((payload) => !/\{\{|\}\}/.test(payload))
          .map((payload, n) => ({
            id: `h-${n}`,
            title: asName(payload),
            text: asText(payload).replaceAll('\n', ' ').trim(),
          })),
      },
    ],
  })

/** Those that do not stand there, letter for letter. */
const missing = (within: Locator, texts: readonly string[]) =>
  within.evaluate((box, wanted) => {
    const shown = box.textContent ?? ''
    return wanted.filter((text) => !shown.includes(text))
  }, texts)

/** What makes the page, or what scrolls in it, wider than it is. */
const sticksOut = (page: Page) =>
  page.evaluate(() => {
    const named = (each: Element) => `${each.tagName}.${each.className}`
    const boxes = ['main', '[role=log]', '.queue .rows', 'aside', 'section.rows', '[role=dialog]']
    const inside = boxes.flatMap((box) => [...document.querySelectorAll(box)])
    const wider = inside.filter((box) => box.scrollWidth > box.clientWidth + 1)
    const { scrollWidth } = document.scrollingElement ?? document.body
    return [...(scrollWidth > innerWidth ? ['the page'] : []), ...wider.map(named)]
  })
