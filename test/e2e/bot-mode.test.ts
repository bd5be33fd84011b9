import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { hasBrowser, openChat, phone, say, shot } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { startCounter } from '../support/running-counter.ts'

describe.skipIf(!hasBrowser)('the bot’s part in a chat', () => {
  const { asAgent, asBuyer } = onBrowserStage({
    open: (dir) => startCounter({ PLAYBOOK_DIR: dir }),
  })
  const mode = (page: Page) => page.getByRole('group', { name: '机器人' })
  const chosen = (page: Page) => mode(page).getByRole('button', { pressed: true })
  const isNow = (page: Page, name: string) =>
    expect.poll(() => mode(page).getByRole('button', { name, pressed: true }).count()).toBe(1)
  const offered = (page: Page) => page.getByRole('region', { name: '推荐回复' })

  test('what the bot would say is offered first; off, nothing is; and it goes back to the bot after five seconds', async () => {
    const customer = await asBuyer('林晓')
    await say(customer, '转人工')
    const lin = await asAgent('小林')
    await openChat(lin, '林晓')
    await isNow(lin, '辅助')
    await lin.getByRole('button', { name: '接手', exact: true }).click()
    await say(customer, '发票怎么开')
    const first = offered(lin).getByRole('button').first()
    await first.getByText('机器人会这么答').waitFor()
    await lin.mouse.move(0, 0)
    await shot(lin, 'bot-mode-assist')
    expect(await axeFaults(lin)).toEqual([])

    await mode(lin).getByText('关闭').click()
    await lin.getByRole('log').getByText('小林关闭了机器人辅助').waitFor()
    await isNow(lin, '关闭')
    await expect.poll(() => offered(lin).count()).toBe(0)
    await lin.reload()
    await openChat(lin, '林晓')
    await isNow(lin, '关闭')
    expect(await offered(lin).count()).toBe(0)

    await lin.keyboard.press('Alt+0')
    await lin.getByRole('log').getByText('小林打开了机器人辅助').waitFor()
    await first.getByText('机器人会这么答').waitFor()
    await chosen(lin).focus()
    await lin.keyboard.press('ArrowLeft')
    await lin.keyboard.press('Shift+Tab')
    await isNow(lin, '辅助')
    await lin.keyboard.press('Enter')
    await isNow(lin, '全自动')
    await lin.getByRole('status').getByText('林晓', { exact: false }).waitFor()
    await mode(lin).getByText('辅助').click()
    await isNow(lin, '辅助')
    expect(await lin.getByRole('button', { name: '撤销' }).count()).toBe(0)

    await mode(lin).getByText('全自动').click()
    await lin.getByRole('log').getByText('小林把会话交还机器人').waitFor()
    await isNow(lin, '全自动')
    await say(customer, '发票怎么开')
    await customer.getByText(/电子普通发票/).waitFor()
    await Promise.all([customer.close(), lin.close()])
  }, 240_000)

  test('on a phone, too; a colleague sees how it stands', async () => {
    const customer = await asBuyer('刘大伟')
    await say(customer, '七天无理由怎么退货')
    const lin = await asAgent('小林', phone)
    await openChat(lin, '刘大伟')
    await isNow(lin, '全自动')
    await mode(lin).getByText('关闭').click()
    await lin.getByRole('log').getByText('小林接手了会话').waitFor()
    await isNow(lin, '关闭')
    await shot(lin, 'bot-mode-phone')
    expect(await axeFaults(lin)).toEqual([])
    const chen = await asAgent('小陈')
    await openChat(chen, '刘大伟')
    await isNow(chen, '关闭')
    expect(await mode(chen).getByRole('button', { disabled: false }).count()).toBe(1)
    await Promise.all([customer.close(), lin.close(), chen.close()])
  }, 240_000)
})
