import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { ConversationDetail } from '../../src/model/wire/conversation.ts'
import { axeFaults as faults } from '../support/axe.ts'
import { hasBrowser, phone, say, shot, wide } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aCounterProcess } from '../support/counter-process.ts'
import { logIn } from '../support/running-counter.ts'

const landscape = { ...phone, viewport: { width: 844, height: 390 } }

describe.skipIf(!hasBrowser).each(['light', 'dark'] as const)(
  'what customers think, %s',
  (colorScheme) => {
    const { asBuyer, counter } = onBrowserStage({
      async open(dir) {
        const process = await aCounterProcess({ PLAYBOOK_DIR: dir, BURST_WINDOW_MS: '300' })
        await process.start()
        return { ...process, close: process.dispose }
      },
      options: { colorScheme },
    })

    const answer = (page: Page) => page.getByRole('group', { name: '这个回答有用吗' })

    test('an answer is rated with reasons, which stand after a reload, and call a person', async () => {
      const page = await asBuyer('陈一鸣')
      await say(page, '你好')
      await page.getByText('请问遇到什么事了').or(page.getByText('都可以问我')).first().waitFor()
      await say(page, '发票怎么开')
      await answer(page).waitFor()
      // One for the answer, none for the greeting.
      expect(await answer(page).count()).toBe(1)
      await shot(page, `rate-${colorScheme}`)
      const up = answer(page).getByRole('button', { name: '有用' })
      const down = answer(page).getByRole('button', { name: '没用' })
      await up.click()
      await page.locator('[aria-pressed=true][aria-label=有用]').waitFor()
      await down.click()
      await answer(page).getByRole('button', { name: '没答到点上' }).click()
      await answer(page).getByText('谢谢，会改进的').waitFor()
      await shot(page, `rate-reasons-${colorScheme}`)
      expect(await faults(page)).toEqual([])
      await answer(page).getByRole('button', { name: '好了' }).click()
      await page.reload()
      await answer(page).getByRole('button', { name: '没答到点上' }).waitFor()
      expect(await up.getAttribute('aria-pressed')).toBe('false')
      expect(await down.getAttribute('aria-pressed')).toBe('true')
      await answer(page).getByRole('button', { name: '没答到点上' }).click()
      await answer(page).getByRole('button', { name: '我想找人工' }).click()
      await page
        .getByRole('status')
        .getByText(/排队|上班|人工/)
        .first()
        .waitFor()
      await page.getByRole('button', { name: '大字' }).click()
      await shot(page, `rate-large-${colorScheme}`)
      await page.setViewportSize(landscape.viewport)
      await shot(page, `rate-landscape-${colorScheme}`)
      await page.context().close()
    }, 60_000)

    test('a round that a person closed is asked about once, and agents read the answer', async () => {
      const page = await asBuyer('林晓')
      await say(page, '转人工')
      await page
        .getByRole('status')
        .getByText(/排队|上班|人工/)
        .first()
        .waitFor()
      const lin = await logIn(counter().url, 'lin')
      const [row] = (
        await lin.get<{ conversations: { id: string; customer: { name: string } }[] }>(
          '/api/conversations?channel=web&limit=50',
        )
      ).conversations.filter(({ customer }) => customer.name === '林晓')
      const at = `/api/conversations/${encodeURIComponent(row?.id ?? '')}`
      await lin.post(`${at}/take`)
      await lin.post(`${at}/reply`, { client_id: 'r1', text: '您好，已经给您登记好了' })
      await page.getByText('已经给您登记好了').waitFor()
      await lin.post(`${at}/resolve`)
      const card = page.getByRole('region', { name: '服务评价' })
      await card.getByText('小林这次的服务，您满意吗').waitFor()
      await shot(page, `survey-${colorScheme}`)
      expect(await faults(page)).toEqual([])
      // By keyboard: the stars are a group of radio buttons.
      await card.getByRole('radio', { name: /1 星/ }).focus()
      await page.keyboard.press('ArrowRight')
      await card.getByRole('button', { name: '等太久' }).click()
      await card.getByRole('textbox').fill('字'.repeat(200))
      await shot(page, `survey-open-${colorScheme}`)
      expect(await faults(page)).toEqual([])
      await page.getByRole('button', { name: '大字' }).click()
      await shot(page, `survey-large-${colorScheme}`)
      await page.setViewportSize(landscape.viewport)
      await shot(page, `survey-landscape-${colorScheme}`)
      await page.setViewportSize(phone.viewport ?? landscape.viewport)
      await page.getByRole('button', { name: '大字' }).click()
      await card.getByRole('button', { name: '提交评价' }).click()
      await card.getByText('很抱歉没让您满意').waitFor()
      await shot(page, `survey-sorry-${colorScheme}`)
      expect(await faults(page)).toEqual([])
      const { transcript } = await lin.get<ConversationDetail>(at)
      expect(transcript.map(({ parts }) => JSON.stringify(parts)).join()).toContain(
        '顾客评价：2 星，等太久',
      )
      await page.reload()
      await page.getByText('已经给您登记好了').waitFor()
      await say(page, '在吗')
      await page.getByText('在吗').waitFor()
      expect(await card.count()).toBe(0)
      expect(await page.getByText('顾客评价').count()).toBe(0)
      await page.context().close()
    }, 60_000)
  },
)

