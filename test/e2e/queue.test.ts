import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser, say, shot } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aCounterProcess } from '../support/counter-process.ts'
import { seedQueue } from '../support/seed-queue.ts'

const count = 2_000
const minute = 60_000

describe.skipIf(!hasBrowser)('a queue of two thousand', () => {
  const { asAgent, asBuyer, counter } = onBrowserStage({
    async open(dir) {
      const process = await aCounterProcess({ PLAYBOOK_DIR: dir, BURST_WINDOW_MS: '300' })
      const waiting = Array.from({ length: count }, (_, index) => ({
        name: `顾客${index}`,
        text: `第 ${index} 位，等一位同事`,
        // Not in the order in which they wrote.
        waits: ((index * 7) % count) * minute + minute,
      }))
      await seedQueue(process.dataDir, waiting, Date.now())
      await process.start()
      return { ...process, close: process.dispose }
    },
  })

  const rows = (page: Page) => page.locator('.queue button.row')

  test('has all of them in order, and only those in sight on the page', async () => {
    const page = await asAgent('赵主管')
    await page.getByRole('tab', { name: `待回复 ${count}` }).waitFor()
    await shot(page, 'queue-2000')
    const longest = rows(page).first()
    expect(await longest.textContent()).toContain(`顾客${wrote(count - 1)}`)
    // Which of how many it is, is said to who cannot see how long the list is.
    const place = page.getByRole('navigation', { name: '会话列表' }).getByRole('listitem').nth(2)
    expect(await place.getAttribute('aria-posinset')).toBe('3')
    expect(await place.getAttribute('aria-setsize')).toBe(String(count))
    expect(await rows(page).count()).toBeLessThan(60)
    const names = new Set<string>()
    const list = page.locator('.queue .rows')
    for (let seen = -1; names.size > seen; ) {
      seen = names.size
      for (const name of await rows(page).locator('b').first().allTextContents()) names.add(name)
      await list.evaluate((box) => {
        box.scrollTop = box.scrollHeight
      })
      await page.waitForTimeout(100)
      for (const name of await page.locator('.queue .row-head b').allTextContents()) names.add(name)
    }
    expect(names).toContain(`顾客${wrote(0)}`)
    expect(await rows(page).count()).toBeLessThan(60)
    await page.context().close()
  }, 240_000)

  test('is gone through by keys, the most urgent first', async () => {
    const page = await asAgent('赵主管')
    await page.getByRole('tab', { name: `待回复 ${count}` }).waitFor()
    await page.keyboard.press('Control+j')
    await page.getByRole('heading', { name: `顾客${wrote(count - 1)}`, exact: true }).waitFor()
    for (let step = 0; step < 30; step += 1) await page.keyboard.press('Control+ArrowDown')
    const last = `顾客${wrote(count - 31)}`
    await page.getByRole('heading', { name: last, exact: true }).waitFor()
    const open = page.locator('.queue button.row[aria-current]')
    expect(await open.textContent()).toContain(last)
    await expect
      .poll(() => isInside(open, page.locator('.queue .rows')), { timeout: 20_000 })
      .toBe(true)
    await page.context().close()
  }, 240_000)

  test('lets danger in on top while somebody has scrolled away, and goes on after a kill', async () => {
    const page = await asAgent('赵主管')
    await page.getByRole('tab', { name: `待回复 ${count}` }).waitFor()
    const customer = await asBuyer('小周')
    await say(customer, '漏电了，把我手电麻了')
    await page.getByRole('tab', { name: `待回复 ${count + 1}` }).waitFor()
    expect(await rows(page).first().textContent()).toContain('小周')
    await counter().kill()
    await page.getByText('连接断开').waitFor()
    await counter().start()
    await page.getByText('已连接').waitFor({ timeout: 30_000 })
    await say(customer, '有人吗')
    await rows(page).first().click()
    await page.getByRole('log').getByText('有人吗').waitFor({ timeout: 30_000 })
    expect(await page.getByRole('tab', { name: `待回复 ${count + 1}` }).count()).toBe(1)
    await page.context().close()
    await customer.context().close()
  }, 180_000)
})

const isInside = async (inner: Locator, outer: Locator): Promise<boolean> => {
  const [box, around] = [await inner.boundingBox(), await outer.boundingBox()]
  if (box === null || around === null) return false
  return box.y >= around.y && box.y + box.height <= around.y + around.height + 1
}

/** Who has waited for so many minutes more than one: the customer whose number times 7 is that. */
const wrote = (minutes: number): number => {
  for (let index = 0; index < count; index += 1) if ((index * 7) % count === minutes) return index
  throw new Error(`nobody waits ${minutes}`)
}
