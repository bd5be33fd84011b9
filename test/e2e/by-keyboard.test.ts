import { describe, expect, test } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { hasBrowser, openChat, say } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { startCounter } from '../support/running-counter.ts'

describe.skipIf(!hasBrowser)('the console by keyboard', () => {
  const { asAgent, asBuyer } = onBrowserStage({
    open: (dir) => startCounter({ PLAYBOOK_DIR: dir }),
  })

  test('quick replies are a list that the field speaks of; the key for a note leads into it', async () => {
    const customer = await asBuyer('林晓')
    await say(customer, '转人工')
    const page = await asAgent('小林')
    await openChat(page, '林晓')
    const field = page.getByRole('textbox', { name: '输入回复' })
    await field.focus()
    await page.keyboard.type('/')
    const options = page.getByRole('listbox', { name: '快捷短语' }).getByRole('option')
    await options.nth(1).waitFor()
    const active = () => field.getAttribute('aria-activedescendant')
    expect(await active()).toBe(await options.nth(0).getAttribute('id'))
    await page.keyboard.press('ArrowDown')
    await expect.poll(active).toBe(await options.nth(1).getAttribute('id'))
    expect(await options.nth(1).getAttribute('aria-selected')).toBe('true')
    const title = (await options.nth(1).locator('b').textContent()) ?? ''
    await page.getByRole('status').getByText(title, { exact: true }).waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(active).toBeNull()
    await page.keyboard.press('Control+Shift+M')
    await page.keyboard.type('仓库在查')
    const note = page.locator('.composer').getByRole('textbox', { name: '写给同事的备注' })
    expect(await note.inputValue()).toBe('仓库在查')
    await Promise.all([page, customer].map((each) => each.context().close()))
  }, 240_000)

  test('arrows go from one list of the queue to the next', async () => {
    const page = await asAgent('小陈')
    const list = page.getByRole('tablist', { name: '会话列表' })
    const shown = () => list.locator('[aria-selected=true]').textContent()
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    await list.getByRole('tab').first().focus()
    const first = await shown()
    await page.keyboard.press('ArrowLeft')
    await expect.poll(shown).toMatch(/全部/)
    expect(await focused()).toMatch(/全部/)
    await page.keyboard.press('ArrowRight')
    await expect.poll(shown).toBe(first)
    await page.keyboard.press('End')
    await expect.poll(shown).toMatch(/全部/)
    // One stop for who goes on with Tab.
    expect(await list.locator('[tabindex="0"]').count()).toBe(1)
    await page.context().close()
  }, 120_000)

  test('Escape throws away what an input method spells, and not what is looked for', async () => {
    const page = await asAgent('小林')
    const box = page.getByRole('textbox', { name: /搜索/ }).first()
    await box.fill('茶叶')
    const pressEscape = (isComposing: boolean) =>
      box.evaluate((field, isComposing) => {
        field.dispatchEvent(
          new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, isComposing }),
        )
      }, isComposing)
    await pressEscape(true)
    expect(await box.inputValue()).toBe('茶叶')
    await pressEscape(false)
    await expect.poll(() => box.inputValue()).toBe('')
    await page.context().close()
  }, 120_000)

  test('a key that everybody needs is not given to a command', async () => {
    const page = await asAgent('小林')
    await page.keyboard.press('?')
    const take = page.getByRole('dialog').getByRole('button', { name: /^接手：/ })
    await take.click()
    await page.keyboard.press('Enter')
    await page.getByRole('alert').filter({ hasText: '换一个吧' }).waitFor()
    await page.keyboard.press('Control+C')
    await page.keyboard.press('Control+Shift+U')
    await expect.poll(() => take.textContent()).toBe('Ctrl+Shift+U')
    await page.context().close()
  }, 120_000)
})
