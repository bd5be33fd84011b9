import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { hasBrowser, phone, shot } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aCounterProcess } from '../support/counter-process.ts'
import { logIn } from '../support/running-counter.ts'
import { seedQueue } from '../support/seed-queue.ts'

const minute = 60_000

describe.skipIf(!hasBrowser)('several chats at once', () => {
  const { asAgent, counter } = onBrowserStage({
    async open(dir) {
      const process = await aCounterProcess({ PLAYBOOK_DIR: dir })
      const waiting = Array.from({ length: 12 }, (_, index) => ({
        name: `顾客${String(index).padStart(2, '0')}`,
        text: `第 ${index} 位，等一位同事`,
        waits: (30 - index) * minute,
      }))
      await seedQueue(process.dataDir, waiting, Date.now())
      await process.start()
      return { ...process, close: process.dispose }
    },
  })
  const choose = (page: Page, number: string) =>
    page.getByRole('checkbox', { name: `选中顾客${number}` })
  const verbs = (page: Page) => page.getByRole('group', { name: '对选中的会话' })
  const said = (page: Page) => verbs(page).getByRole('status')

  test('a range by Shift is resolved after five seconds, can be taken back, and one that failed stays and says why', async () => {
    const page = await asAgent('赵主管')
    await page.getByRole('tab', { name: '待回复 12' }).waitFor()
    await page.keyboard.press('Control+Shift+L')
    await choose(page, '00').check()
    await choose(page, '03').click({ modifiers: ['Shift'] })
    await verbs(page).getByText('已选 4 个').waitFor()
    await page.mouse.move(0, 0)
    await shot(page, 'bulk-chosen')
    expect(await axeFaults(page)).toEqual([])

    await verbs(page).getByRole('button', { name: '解决' }).click()
    const dialog = page.getByRole('dialog', { name: '解决这 4 个会话？' })
    await dialog.getByText('4 个顾客还在等人回话').waitFor()
    await dialog.getByRole('button').last().click()
    await page.getByText('4 个会话将标为已解决').waitFor()
    await page.getByRole('button', { name: '撤销' }).click()
    await said(page).getByText('4 个没有动').waitFor()
    await verbs(page).getByText('已选 4 个').waitFor()

    // Somebody is faster.
    const { find, post } = await rival()
    await post(`/api/conversations/${encodeURIComponent(await find('顾客01'))}/take`)
    await page.getByRole('tab', { name: '待回复 11' }).waitFor()
    await page.getByRole('tab', { name: '全部' }).click()
    for (const number of ['00', '01', '02']) await choose(page, number).check()
    await verbs(page).getByRole('button', { name: '解决' }).click()
    await dialogOk(page)
    await said(page).getByText('2 个已解决、1 个没办成').waitFor()
    await page.getByText('同事在处理，或者已经解决').waitFor()
    await verbs(page).getByText('已选 1 个').waitFor()
    expect(await choose(page, '01').isChecked()).toBe(true)
    await shot(page, 'bulk-outcome')
    expect(await axeFaults(page)).toEqual([])
    await page.context().close()
  }, 240_000)

  test('by keys alone, back to the bot; and given to a colleague', async () => {
    const page = await asAgent('赵主管')
    await page.getByRole('tab', { name: /待回复 9/ }).waitFor()
    await page.keyboard.press('Control+Shift+L')
    await choose(page, '03').focus()
    await page.keyboard.press('Shift+ArrowDown')
    await page.keyboard.press('Shift+ArrowDown')
    await verbs(page).getByText('已选 3 个').waitFor()
    await verbs(page).getByRole('button', { name: '交还机器人' }).press('Enter')
    await said(page).getByText('3 个已交还机器人').waitFor()
    await page.getByRole('tab', { name: /待回复 6/ }).waitFor()

    await choose(page, '06').check()
    await choose(page, '07').focus()
    await page.keyboard.press('Space')
    await verbs(page).getByRole('button', { name: '转给…' }).click()
    await verbs(page).getByRole('combobox').click()
    await page.getByRole('option', { name: /小陈/ }).waitFor({ state: 'attached' })
    await page.keyboard.type('小陈')
    await page.keyboard.press('Enter')
    await shot(page, 'bulk-give')
    expect(await axeFaults(page)).toEqual([])
    await verbs(page).getByRole('button', { name: '确定' }).click()
    await said(page).getByText('2 个已转给同事').waitFor()
    await page.getByRole('tab', { name: '全部' }).click()
    await page.getByRole('button', { name: /顾客06.*小陈/ }).waitFor()
    await page.context().close()
  }, 240_000)

  test('on a phone, dark', async () => {
    const page = await asAgent('小林', { ...phone, colorScheme: 'dark' })
    await page.getByRole('button', { name: '多选' }).click()
    await verbs(page).getByRole('checkbox', { name: '全选' }).check()
    await verbs(page)
      .getByText(/已选 \d+ 个/)
      .waitFor()
    await shot(page, 'bulk-phone')
    expect(await axeFaults(page)).toEqual([])
    await page.context().close()
  }, 240_000)

  const dialogOk = (page: Page) =>
    page
      .getByRole('dialog', { name: /^解决这/ })
      .getByRole('button')
      .last()
      .click()

  async function rival() {
    const { get, post } = await logIn(counter().url, 'chen')
    return {
      post,
      async find(name: string) {
        const { conversations } = await get<{
          conversations: { id: string; customer: { name: string } }[]
        }>('/api/conversations?limit=50')
        return conversations.find(({ customer }) => customer.name === name)?.id ?? ''
      },
    }
  }
})
