import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFaults as faults } from '../support/axe.ts'
import { hasBrowser, phone, say, shot, wide } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aCounterProcess } from '../support/counter-process.ts'

/** Of 小周, whose phone ends in 2107. */
const order = '4532239827909130090'

describe.skipIf(!hasBrowser).each(['light', 'dark'] as const)(
  'an order and the last digits of its phone, %s',
  (colorScheme) => {
    const { asBuyer, newPage, counter } = onBrowserStage({
      async open(dir) {
        const process = await aCounterProcess({ PLAYBOOK_DIR: dir, BURST_WINDOW_MS: '300' })
        await process.start()
        return { ...process, close: process.dispose }
      },
      options: { colorScheme },
    })

    const sheet = (page: Page) => page.getByRole('dialog', { name: '订单和售后进度' })
    const fill = async (page: Page, number: string, tail: string) => {
      await sheet(page).getByLabel('订单号', { exact: true }).fill(number)
      await sheet(page).getByLabel('收货手机后四位').fill(tail)
      await sheet(page).getByRole('button', { name: '查订单' }).click()
    }

    test('tell a stranger of that order alone, in their own conversation, until they leave', async () => {
      const before = await asBuyer('小周', wide)
      await say(before, '我是小周本人')
      await before.getByRole('log').getByText('我是小周本人').waitFor()
      await before.context().close()

      const page = await newPage({ ...phone, colorScheme })
      await page.goto(counter().url)
      await say(page, '我先问一句')
      await page.getByRole('log').getByText('我先问一句').waitFor()
      await page.getByRole('button', { name: '订单和进度' }).click()
      await sheet(page).getByText('用订单号和手机尾号查').click()
      await shot(page, `claim-${colorScheme}`)
      expect(await faults(page)).toEqual([])
      // The phone of another order, then an order that is nobody's: the same words.
      await fill(page, order, '1865')
      await sheet(page).getByText('没有对上').waitFor()
      await shot(page, `claim-refused-${colorScheme}`)
      expect(await faults(page)).toEqual([])
      await fill(page, '9999999999', '2107')
      await sheet(page).getByText('没有对上').waitFor()
      await fill(page, order, '２１０７')
      await sheet(page).waitFor({ state: 'detached' })
      await page.getByRole('log').getByText('我先问一句').waitFor()
      expect(await page.getByText('我是小周本人').count()).toBe(0)
      await page.getByRole('button', { name: '订单和进度' }).click()
      await sheet(page).getByText(order).waitFor()
      // Who is known is not asked any more.
      expect(await sheet(page).getByText('用订单号和手机尾号查').count()).toBe(0)
      await shot(page, `claim-known-${colorScheme}`)
      expect(await faults(page)).toEqual([])
      await page.reload()
      await page.getByRole('log').getByText('我先问一句').waitFor()
      await page.getByRole('button', { name: '订单和进度' }).click()
      await sheet(page).getByRole('button', { name: '退出' }).click()
      await sheet(page).waitFor({ state: 'detached' })
      await page.getByText('我先问一句').waitFor({ state: 'detached' })
      await page.getByRole('button', { name: '订单和进度' }).click()
      await sheet(page).getByText('用订单号和手机尾号查').waitFor()
      expect(await sheet(page).getByText(order).count()).toBe(0)
      await page.context().close()
    }, 60_000)

    test('fit on a low screen, in large letters', async () => {
      const page = await newPage({ ...phone, viewport: { width: 844, height: 390 }, colorScheme })
      await page.goto(counter().url)
      await page.getByRole('button', { name: '大字' }).click()
      await page.getByRole('button', { name: '订单和进度' }).click()
      await sheet(page).getByText('用订单号和手机尾号查').click()
      await sheet(page).getByRole('button', { name: '查订单' }).scrollIntoViewIfNeeded()
      await shot(page, `claim-landscape-${colorScheme}`)
      await page.setViewportSize({ width: 390, height: 844 })
      await shot(page, `claim-large-${colorScheme}`)
      expect(await faults(page)).toEqual([])
      await page.context().close()
    }, 60_000)
  },
)
