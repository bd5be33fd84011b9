import { describe, expect, test } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { hasBrowser, say } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { startCounter } from '../support/running-counter.ts'

describe.skipIf(!hasBrowser)('who leaves the desk, and what does not come to it', () => {
  const { asAgent, asBuyer } = onBrowserStage({
    open: (dir) => startCounter({ PLAYBOOK_DIR: dir }),
  })

  test('who goes while a customer waits is asked, and the customer is not left behind', async () => {
    const page = await asAgent('小林')
    const customer = await asBuyer('林晓')
    await say(customer, '转人工')
    const mine = page.getByRole('tab', { name: /我的/ })
    const state = page.getByRole('button', { name: /^我的状态/ })
    await page.getByRole('button', { name: '我在线了' }).click()
    await page.getByRole('button', { name: '我的状态：在线' }).waitFor()
    await expect.poll(() => mine.textContent()).toMatch(/1/)
    await state.click()
    await page.getByRole('menuitem', { name: '离线' }).waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('menuitem', { name: '离线' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.filter({ hasText: '还有 1 位顾客在等您回复' }).waitFor()
    await dialog.getByRole('button', { name: '先回复完' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '我的状态：在线' }).click()
    await page.getByRole('menuitem', { name: '离线' }).click()
    await dialog.getByRole('button', { name: '交回排队，离线' }).click()
    await page.getByRole('button', { name: '我的状态：离线' }).waitFor()
    await expect.poll(() => mine.textContent()).not.toMatch(/1/)
    await page
      .getByRole('tab', { name: /待回复 1/ })
      .first()
      .waitFor()
    await Promise.all([page, customer].map((each) => each.context().close()))
  }, 240_000)

  test('a page that cannot be downloaded says so, and the desk is still there', async () => {
    const page = await asAgent('小陈')
    await page.route('**/assets/console/*.js', (route) => route.abort())
    await page.getByRole('link', { name: '备注' }).click()
    await page.getByRole('heading', { name: '这一部分没能打开' }).waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('link', { name: '会话' }).click()
    await page.getByRole('tab', { name: /全部/ }).waitFor()
    await page.unroute('**/assets/console/*.js')
    await page.getByRole('link', { name: '备注' }).click()
    await page.getByRole('button', { name: '重新加载' }).click()
    await page.getByRole('heading', { name: '备注' }).waitFor()
    await page.context().close()
  }, 120_000)
})
