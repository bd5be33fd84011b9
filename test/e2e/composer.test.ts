import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { hasBrowser, say, shot } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { startCounter } from '../support/running-counter.ts'

/** A picture that no format makes small. */
const noise = (side: number): Promise<Buffer> =>
  sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer()

describe.skipIf(!hasBrowser)('what an agent writes', () => {
  const { asAgent, asBuyer } = onBrowserStage({
    open: (dir) => startCounter({ PLAYBOOK_DIR: dir }),
  })

  const box = (page: Page) => page.getByLabel('输入回复')
  const open = async (page: Page, customer: string) => {
    await page.getByRole('tab', { name: '全部' }).click()
    const rows = page.getByRole('button', { name: new RegExp(customer) })
    await rows.first().click()
    await page.getByRole('heading', { name: customer, exact: true }).waitFor()
  }
  const talk = async (buyer: string, words: string) => {
    const customer = await asBuyer(buyer)
    await say(customer, words)
    const lin = await asAgent('小林')
    await open(lin, buyer)
    return { customer, lin, close: () => Promise.all([customer, lin].map((page) => page.close())) }
  }

  test('quick replies are found by first letters, put in at the caret, and go only once they are filled in', async () => {
    const { customer, lin, close } = await talk('林晓', '转人工')
    await box(lin).fill('您好，谢谢')
    await box(lin).press('ArrowLeft')
    await box(lin).press('ArrowLeft')
    await lin.keyboard.type(' /thdz')
    const list = lin.getByRole('listbox', { name: '快捷短语' })
    await list.getByRole('option', { name: /^退货地址/, selected: true }).waitFor()
    await shot(lin, 'composer-quick')
    expect(await axeFaults(lin)).toEqual([])
    await lin.keyboard.press('Enter')
    await expect.poll(() => box(lin).inputValue()).toMatch(/^您好， .*退货.*谢谢$/s)
    await box(lin).fill('我在 {{ask:几点}} 点前看好回您')
    await box(lin).press('Enter')
    await lin.getByRole('alert').filter({ hasText: '还有没填的：几点' }).waitFor()
    // The gap is selected: what is typed takes its place.
    await lin.keyboard.type('12')
    await box(lin).press('Enter')
    await customer.getByText('我在 12 点前看好回您').waitFor()
    expect(await customer.getByText('{{').count()).toBe(0)
    await close()
  }, 240_000)

  test('a suggestion comes by its key, and is sent by nobody but the agent', async () => {
    const { customer, lin, close } = await talk('赵倩', '七天无理由怎么退货，运费谁出')
    const offered = lin.getByRole('region', { name: '推荐回复' })
    await offered.getByRole('button').first().waitFor()
    // The room that is left is the chat's; with less of it the last word stays in sight.
    const beside = await lin.getByRole('complementary').boundingBox()
    expect(beside?.width).toBeLessThan(400)
    await lin.setViewportSize({ width: 1360, height: 480 })
    const below = (log: Element) => log.scrollHeight - log.scrollTop - log.clientHeight
    await expect.poll(() => lin.getByRole('log').evaluate(below)).toBeLessThan(2)
    const before = await customer.getByRole('article').count()
    await lin.keyboard.press('Alt+1')
    await expect.poll(async () => (await box(lin).inputValue()).length).toBeGreaterThan(5)
    expect(await customer.getByRole('article').count()).toBe(before)
    await close()
  }, 240_000)

  test('a note is another colour, for colleagues alone, and the mode stays as it was set', async () => {
    const { customer, lin, close } = await talk('刘大伟', '转人工')
    await lin.keyboard.press('Control+Shift+M')
    const note = lin.locator('.composer').getByRole('textbox', { name: '写给同事的备注' })
    await note.fill('仓库说监控里门卫签的字')
    await note.press('Enter')
    await lin.getByRole('log').getByText('仓库说监控里门卫签的字').waitFor()
    await shot(lin, 'composer-note')
    await expect.poll(() => note.inputValue()).toBe('')
    await say(customer, '还在吗')
    await lin.getByRole('log').getByText('还在吗').waitFor()
    expect(await note.isVisible(), 'still a note').toBe(true)
    await customer.reload()
    await customer.getByText('还在吗').waitFor()
    expect(await customer.getByText('监控').count()).toBe(0)
    await close()
  }, 240_000)

  test('an input method’s Enter picks a word and sends nothing', async () => {
    const { customer, lin, close } = await talk('吴桐', '转人工')
    await box(lin).click()
    const cdp = await lin.context().newCDPSession(lin)
    await cdp.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 })
    await cdp.send('Input.dispatchKeyEvent', {
      type: 'keyDown',
      key: 'Enter',
      code: 'Enter',
      windowsVirtualKeyCode: 229,
    })
    await cdp.send('Input.insertText', { text: '您好' })
    expect(await box(lin).inputValue()).toBe('您好')
    expect(await customer.getByText('您好', { exact: true }).count()).toBe(0)
    await box(lin).press('Enter')
    await customer.getByText('您好', { exact: true }).waitFor()
    await close()
  }, 240_000)

  test('what was begun is there on another page, and what did not get through can be sent again, once', async () => {
    const { customer, lin, close } = await talk('何总', '转人工')
    await box(lin).fill('我查一下再')
    await lin.getByRole('button', { name: /何总/ }).getByText('草稿').waitFor()
    await lin.waitForResponse((answer) => answer.url().endsWith('/draft') && answer.ok())
    await lin.reload()
    await expect.poll(() => box(lin).inputValue()).toBe('我查一下再')
    await box(lin).fill('查到了，今天发出')
    await lin.route('**/reply', (route) => route.abort())
    await box(lin).press('Enter')
    const red = lin.getByRole('log').getByRole('article').filter({ hasText: '没有发出去' })
    await red.waitFor()
    await shot(lin, 'composer-unsent')
    expect(await box(lin).inputValue()).toBe('')
    await lin.unroute('**/reply')
    await red.getByRole('button', { name: '重试' }).click()
    await customer.getByText('查到了，今天发出').waitFor()
    await expect.poll(() => red.count()).toBe(0)
    expect(await customer.getByText('查到了，今天发出').count()).toBe(1)
    await close()
  }, 240_000)

  test('a file of any size goes along or alone, to the customer and once', async () => {
    const { customer, lin, close } = await talk('小周', '转人工')
    const picture = await noise(600)
    expect(picture.length, 'more than a page may send while it goes away').toBeGreaterThan(200_000)
    const file = { name: '仓库照片.png', mimeType: 'image/png', buffer: picture }
    await lin.locator('.composer input[type=file]').setInputFiles(file)
    await lin.locator('.picked img').waitFor()
    await lin.getByRole('button', { name: '发送', exact: true }).click()
    await customer.getByAltText('仓库照片.png').waitFor()
    await expect.poll(() => lin.locator('.picked li').count()).toBe(0)
    await close()
  }, 240_000)

  test('words on their way are not sent again by going to and fro, and /letters go nowhere', async () => {
    const { customer, lin, close } = await talk('王雅琴', '转人工')
    await lin.route('**/reply', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      await route.continue()
    })
    await box(lin).fill('马上给您看')
    await box(lin).press('Enter')
    await lin.keyboard.press('Control+Shift+M')
    await lin.keyboard.press('Control+Shift+M')
    await box(lin).press('Enter')
    await customer.getByText('马上给您看').waitFor()
    await lin.unroute('**/reply')
    await expect.poll(() => box(lin).inputValue()).toBe('')
    await box(lin).fill('/thdzz')
    await box(lin).press('Enter')
    await box(lin).press('Escape')
    await box(lin).fill('好了')
    await box(lin).press('Enter')
    await customer.getByText('好了', { exact: true }).waitFor()
    expect(await customer.getByText('马上给您看').count()).toBe(1)
    expect(await customer.getByText('/thdzz').count()).toBe(0)
    await close()
  }, 240_000)

  test('a search opens the chat at the line that it found', async () => {
    const { lin, close } = await talk('孙建国', '去年买的紫砂壶盖子松了怎么保养')
    await lin.keyboard.press('Control+f')
    await lin.keyboard.type('紫砂壶盖子')
    const found = lin.getByRole('region', { name: '搜索结果' })
    await found.getByRole('button', { name: /顾客：.*紫砂壶盖子/ }).click()
    await lin.locator('[data-marked]').getByText('紫砂壶盖子').waitFor()
    await shot(lin, 'composer-found')
    await close()
  }, 240_000)
})
