import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { chromiumPath } from '../../src/setup/chromium.mjs'

const executablePath = chromiumPath()

/** A browser test skips itself where there is none. */
export const hasBrowser = executablePath !== undefined

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })

export const wide: BrowserContextOptions = { viewport: { width: 1360, height: 860 } }
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
}

/** The page of somebody new, who reads Chinese. */
export const aPage = async (browser: Browser, options: BrowserContextOptions): Promise<Page> => {
  const context = await browser.newContext({ locale: 'zh-CN', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(45_000)
  return page
}

/** Comes to the shop's counter as one of its demo buyers. */
export const enterAsBuyer = async (page: Page, url: string, buyer: string): Promise<void> => {
  await page.goto(url)
  await page.getByRole('button', { name: /演示买家/ }).click()
  await page.getByRole('button', { name: new RegExp(buyer) }).click()
}

/** Opens the console as one of the demo shop's people. */
export const enterConsole = async (page: Page, url: string, name: string): Promise<void> => {
  await page.goto(`${url}/console`)
  await page.getByRole('button', { name: new RegExp(name) }).click()
}

/** At the desk: the chat of the first whose name begins so, whoever has it. */
export const openChat = async (page: Page, customer: string): Promise<void> => {
  await page.getByRole('tab', { name: '全部' }).click()
  await page
    .getByRole('button', { name: new RegExp(customer) })
    .first()
    .click()
  await page.getByRole('heading', { name: new RegExp(`^${customer}`) }).waitFor()
}

/** The customer writes. */
export const say = async (page: Page, words: string): Promise<void> => {
  await page.getByRole('textbox').fill(words)
  await page.getByRole('textbox').press('Enter')
}

/** Leaves a picture of what was seen in the folder `SHOTS`; none unless asked for. */
export const shot = async (page: Page, name: string): Promise<void> => {
  const { SHOTS } = process.env
  if (SHOTS !== undefined)
    await page.screenshot({ path: join(SHOTS, `${name}.png`), animations: 'disabled' })
}
