import type { Locator } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser, say, shot, wide } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { startCounter } from '../support/running-counter.ts'

describe.skipIf(!hasBrowser)('an example picture in a real browser', () => {
  const { asBuyer, asAgent } = onBrowserStage({ open: () => startCounter() })

  /** How wide the picture itself is, once it has come. */
  const loadedWidth = async (picture: Locator): Promise<number> => {
    await picture.waitFor()
    return picture.evaluate(async (image: HTMLImageElement) => {
      await image.decode()
      return image.naturalWidth
    })
  }

  test('shows a customer, and the agent who takes over, how a good photo of the damage looks', async () => {
    const customer = await asBuyer('林晓')
    await say(customer, '收到就碎了')
    const log = customer.getByRole('log')
    await log.getByText(/破损处的照片/).waitFor()
    expect(await loadedWidth(log.getByAltText('破损处的照片'))).toBe(640)
    await customer.waitForTimeout(300)
    await shot(customer, 'customer-example')

    await log.getByAltText('破损处的照片').click()
    await customer.getByRole('dialog').waitFor()
    await shot(customer, 'customer-example-large')

    const agent = await asAgent('小林', { ...wide, deviceScaleFactor: 2 })
    await agent.getByText('全部', { exact: true }).first().click()
    await agent.getByRole('button', { name: /林晓/ }).first().click()
    expect(await loadedWidth(agent.getByAltText('破损处的照片'))).toBe(640)
    await shot(agent, 'console-example')
  }, 240_000)
})
