import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { ConversationDetail, ConversationRow } from '../../src/model/wire/conversation.ts'
import { aScene } from '../media/samples.ts'
import { hasBrowser, say, shot } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aCounterProcess } from '../support/counter-process.ts'
import { logIn } from '../support/running-counter.ts'

const kills = 4

describe.skipIf(!hasBrowser)('a chat on a phone whose server dies again and again', () => {
  const { counter, asBuyer, asAgent } = onBrowserStage({
    async open(dir) {
      const process = await aCounterProcess({ PLAYBOOK_DIR: dir, BURST_WINDOW_MS: '300' })
      await process.start()
      return { ...process, close: process.dispose }
    },
  })

  const log = (page: Page) => page.getByRole('log')
  const heard = (page: Page, words: string) =>
    log(page).getByText(words, { exact: true }).first().waitFor({ timeout: 30_000 })
  const again = (page: Page) => log(page).getByRole('button', { name: '重试' })

  /** What failed meanwhile waits to be sent again by who wrote it. */
  const sendAgain = (page: Page) =>
    expect
      .poll(
        async () => {
          // It may be gone by the time it is pressed: the line that it stood in has come.
          const press = again(page).first().click({ timeout: 1_000 })
          await press.catch(() => {})
          return again(page).count()
        },
        { timeout: 30_000 },
      )
      .toBe(0)

  test('loses no word and no picture, and says nothing twice, on either side', async () => {
    const customer = await asBuyer('王雅琴')
    await say(customer, '转人工')
    await log(customer)
      .getByText(/同事|人工/)
      .nth(1)
      .waitFor()
    const agent = await asAgent('小林')
    await agent
      .getByRole('button', { name: /王雅琴/ })
      .first()
      .click()
    await agent.getByRole('button', { name: '接手', exact: true }).click()
    await customer.getByText('人工 小林 为您服务').waitFor()
    const reply = agent.getByRole('textbox', { name: /^输入回复/ })
    const answer = async (words: string) => {
      await reply.fill(words)
      await reply.press('Enter')
    }

    const asked: string[] = []
    const answered: string[] = []
    const asks = async (words: string) => {
      asked.push(words)
      await say(customer, words)
    }
    const answers = async (words: string) => {
      answered.push(words)
      await answer(words)
    }
    for (let n = 1; n <= kills; n += 1) {
      // On their way when it dies: nobody knows whether they were taken.
      await Promise.all([asks(`第 ${n} 次断线前`), answers(`第 ${n} 次断线前的回复`)])
      await counter().kill()
      await agent.getByText('连接断开').waitFor()
      await asks(`第 ${n} 次断线中`)
      await answers(`第 ${n} 次断线中的回复`)
      const picture = { mimeType: 'image/png', buffer: await aScene(n).png().toBuffer() }
      await customer.setInputFiles('input[type=file]', { name: `杯子${n}.png`, ...picture })
      // The first time nothing that sends files is there yet: they go by themselves.
      const told = customer.getByText('选好的文件会在恢复后发出')
      await again(customer).or(told).waitFor()
      await again(agent).first().waitFor()
      if (n === 1) await Promise.all([shot(customer, 'killed-phone'), shot(agent, 'killed-desk')])
      await counter().start()
      await agent.getByText('已连接').waitFor({ timeout: 30_000 })
      await Promise.all([sendAgain(customer), sendAgain(agent)])
      for (const page of [customer, agent])
        for (const words of [...asked, ...answered]) await heard(page, words)
      await log(customer)
        .getByRole('img', { name: `杯子${n}.png` })
        .waitFor({ timeout: 30_000 })
    }

    const lin = await logIn(counter().url, 'lin')
    const { conversations } = await lin.get<{ conversations: readonly ConversationRow[] }>(
      '/api/conversations?phase=with_agent',
    )
    const path = `/api/conversations/${encodeURIComponent(conversations[0]?.id ?? '')}`
    const { transcript } = await lin.get<ConversationDetail>(path)
    const saidBy = (author: string) =>
      transcript.flatMap(({ author: who, parts }) =>
        who === author ? parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])) : [],
      )
    const pictures = transcript.flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'image'))
    expect(saidBy('customer')).toEqual(['转人工', ...asked])
    expect(saidBy('agent').toSorted()).toEqual(answered.toSorted())
    expect(pictures).toHaveLength(kills)

    // What stands on the pages is what was kept, also for who comes back.
    for (const page of [customer, agent]) {
      const counted = async () => ({
        words: await Promise.all(
          [...asked, ...answered].map((words) =>
            log(page).getByText(words, { exact: true }).count(),
          ),
        ),
        pictures: await log(page)
          .getByRole('img', { name: /杯子\d/ })
          .count(),
        failed: await again(page).count(),
      })
      const once = {
        words: [...asked, ...answered].map(() => 1),
        pictures: kills,
        failed: 0,
      }
      expect(await counted()).toEqual(once)
      await page.reload()
      for (const words of [...asked, ...answered]) await heard(page, words)
      await expect.poll(counted, { timeout: 20_000 }).toEqual(once)
    }
    await shot(customer, 'killed-phone-after')
    for (const page of [customer, agent]) await page.context().close()
  }, 240_000)
})
