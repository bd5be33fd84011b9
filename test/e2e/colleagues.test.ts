import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser, openChat, say, shot } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { startCounter } from '../support/running-counter.ts'

describe.skipIf(!hasBrowser)('two agents at one chat', () => {
  const { asAgent, asBuyer } = onBrowserStage({
    open: (dir) => startCounter({ PLAYBOOK_DIR: dir }),
  })
  const box = (page: Page) => page.getByLabel('输入回复')

  test('see each other, and only one of them answers', async () => {
    const customer = await asBuyer('林晓')
    await say(customer, '转人工')
    const [lin, chen] = [await asAgent('小林'), await asAgent('小陈')]
    await openChat(lin, '林晓')
    await openChat(chen, '林晓')
    await lin.getByText('小陈也在看').first().waitFor()
    await box(chen).pressSequentially('您好，我来')
    await lin.getByText('小陈正在这里写回复').waitFor()
    await shot(lin, 'colleague-writes')
    await box(lin).fill('您好，我是小林')
    await box(lin).press('Enter')
    const warned = lin.getByRole('alert').filter({ hasText: '小陈正在这里写回复' })
    await warned.waitFor()
    await shot(lin, 'colleague-lock')
    expect(await customer.getByText('我是小林').count()).toBe(0)
    await warned.getByRole('button', { name: '仍然发送' }).click()
    await customer.getByText('我是小林').waitFor()
    await chen.getByText('小林 正在接待这位顾客，您现在不能回复').waitFor()
    for (const page of [lin, chen, customer]) await page.context().close()
  }, 240_000)

  test('a customer’s letters and looks are told, and what was given back can be had again', async () => {
    const customer = await asBuyer('赵倩')
    await say(customer, '转人工')
    const lin = await asAgent('小林')
    await openChat(lin, '赵倩')
    await lin.getByRole('button', { name: '接手', exact: true }).click()
    await box(lin).fill('您好，请稍等')
    await box(lin).press('Enter')
    await lin.getByText('顾客已读').waitFor()
    await customer.getByRole('textbox').pressSequentially('好的')
    await lin.getByRole('log').getByText('顾客正在输入').waitFor()
    await lin.keyboard.press('Control+Shift+B')
    await lin.getByText('赵倩将交还机器人').waitFor()
    await shot(lin, 'undo')
    await lin.getByRole('button', { name: '撤销' }).click()
    await expect.poll(() => lin.getByText('赵倩将交还机器人').count()).toBe(0)
    await lin.locator('.chat').getByText('我接待中').waitFor()
    await lin.keyboard.press('Control+Shift+B')
    await lin.locator('.chat').getByText('机器人接待').waitFor({ timeout: 20_000 })
    for (const page of [lin, customer]) await page.context().close()
  }, 240_000)
})
