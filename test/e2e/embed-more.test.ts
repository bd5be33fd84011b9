import { createSecretKey } from 'node:crypto'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { mintVisitor } from '../../src/channels/index.ts'
import { takenAt } from '../../src/media/exif-time.ts'
import type { UploadedMedia } from '../../src/model/wire/customer.ts'
import { aScene } from '../media/samples.ts'
import { axeFaults as faults } from '../support/axe.ts'
import { hasBrowser, phone, say, shot, wide } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aCounterProcess } from '../support/counter-process.ts'
import { logIn } from '../support/running-counter.ts'
import { aShopSite } from '../support/shop-site.ts'

const secret = 'a secret of the demo shop, long enough'

describe.skipIf(!hasBrowser)('in a page of the shop’s site that goes on', async () => {
  let counterUrl = ''
  let attributes = ''
  const shop = await aShopSite(
    () => `<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>一叶茶器</title><h1>一叶茶器</h1><p>今天的茶</p>
      <script async src="${counterUrl}/widget.js" data-shop="demo" ${attributes}></script>`,
  )
  afterAll(() => shop.close())

  const { newPage } = onBrowserStage({
    async open(dir) {
      const process = await aCounterProcess({
        PLAYBOOK_DIR: dir,
        BURST_WINDOW_MS: '300',
        CHANNEL_WEB_DEMO_ORIGINS: shop.url,
        CHANNEL_WEB_DEMO_SECRET: secret,
      })
      await process.start()
      counterUrl = process.url
      return { ...process, close: process.dispose }
    },
  })

  const tokenOf = (id: string, name: string, issuedAt = Date.now()) =>
    mintVisitor(
      { account: 'demo', customer: { id, name }, issuedAt },
      createSecretKey(secret, 'utf8'),
    )
  /** As a page of the shop does it after a login or a logout. */
  const identify = (page: Page, token: string | null) =>
    page.evaluate(`AfterSale.identify(${JSON.stringify(token)})`)
  const launcher = (page: Page) => page.getByRole('button', { name: '售后客服' })
  const chat = (page: Page) => page.getByRole('dialog', { name: '售后客服' })
  const heard = (page: Page, words: RegExp | string) =>
    page.getByRole('log').getByText(words).last().waitFor()

  async function onShopPage(options = wide) {
    const page = await newPage(options)
    const said: string[] = []
    page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`))
    await page.goto(shop.url)
    attributes = ''
    return { page, said }
  }

  test('a login and a logout without a new page change who the customer is', async () => {
    const { page } = await onShopPage()
    await launcher(page).click()
    await say(page, '我还没登录')
    await heard(page, '我还没登录')
    // Before the shop has answered it would be for whoever logs in.
    await heard(page, '机器人')
    await identify(page, tokenOf('demo-3', '小周'))
    await page.getByText('我还没登录').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '订单和进度' }).click()
    await page.getByText('4532239827909130090').waitFor()
    await page.keyboard.press('Escape')
    await say(page, '我登录了')
    await heard(page, '我登录了')
    // Whoever logs out is who they were before, and sees nothing of it.
    await identify(page, null)
    await heard(page, '我还没登录')
    expect(await page.getByText('我登录了').count()).toBe(0)
    await page.context().close()
  }, 240_000)

  test('who logs in before the chat was opened first is that customer in it', async () => {
    const { page } = await onShopPage()
    await launcher(page).waitFor()
    await identify(page, tokenOf('demo-3', '小周'))
    await launcher(page).click()
    await page.getByRole('button', { name: '订单和进度' }).click()
    await page.getByText('4532239827909130090').waitFor()
    await page.context().close()
  }, 240_000)

  test.each([
    ['forged', () => tokenOf('demo-3', '小周').replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['expired', () => tokenOf('demo-3', '小周', Date.now() - 40 * 24 * 3_600_000)],
  ] as const)(
    'a token that is %s is told to who builds the site, and the chat goes on',
    async (why, aToken) => {
      const token = aToken()
      const { page, said } = await onShopPage()
      await launcher(page).waitFor()
      await page.evaluate(() => {
        addEventListener('aftersale:token', (event) => {
          document.title = `refused: ${(event as CustomEvent<string>).detail}`
        })
      })
      await identify(page, token)
      await launcher(page).click()
      await say(page, '你好')
      await heard(page, '你好')
      await expect.poll(() => said).toContain(`warning: AfterSale: data-token ${why}`)
      expect(await page.title()).toBe(`refused: ${why}`)
      await page.context().close()
    },
    60_000,
  )

  test('what is typed into the chat is no hotkey of the page, and Escape still closes it', async () => {
    const { page } = await onShopPage()
    await page.evaluate(() => {
      for (const name of ['keydown', 'keyup', 'keypress'])
        document.addEventListener(name, (event) => {
          document.title += (event as KeyboardEvent).key
        })
    })
    await launcher(page).click()
    await chat(page).getByRole('textbox').pressSequentially('ab')
    await chat(page).getByRole('textbox').press('Enter')
    await heard(page, 'ab')
    expect(await page.title()).toBe('一叶茶器')
    await page.keyboard.press('Escape')
    await chat(page).waitFor({ state: 'hidden' })
    await page.getByText('今天的茶').click()
    await page.keyboard.press('x')
    expect(await page.title()).toContain('x')
    await page.context().close()
  }, 240_000)

  test('is modal where it covers the page, and only there', async () => {
    const { page } = await onShopPage(phone)
    await launcher(page).click()
    await chat(page).getByRole('textbox').waitFor()
    expect(await chat(page).getAttribute('aria-modal')).toBe('true')
    expect(await faults(page)).toEqual([])
    await page.setViewportSize({ width: 1_200, height: 800 })
    await expect.poll(() => chat(page).getAttribute('aria-modal')).toBe('false')
    await page.context().close()
  }, 240_000)

  test('a film comes when somebody wants to see it, a picture by itself', async () => {
    const { page } = await onShopPage()
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/media/') && request.method() === 'GET') asked.push(request.url())
    })
    await launcher(page).click()
    await chat(page).getByRole('textbox').waitFor()
    const film = Buffer.concat([
      Buffer.from([0, 0, 0, 24]),
      Buffer.from('ftypisom'),
      Buffer.alloc(5_000, 7),
    ])
    await page.setInputFiles('input[type=file] >> nth=0', {
      name: '开箱.mp4',
      mimeType: 'video/mp4',
      buffer: film,
    })
    const wanted = chat(page).getByRole('button', { name: /开箱.mp4/ })
    await wanted.waitFor()
    expect(asked).toEqual([])
    await shot(page, 'embed-film')
    await Promise.all([page.waitForRequest(/\/media\//), wanted.click()])
    expect(asked).toHaveLength(1)
    await page.context().close()
  }, 240_000)

  test('speaks the language that the page says, the server too', async () => {
    attributes = 'data-lang="en"'
    const { page } = await onShopPage()
    await page.getByRole('button', { name: 'Support' }).click()
    await page.getByRole('button', { name: 'My orders' }).click()
    const sheet = page.getByRole('dialog', { name: 'My orders and cases' })
    await sheet.getByText('Find them by order number and phone').click()
    await sheet.getByLabel('Order number').fill('123456')
    await sheet.getByLabel('Last 4 digits').fill('0000')
    await sheet.getByRole('button', { name: 'Find my orders' }).click()
    await sheet.getByText('They do not match').waitFor()
    await page.context().close()
  }, 240_000)

  test.each([
    ['data-lang="zh-TW"', {}],
    ['', { locale: 'zh-HK' }],
  ])(
    'speaks as people do in Taiwan and Hong Kong: %s %j',
    async (said, options) => {
      attributes = said
      const { page } = await onShopPage({ ...phone, ...options })
      await page.getByRole('button', { name: '售後客服' }).click()
      const dialog = page.getByRole('dialog', { name: '售後客服' })
      await dialog.getByPlaceholder('輸入訊息…').waitFor()
      expect(await dialog.getAttribute('lang')).toBe('zh-TW')
      await dialog.getByRole('button', { name: '訂單和進度' }).click()
      await page.getByText('用訂單號和手機尾號查').click()
      await page.getByLabel('收貨手機後四位').waitFor()
      await shot(page, `taiwan${said === '' ? '-browser' : ''}`)
      await page.keyboard.press('Escape')
      // The chips are understood by the bot as they are.
      await dialog.getByRole('button', { name: '轉人工' }).click()
      await page
        .getByRole('status')
        .getByText(/排隊|上班|人工/)
        .first()
        .waitFor()
      await page.context().close()
    },
    60_000,
  )

  test('stays in Chinese where the words of another language do not come', async () => {
    attributes = 'data-lang="en"'
    const page = await newPage(wide)
    await page.route('**/assets/widget/texts-en-*', (route) => route.abort())
    await page.goto(shop.url)
    attributes = ''
    await page.getByRole('button', { name: 'Support' }).click()
    await page.getByPlaceholder('输入消息…').waitFor()
    await page.context().close()
  }, 240_000)

  test('a part of an older page that is gone asks to load the page anew', async () => {
    const { page } = await onShopPage()
    await launcher(page).click()
    await say(page, '你好')
    await heard(page, '你好')
    await page.route('**/assets/widget/**', (route) => route.fulfill({ status: 404, body: '' }))
    await page.getByRole('button', { name: '订单和进度' }).click()
    const notice = page.getByRole('button', { name: /点这里刷新/ })
    await notice.waitFor()
    await shot(page, 'embed-stale')
    await page.unroute('**/assets/widget/**')
    await Promise.all([page.waitForEvent('load'), notice.click()])
    await launcher(page).click()
    await heard(page, '你好')
    await page.context().close()
  }, 240_000)

  describe('a photo', () => {
    async function sent(name: string, mimeType: string, buffer: Buffer) {
      const { page } = await onShopPage()
      await launcher(page).click()
      await chat(page).getByRole('textbox').waitFor()
      const uploading = page.waitForResponse(/\/api\/customer\/media/)
      await page.setInputFiles('input[type=file] >> nth=0', { name, mimeType, buffer })
      const { media } = (await (await uploading).json()) as UploadedMedia
      const arrived = chat(page).getByRole('img', { name }).or(chat(page).getByText(name))
      await arrived.first().waitFor()
      await page.context().close()
      const { token } = await logIn(counterUrl, 'lin')
      const headers = { authorization: `Bearer ${token}` }
      const kept = await fetch(`${counterUrl}/media/${media}/original`, { headers })
      return Buffer.from(await kept.arrayBuffer())
    }
    const aPhoto = (width: number, height: number) => aScene(1, { width, height })

    test('is made smaller before it travels, upright, and keeps when it was taken', async () => {
      // Taken with the telephone on its side: EXIF says how it stands.
      const exif = { IFD2: { DateTimeOriginal: '2026:11:20 14:03:11' } }
      const photo = await aPhoto(4_000, 3_000)
        .withMetadata({ orientation: 6, exif })
        .jpeg()
        .toBuffer()
      const bytes = await sent('cup.jpg', 'image/jpeg', photo)
      const kept = await sharp(bytes).metadata()
      expect(kept).toMatchObject({ format: 'jpeg', width: 1_536, height: 2_048 })
      expect(kept.orientation ?? 1).toBe(1)
      expect(takenAt(kept.exif)).toBe('2026-11-20T14:03:11')
      expect(bytes.length).toBeLessThan(photo.length)
    }, 60_000)

    test('that is small enough, and a screenshot, travel as they are', async () => {
      const small = await aPhoto(1_200, 900).jpeg().toBuffer()
      expect((await sent('s.jpg', 'image/jpeg', small)).equals(small)).toBe(true)
      const screenshot = await aPhoto(1_170, 2_532).png().toBuffer()
      expect((await sent('s.png', 'image/png', screenshot)).equals(screenshot)).toBe(true)
    }, 60_000)

    test('of more pixels than a telephone can hold is not drawn, and travels as it is', async () => {
      const create = { width: 9_000, height: 9_000, channels: 3, background: '#c33' } as const
      const huge = await sharp({ create }).jpeg().toBuffer()
      expect((await sent('huge.jpg', 'image/jpeg', huge)).equals(huge)).toBe(true)
    }, 60_000)
  })
})
