import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { hasBrowser, phone, say, shot } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { startCounter } from '../support/running-counter.ts'

describe.skipIf(!hasBrowser)('colleagues who name each other in notes', () => {
  const { asAgent, asBuyer } = onBrowserStage({
    open: (dir) => startCounter({ PLAYBOOK_DIR: dir }),
  })
  const open = async (page: Page, customer: string) => {
    await page.getByRole('tab', { name: '全部' }).click()
    await page
      .getByRole('button', { name: new RegExp(customer) })
      .first()
      .click()
    await page.getByRole('heading', { name: customer, exact: true }).waitFor()
  }

  test('by first letters; who is named is told, goes there from the list, and has seen it', async () => {
    const customer = await asBuyer('林晓')
    await say(customer, '转人工')
    const boss = await asAgent('赵主管')
    const lin = await asAgent('小林')
    await open(lin, '林晓')
    await lin.keyboard.press('Control+Shift+M')
    const note = lin.locator('.composer').getByRole('textbox', { name: '写给同事的备注' })
    await note.click()
    await lin.keyboard.type('这单我拿不准，@zzg')
    const list = lin.getByRole('listbox', { name: '@ 同事' })
    await list.getByRole('option', { name: /赵主管/, selected: true }).waitFor()
    await shot(lin, 'mention-offered')
    expect(await axeFaults(lin)).toEqual([])
    await lin.keyboard.press('Enter')
    await expect.poll(() => note.inputValue()).toBe('这单我拿不准，@赵主管 ')
    await lin.keyboard.type('麻烦看一下')
    await lin.keyboard.press('Enter')
    await lin.getByRole('log').locator('.mention').getByText('@赵主管').waitFor()

    await boss.getByRole('tab', { name: '全部' }).click()
    await boss.getByRole('button', { name: /林晓.*提到您/ }).waitFor()
    await shot(boss, 'mention-row')
    const pages = boss.getByRole('navigation', { name: '页面' })
    await pages.getByRole('link', { name: /备注.*1/ }).click()
    await boss.getByText('提到我的', { exact: true }).click()
    const found = boss.getByRole('link', { name: /麻烦看一下/ })
    await found.getByText('未看').waitFor()
    await shot(boss, 'notes-page')
    expect(await axeFaults(boss)).toEqual([])
    await found.click()
    await boss.getByRole('log').locator('[data-marked]').getByText('麻烦看一下').waitFor()
    await expect.poll(() => pages.getByRole('link', { name: /^备注$/ }).count()).toBe(1)
    await boss.reload()
    await expect.poll(() => pages.getByRole('link', { name: /^备注$/ }).count()).toBe(1)
    await boss.getByRole('button', { name: /林晓/ }).first().waitFor()
    expect(await boss.getByText('提到您').count()).toBe(0)

    await customer.reload()
    await customer.getByText('转人工', { exact: true }).first().waitFor()
    expect(await customer.getByText(/拿不准|赵主管/).count()).toBe(0)
    await Promise.all([customer.close(), boss.close(), lin.close()])
  }, 240_000)

  test('on a phone, too; Esc leaves the letters as they are', async () => {
    const customer = await asBuyer('刘大伟')
    await say(customer, '转人工')
    const chen = await asAgent('小陈', { ...phone, colorScheme: 'dark' })
    await open(chen, '刘大伟')
    await chen.getByText('内部备注').click()
    await chen.getByRole('button', { name: /@ 同事/ }).click()
    await chen.getByRole('option', { name: /小林/ }).waitFor()
    await shot(chen, 'mention-phone')
    expect(await axeFaults(chen)).toEqual([])
    await chen.keyboard.press('Escape')
    await expect.poll(() => chen.getByRole('listbox', { name: '@ 同事' }).count()).toBe(0)
    await chen.getByRole('button', { name: '返回列表' }).click()
    await chen.getByRole('navigation', { name: '页面' }).getByRole('link', { name: '备注' }).click()
    await chen.getByRole('heading', { name: '备注' }).waitFor()
    await chen.getByRole('link', { name: /麻烦看一下/ }).waitFor()
    await shot(chen, 'notes-phone')
    expect(await axeFaults(chen)).toEqual([])
    await Promise.all([customer.close(), chen.close()])
  }, 240_000)
})
