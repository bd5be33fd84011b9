import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { aScene } from '../media/samples.ts'
import { hasBrowser, phone, say, shot, wide } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aCounterProcess } from '../support/counter-process.ts'
import { aShopSite } from '../support/shop-site.ts'

describe.skipIf(!hasBrowser)('in a page of the shop’s site', async () => {
  let counterUrl = ''
  let head = ''
  const shop = await aShopSite(
    () => `<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width, initial-scale=1">${head}
      <style>* { color: red !important; font-size: 40px } button { position: absolute; top: 0 } body { text-align: center; letter-spacing: 9px }</style>
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
  }, 240_000)

  test('says so when it cannot be loaded, and loads at the next press', async () => {
    const { page, errors } = await onShopPage()
    await launcher(page).waitFor()
    await page.route('**/assets/widget/**', (route) => route.abort())
    await launcher(page).click()
    const again = page.getByRole('button', { name: /没有打开，请检查网络/ })
    await again.waitFor()
    await page.unroute('**/assets/widget/**')
    await again.click()
    await say(page, '你好')
    await heard(page, '你好')
    // The parts that come later belong to the same chat, and the button says again what it opens.
    await page.getByRole('button', { name: '订单和进度' }).click()
    await page.getByRole('dialog', { name: '订单和售后进度' }).getByText('没有').first().waitFor()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('log').count()).toBe(1)
    await page.keyboard.press('Escape')
    await launcher(page).waitFor()
    expect(errors).toEqual([])
    await page.context().close()
  }, 240_000)

  test('a part that cannot be loaded is asked for again, and opens as often as it is wanted', async () => {
    const { page, errors } = await onShopPage()
    await launcher(page).click()
    await say(page, '你好')
    await page.route('**/assets/widget/**', (route) => route.abort())
    const mine = page.getByRole('button', { name: '订单和进度' })
    await Promise.all([page.waitForEvent('requestfailed'), mine.click()])
    await page.unroute('**/assets/widget/**')
    const sheet = page.getByRole('dialog', { name: '订单和售后进度' })
    for (let times = 0; times < 2; times += 1) {
      await mine.click()
      await sheet.waitFor()
      await page.keyboard.press('Escape')
      await sheet.waitFor({ state: 'detached' })
    }
    expect(errors).toEqual([])
    await page.context().close()
  }, 240_000)

  test('takes the focus and gives it back, and Escape in an input method does not close it', async () => {
    const { page } = await onShopPage()
    await launcher(page).focus()
    await page.keyboard.press('Enter')
    await chat(page).getByRole('textbox').waitFor()
    const focused = () =>
      page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.className)
    expect(await focused()).toBe('panel')
    await chat(page)
      .getByRole('textbox')
      .dispatchEvent('keydown', { key: 'Escape', isComposing: true })
    expect(await chat(page).isVisible()).toBe(true)
    await page.keyboard.press('Escape')
    expect(await focused()).toBe('launcher')
    await page.context().close()
  }, 240_000)

  test('stands in a page whose head asks for it, and takes over none of its text’s looks', async () => {
    head = `<script src="${counterUrl}/widget.js" data-open></script>`
    const { page, errors } = await onShopPage()
    head = ''
    await chat(page).getByRole('textbox').waitFor()
    const looks = await chat(page).evaluate((panel) => {
      const { letterSpacing, textAlign } = getComputedStyle(panel)
      return { letterSpacing, textAlign }
    })
    expect(looks).toEqual({ letterSpacing: 'normal', textAlign: 'start' })
    // What opens by itself leaves the reader where they are.
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
    expect(errors).toEqual([])
    await page.context().close()
  }, 240_000)

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
  }, 240_000)

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
  }, 240_000)
})
