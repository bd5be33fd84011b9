import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Why } from '../../src/model/message.ts'
import { createSqliteStore } from '../../src/store/index.ts'
import { axeFaults as faults } from '../support/axe.ts'
import { hasBrowser, phone, shot } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aLine, aMessage, aTurn } from '../support/builders.ts'
import { aCounterProcess } from '../support/counter-process.ts'

const longWord = 'https://shop.example.com/'.concat('a1b2c3d4e5'.repeat(18))
const why: Why = { kind: 'answer', rung: 'intent', because: '…', inReplyTo: [] }

/** A buyer who has written 150 times, and was answered each time; the last words are long. */
async function seed(dataDir: string) {
  const store = createSqliteStore({ file: join(dataDir, 'shouhou.db') })
  const at = Date.now() - 3_600_000
  const chat = {
    channel: 'web',
    account: 'demo',
    conversation: 'demo-3',
    customer: { id: 'demo-3' },
  }
  for (let i = 0; i < 150; i += 1) {
    const text = i === 149 ? longWord : `第 ${i} 次问`
    const externalId = `demo-3:m-${i}`
    await store.accept([aMessage({ ...chat, text, externalId, sentAt: at + i })], at + i)
    await store.takeTurns({
      at: at + i,
      limit: 1,
      reopenWithinMs: 0,
      handle: async (work) => {
        const turn = aTurn(work, { at: at + i })
        const words = i === 149 ? longWord : `第 ${i} 次答：包裹还在路上，预计明天送到您那里`
        return {
          kind: 'commit',
          turn: { ...turn, lines: [aLine(turn.id, 0, { text: words, why })] },
        }
      },
    })
    for (const { id } of await store.claimSends(at + i, 10))
      await store.settleSend(id, { kind: 'sent' }, at + i)
  }
  await store.close()
}

describe.skipIf(!hasBrowser)('a chat of 300 lines with words of 200 letters', () => {
  const { asAgent, asBuyer } = onBrowserStage({
    async open(dir) {
      const process = await aCounterProcess({ PLAYBOOK_DIR: dir, BURST_WINDOW_MS: '300' })
      await seed(process.dataDir)
      await process.start()
      return { ...process, close: process.dispose }
    },
  })

  test('says why its beginning did not come, and brings it when it is asked again', async () => {
    const page = await asAgent('小林')
    await page.getByRole('tab', { name: '全部' }).click()
    await page.locator('.queue button.row').first().click()
    const log = page.getByRole('log')
    const further = log.getByRole('button', { name: '查看更早的消息' })
    await further.waitFor()
    await page.route('**/api/conversations/*before=*', (route) => route.abort())
    await further.click()
    await log.getByRole('alert').filter({ hasText: '连不上服务器' }).waitFor()
    await shot(page, 'earlier-failed')
    expect(await faults(page)).toEqual([])
    await page.unroute('**/api/conversations/*before=*')
    await log.getByRole('button', { name: '再试一次' }).click()
    await log.getByText('第 0 次问', { exact: true }).waitFor()
    expect(await log.getByRole('alert').count()).toBe(0)
    await page.context().close()
  }, 120_000)

  test('opens at its end, fits every screen, and stays there when ratings open', async () => {
    const page = await asBuyer('小周', phone)
    const log = page.getByRole('log')
    const rates = page.getByRole('group', { name: '这个回答有用吗' })
    await rates.last().waitFor()
    const isAtEnd = () =>
      log.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight < 2)
    const fits = () =>
      page.evaluate(() => {
        const card = document.querySelector('div')?.shadowRoot?.querySelector('.log')
        return card !== null && card !== undefined && card.scrollWidth <= card.clientWidth
      })
    await expect.poll(isAtEnd).toBe(true)
    expect(await rates.count()).toBe(100)
    await shot(page, 'long-phone')
    await rates.last().getByRole('button', { name: '没用' }).click()
    await rates.last().getByRole('button', { name: '没答到点上' }).click()
    await expect.poll(isAtEnd).toBe(true)
    expect(await fits()).toBe(true)
    expect(await faults(page)).toEqual([])
    await page.getByRole('button', { name: '大字' }).click()
    expect(await fits()).toBe(true)
    await shot(page, 'long-large')
    await page.setViewportSize({ width: 844, height: 390 })
    expect(await fits()).toBe(true)
    await expect.poll(isAtEnd).toBe(true)
    await shot(page, 'long-landscape')
    // Who reads further up is left there when a rating opens above the end.
    await log.evaluate((box) => {
      box.scrollTop = 200
    })
    await rates.nth(1).getByRole('button', { name: '没用' }).click()
    await rates.nth(1).getByRole('button', { name: '好了' }).waitFor()
    expect(await isAtEnd()).toBe(false)
    await page.context().close()
  }, 240_000)
})
