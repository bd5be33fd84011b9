import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import type { Counts } from '../../src/model/overview.ts'
import { aPage, enterAsBuyer, enterConsole, launchBrowser, say } from '../support/browser.ts'
import { aCounterProcess, type CounterProcess } from '../support/counter-process.ts'
import { copyPlaybook } from '../support/playbook-copy.ts'
import { logIn } from '../support/running-counter.ts'
import { aShopSite } from '../support/shop-site.ts'
import { lateClock } from './late-clock.ts'

/** A Tuesday afternoon, no feast and no sale: the shop is open. */
const opensAt = Date.parse('2026-11-24T14:03:00+08:00')

export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 1.5,
  hasTouch: true,
}
export const wide: BrowserContextOptions = { viewport: { width: 1440, height: 900 } }

export interface Picture {
  readonly name: string
  readonly says: string
}

/** The demo shop's counter, a browser before it, and a camera. */
export type Studio = Awaited<ReturnType<typeof openStudio>>

export async function openStudio(out: string) {
  const late = opensAt - Date.now()
  const playbookDir = mkdtempSync(join(tmpdir(), 'shouhou-shots-'))
  copyPlaybook(playbookDir)
  const site: { counter?: CounterProcess } = {}
  const shop = await aShopSite(() => shopPage(site.counter?.url ?? ''))
  const counter = await aCounterProcess({
    PLAYBOOK_DIR: playbookDir,
    CASES_DIR: playbookDir,
    BURST_WINDOW_MS: '300',
    DEMO_HISTORY: 'on',
    CHANNEL_WEB_DEMO_ORIGINS: shop.url,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(lateClock(late))}`,
  })
  site.counter = counter
  await counter.start()
  await untilPast(counter.url)
  const browser = await launchBrowser()
  mkdirSync(out, { recursive: true })
  const pictures: Picture[] = []

  const page = async (options: BrowserContextOptions): Promise<Page> => {
    const opened = await aPage(browser, { timezoneId: 'Asia/Shanghai', ...options })
    await opened.addInitScript(lateClock(late))
    return opened
  }

  const shoot = async (from: Page, name: string, says: string): Promise<void> => {
    const shown = await from.screenshot({ animations: 'disabled' })
    const small = await sharp(shown)
      .png({ palette: true, quality: 85, dither: 0, compressionLevel: 9 })
      .toBuffer()
    writeFileSync(join(out, `${name}.png`), small)
    pictures.push({ name, says })
  }

  return {
    counter,
    shop,
    playbookDir,
    pictures,
    page,
    shoot,
    now: () => Date.now() + late,
    /** The same after sunset. */
    async shootDark(from: Page, name: string, says: string): Promise<void> {
      await from.emulateMedia({ colorScheme: 'dark' })
      await from.waitForTimeout(200)
      await shoot(from, name, says)
      await from.emulateMedia({ colorScheme: 'light' })
    },
    async buyer(name: string, options = phone): Promise<Page> {
      const opened = await page(options)
      await enterAsBuyer(opened, counter.url, name)
      return opened
    },
    /** One of the shop's people, at the desk. */
    async agent(name: string, options = wide): Promise<Page> {
      const opened = await page(options)
      await enterConsole(opened, counter.url, name)
      await opened.getByRole('tablist').first().waitFor()
      return opened
    },
    /** Says so, and waits until the counter has answered. */
    async talk(customer: Page, words: string): Promise<void> {
      const lines = customer.locator('.turn:not(.me)')
      const before = await lines.count()
      await say(customer, words)
      await lines.nth(before).waitFor()
      await customer.waitForTimeout(400)
    },
    async close() {
      await browser.close()
      await counter.dispose()
      await shop.close()
      rmSync(playbookDir, { recursive: true, force: true })
    },
  }
}

/** The demo shop has its six weeks: open consoles would be told of every line of them. */
async function untilPast(url: string): Promise<void> {
  const zhao = await logIn(url, 'zhao')
  for (let tries = 0; tries < 600; tries += 1) {
    const { rounds } = await zhao.get<{ rounds: Counts }>('/api/overview?days=30')
    if (Object.values(rounds).some((count) => count > 100)) return
    await sleep(1_000)
  }
  throw new Error('the demo shop has no past after ten minutes')
}

/** A page of the shop's own site, which knows nothing of the chat but one line. */
const shopPage = (counterUrl: string) => `<!doctype html><html lang="zh-CN">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>一叶茶器</title>
<style>
  body { margin: 0; font: 16px/1.7 serif; color: #3b2f24; background: #f6f1e7 }
  header { padding: 22px 6vw; background: #3d4f43; color: #f6f1e7; font-size: 22px; letter-spacing: .3em }
  main { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 28px; padding: 36px 6vw }
  article { padding: 18px; background: #fffdf8; border: 1px solid #e4dac6 }
  i { display: block; height: 150px; margin-bottom: 14px; background: linear-gradient(160deg, #b9c7b4, #7b8f7f) }
  b { color: #a4502f }
</style>
<header>一叶茶器</header>
<main>${[
  '建盏 · 油滴',
  '宜兴紫砂壶',
  '青瓷杯 六只装',
  '白瓷盖碗',
  '竹茶盘',
  '锡茶叶罐',
  '公道杯',
  '旅行茶具',
]
  .map((name, index) => `<article><i></i>${name}<br><b>¥ ${128 + index * 37}</b></article>`)
  .join('')}</main>
<script async src="${counterUrl}/widget.js" data-shop="demo"></script></html>`