describe.skipIf(!hasBrowser)('at a desk', () => {
  const { asBuyer, counter } = onBrowserStage({
    async open(dir) {
      const process = await aCounterProcess({ PLAYBOOK_DIR: dir, BURST_WINDOW_MS: '300' })
      await process.start()
      return { ...process, close: process.dispose }
    },
  })

  test('a rating that finds no line says so, and is taken once there is one', async () => {
    const page = await asBuyer('王雅琴', wide)
    await say(page, '发票怎么开')
    const up = page.getByRole('button', { name: '有用', exact: true })
    await up.waitFor()
    await counter().kill()
    await page.getByRole('status').getByText('网络断开了').waitFor()
    await up.click()
    await page.getByRole('button', { name: '网络断开了，恢复后再点一次' }).click()
    expect(await up.getAttribute('aria-pressed')).toBe('false')
    await counter().start()
    await page.getByRole('status').getByText('机器人在线').waitFor({ timeout: 30_000 })
    await up.click()
    await expect.poll(() => up.getAttribute('aria-pressed')).toBe('true')
    await page.context().close()
  }, 240_000)

  test('a survey that was put away stays away', async () => {
    const page = await asBuyer('小周', wide)
    await say(page, '发票怎么开')
    const answer = page.getByRole('group', { name: '这个回答有用吗' })
    await answer.waitFor()
    await answer.getByRole('button', { name: '没用' }).click()
    await answer.getByRole('button', { name: '太啰嗦看不懂' }).click()
    await answer.getByText('谢谢，会改进的').waitFor()
    await shot(page, 'rate-wide')
    await say(page, '转人工')
    const lin = await logIn(counter().url, 'lin')
    const { conversations } = await lin.get<{
      conversations: { id: string; customer: { name: string } }[]
    }>('/api/conversations?channel=web&limit=50')
    const id = conversations.find(({ customer }) => customer.name === '小周')?.id ?? ''
    await expect
      .poll(async () => (await lin.post(`/api/conversations/${id}/take`)).status)
      .toBeLessThan(300)
    await lin.post(`/api/conversations/${id}/resolve`)
    const card = page.getByRole('region', { name: '服务评价' })
    await card.getByRole('radio', { name: /5 星/ }).check({ force: true })
    await shot(page, 'survey-wide')
    await card.getByRole('button', { name: '不评了' }).click()
    await card.waitFor({ state: 'detached' })
    await page.reload()
    await answer.waitFor()
    expect(await card.count()).toBe(0)
    await page.context().close()
  }, 240_000)
})
