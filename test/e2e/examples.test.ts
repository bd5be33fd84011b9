import { join } from 'node:path'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from '../support/chromium.ts'
import { type RunningCounter, startCounter } from '../support/running-counter.ts'

const executablePath = chromiumPath()

/** Where to leave pictures of what was seen; nowhere unless asked for. */
const { SHOTS } = process.env

describe.skipIf(executablePath === undefined)('an example picture in a real browser', () => {
  let counter: RunningCounter
  let browser: Browser

  beforeAll(async () => {
    counter = await startCounter()
    browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    })
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await counter?.close()
  })

  const shot = async (page: Page, name: string) => {
    if (SHOTS !== undefined)
      await page.screenshot({ path: join(SHOTS, `${name}.png`), animations: 'disabled' })
  }

  const pageAt = async (path: string, width: number, height: number): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: 2,
      locale: 'zh-CN',
    })
    const page = await context.newPage()
    page.setDefaultTimeout(10_000)
    await page.goto(`${counter.url}${path}`)
    return page
  }

  /** How wide the picture itself is, once it has come. */
  const loadedWidth = async (picture: Locator): Promise<number> => {
    await picture.waitFor()
    return picture.evaluate(async (image: HTMLImageElement) => {
      await image.decode()
      return image.naturalWidth
    })
  }

  test('shows a customer, and the agent who takes over, how a good photo of the damage looks', async () => {
    const customer = await pageAt('/', 390, 844)
    await customer.getByRole('button', { name: /演示买家/ }).click()
    await customer.getByRole('button', { name: /林晓/ }).click()
    await customer.getByRole('textbox').fill('收到就碎了')
    await customer.getByRole('textbox').press('Enter')
    const log = customer.getByRole('log')
    await log.getByText(/破损处的照片/).waitFor()
    expect(await loadedWidth(log.getByAltText('破损处的照片'))).toBe(640)
    await customer.waitForTimeout(300)
    await shot(customer, 'customer-example')

    await log.getByAltText('破损处的照片').click()
    await customer.getByRole('dialog').waitFor()
    await shot(customer, 'customer-example-large')

    const agent = await pageAt('/console', 1360, 860)
    await agent.getByRole('button', { name: /小林/ }).click()
    await agent.getByText('全部', { exact: true }).first().click()
    await agent.getByRole('button', { name: /林晓/ }).first().click()
    expect(await loadedWidth(agent.getByAltText('破损处的照片'))).toBe(640)
    await shot(agent, 'console-example')
  }, 60_000)
})
