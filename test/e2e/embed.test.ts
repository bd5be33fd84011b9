import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { aScene } from '../media/samples.ts'
import { hasBrowser, phone, say, shot, wide } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aCounterProcess } from '../support/counter-process.ts'

/** The shop's own site: another site than the counter's, with styles that would spoil everything. */
function aShopSite(pageOf: () => string) {
  const server: Server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(pageOf())
  })
  return new Promise<{ url: string; close: () => Promise<void> }>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      const close = () => new Promise<void>((done) => void server.close(() => done()))
      resolve({ url: `http://localhost:${port}`, close })
    })
  })
}

describe.skipIf(!hasBrowser)('in a page of the shop’s site', async () => {
  let counterUrl = ''
  const shop = await aShopSite(
    () => `<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width, initial-scale=1">
      <style>* { color: red !important; font-size: 40px } button { position: absolute; top: 0 }</style>
      <h1>一叶茶器</h1><p>今天的茶</p><div style="height: 3000px"></div>
      <script async src="${counterUrl}/widget.js" data-shop="demo"></script>`,
  )
  afterAll(() => shop.close())

  const { newPage } = onBrowserStage({
    async open(dir) {
      const process = await aCounterProcess({
        PLAYBOOK_DIR: dir,
        BURST_WINDOW_MS: '300',
        CHANNEL_WEB_DEMO_ORIGINS: shop.url,
      })
      await process.start()
      counterUrl = process.url
      return { ...process, close: process.dispose }
    },
  })

  const launcher = (page: Page) => page.getByRole('button', { name: '售后客服' })
  const chat = (page: Page) => page.getByRole('dialog', { name: '售后客服' })
  const heard = (page: Page, words: RegExp | string) =>
    chat(page).getByRole('log').getByText(words).last().waitFor()

  async function onShopPage(options = wide) {
    const page = await newPage(options)
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await page.goto(shop.url)
    return { page, errors }
  }

  test('one line puts the chat there; who comes back on another page goes on where they were', async () => {
    const { page, errors } = await onShopPage()
    await launcher(page).waitFor()
    await shot(page, 'embed-closed')
    await launcher(page).click()
    await say(page, '收到就碎了')
    await heard(page, /破损处的照片/)
    await shot(page, 'embed-open')

    await page.setInputFiles('input[type=file] >> nth=0', {
      name: 'cup.png',
      mimeType: 'image/png',
      buffer: await aScene(1).png().toBuffer(),
    })
    // The picture is nobody's but the visitor's: it comes with the token, as a blob.
    const picture = chat(page).getByRole('img', { name: 'cup.png' })
    await picture.waitFor()
    expect(await picture.getAttribute('src')).toMatch(/^blob:/)
    expect(await page.context().cookies()).toEqual([])

    await page.keyboard.press('Escape')
    await chat(page).waitFor({ state: 'hidden' })
    await page.reload()
    await launcher(page).click()
    await heard(page, '收到就碎了')
    expect(errors).toEqual([])
    await page.context().close()
  }, 60_000)

  test('says so when it cannot be loaded, and loads at the next press', async () => {
    const { page } = await onShopPage()
    await launcher(page).waitFor()
    await page.route('**/assets/widget/**', (route) => route.abort())
    await launcher(page).click()
    const again = page.getByRole('button', { name: /没有打开，请检查网络/ })
    await again.waitFor()
    await page.unroute('**/assets/widget/**')
    await again.click()
    await say(page, '你好')
    await heard(page, '你好')
    await page.context().close()
  }, 60_000)

  test('on a phone it takes the whole screen, and goes away again', async () => {
    const { page, errors } = await onShopPage(phone)
    await launcher(page).click()
    await say(page, '你好')
    await heard(page, '你好')
    expect(await chat(page).boundingBox()).toMatchObject({ x: 0, y: 0, width: 390, height: 844 })
    expect(await launcher(page).isVisible()).toBe(false)
    await shot(page, 'embed-phone')
    await page.getByRole('button', { name: '关闭' }).click()
    await launcher(page).waitFor()
    expect(errors).toEqual([])
    await page.context().close()
  }, 60_000)

  test('a site that the shop did not name gets nothing', async () => {
    const other = await aShopSite(() => '<!doctype html><title>别的站</title>')
    const page = await newPage(wide)
    await page.goto(other.url)
    const status = await page.evaluate(async (url) => {
      try {
        const answer = await fetch(`${url}/api/customer/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ shop: 'demo' }),
        })
        return answer.status
      } catch {
        return 'refused'
      }
    }, counterUrl)
    expect(status).toBe('refused')
    await page.context().close()
    await other.close()
  }, 60_000)
})
