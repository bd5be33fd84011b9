import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import readXlsx from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import type { OverviewList } from '../../src/model/overview.ts'
import type { ConversationDetail, ConversationRow } from '../../src/model/wire/conversation.ts'
import { hasBrowser, phone, say, shot } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aCounterProcess } from '../support/counter-process.ts'
import { logIn } from '../support/running-counter.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8')
const rules: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
}

/** What WCAG 2.2 AA finds wrong with the page as it stands. */
async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(
    (options) =>
      (globalThis as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } }).axe.run(
        options,
      ),
    rules,
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  )
}

describe.skipIf(!hasBrowser)('the overview', () => {
  const { counter, asBuyer, asAgent, newPage } = onBrowserStage({
    async open(dir) {
      const process = await aCounterProcess({ PLAYBOOK_DIR: dir, BURST_WINDOW_MS: '300' })
      await process.start()
      return { ...process, close: process.dispose }
    },
  })

  const open = async (page: Page, search = '') => {
    await page.goto(`${counter().url}/console/overview${search}`)
    await page.getByRole('heading', { name: '这段时间' }).waitFor()
  }
  const tile = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

  test('tells what was played, and opens the chat behind a number', async () => {
    const asks = await asBuyer('陈一鸣')
    await say(asks, '可以开发票吗')
    await asks.getByText(/发票/).nth(1).waitFor()
    const calls = await asBuyer('王雅琴')
    await say(calls, '转人工')
    await calls
      .getByText(/同事|人工/)
      .nth(1)
      .waitFor()

    const zhao = await asAgent('赵主管')
    await open(zhao)
    await expect.poll(() => tile(zhao, '会话').innerText()).toMatch(/会话\s+2$/)
    expect(await tile(zhao, '转人工').innerText()).toMatch(/50%\s+2 个里的 1 个/)
    expect(await tile(zhao, '人工首次响应').innerText()).toMatch(/—[\s\S]*还有 1 个没有人回/)
    expect(await tile(zhao, '排队等人工').innerText()).toMatch(/1/)
    expect(await tile(zhao, '机器人独立解决').innerText()).toContain('还没有满 24 小时')
    await shot(zhao, 'overview-today')

    const lin = await logIn(counter().url, 'lin')
    const { conversations } = await lin.get<{ conversations: readonly ConversationRow[] }>(
      '/api/conversations?phase=awaiting_agent',
    )
    const id = conversations[0]?.id ?? ''
    const path = `/api/conversations/${encodeURIComponent(id)}`
    await lin.post(`${path}/take`)
    await lin.post(`${path}/reply`, { client_id: 'r', text: '您好，我来处理。' })
    await open(zhao)
    await expect.poll(() => tile(zhao, '人工首次响应').innerText()).toMatch(/秒/)
    expect(await tile(zhao, '排队等人工').innerText()).toContain('没有人在等')

    await tile(zhao, '转人工').getByRole('link', { name: /50%/ }).click()
    const list = zhao.getByRole('dialog', { name: /转了人工/ })
    await list.getByText('1 个').waitFor()
    expect(new URL(zhao.url()).searchParams.get('list')).toBe('figure=handed')
    await list.getByRole('link', { name: /王雅琴/ }).click()
    await zhao.getByText('您好，我来处理。').first().waitFor()
    expect(new URL(zhao.url()).pathname).toBe(`/console/c/${encodeURIComponent(id)}`)
    await zhao.context().close()
  }, 240_000)

  test('a chart is a table too, by its address, and is taken away as one that spreadsheets read', async () => {
    const page = await asAgent('何运营')
    await open(page, '?days=7&tables=reasons')
    const card = page.getByRole('region', { name: '为什么转人工' })
    await card.first().getByRole('cell', { name: '100%' }).waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      card
        .first()
        .getByRole('button', { name: /CSV：下载/ })
        .click(),
    ])
    const bytes = readFileSync(await file.path())
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(bytes.toString('utf8').slice(1)).toBe('原因,会话,占比\r\n顾客要求人工,1,1\r\n')
    await card.first().getByText('图', { exact: true }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('tables')).toBeNull()
    await page.getByText('30 天').click()
    await expect.poll(() => new URL(page.url()).searchParams.get('days')).toBe('30')
    await page.goBack()
    await expect.poll(() => new URL(page.url()).searchParams.get('days')).toBe('7')
    await page.context().close()
  }, 240_000)

  test('what customers think, how their case ended and when they came is told, each with its list', async () => {
    const buyer = await asBuyer('小周')
    await say(buyer, '可以开发票吗')
    const rate = buyer.getByRole('group', { name: '这个回答有用吗' })
    await rate.getByRole('button', { name: '没用' }).click()
    await rate.getByRole('button', { name: '没帮上忙' }).click()
    await rate.getByText('谢谢，会改进的').waitFor()
    await say(buyer, '收到茶杯碎了')
    await buyer
      .getByText(/照片|订单/)
      .first()
      .waitFor()
    await say(buyer, '转人工')

    const lin = await logIn(counter().url, 'lin')
    const find = async () => {
      const { conversations } = await lin.get<{ conversations: readonly ConversationRow[] }>(
        '/api/conversations?phase=awaiting_agent',
      )
      return conversations.find(({ customer }) => customer.name === '小周')?.id
    }
    await expect.poll(find).toBeDefined()
    const id = (await find()) ?? ''
    const path = `/api/conversations/${encodeURIComponent(id)}`
    await lin.post(`${path}/take`)
    await lin.post(`${path}/reply`, { client_id: 's', text: '给您补发一只。' })
    const { tickets } = await lin.get<ConversationDetail>(path)
    const ticket = tickets[0]?.id ?? ''
    const change = (client_id: string, change: object) =>
      lin.post(`/api/cases/${encodeURIComponent(ticket)}/changes`, { client_id, change })
    await change('c1', { kind: 'stage', to: 'under_review' })
    await change('c2', { kind: 'stage', to: 'proposed', reply: '给您补发一只，可以吗？' })
    await change('c3', { kind: 'stage', to: 'agreed' })
    await change('c4', { kind: 'stage', to: 'done' })
    await change('c5', {
      kind: 'classify',
      outcome: { kind: 'compensation', amount: { minor: 1_250, currency: 'CNY' } },
    })
    await lin.post(`${path}/resolve`)
    const card = buyer.getByRole('region', { name: '服务评价' })
    await card.getByRole('radio', { name: /4 星/ }).check({ force: true })
    await card.getByRole('button', { name: '提交评价' }).click()
    await card.getByText(/谢谢/).waitFor()

    const zhao = await asAgent('赵主管')
    await open(zhao, '?tables=settled')
    const chart = (name: string) => zhao.getByRole('region', { name, exact: true }).first()
    const answers = chart('顾客怎么看机器人的回答')
    await expect.poll(() => answers.innerText()).toMatch(/评过\s+1[\s\S]*评过 1 次 · 没帮上忙/)
    const survey = chart('服务评价')
    expect(await survey.innerText()).toMatch(
      /平均（星）\s+4.0\s+打了星\s+1\s+问过\s+1\s+评价率\s+100%/,
    )
    const settled = chart('售后最后怎么办的')
    expect(await settled.getByRole('row', { name: /补偿/ }).innerText()).toMatch(
      /补偿\s+1\s+100%\s+1\s+¥12.50\s+¥12.50/,
    )
    const duty = chart('有人值班的时候，和没人的时候')
    expect(await duty.innerText()).toMatch(/有人时来的\s+\d+[\s\S]*没人时来的\s+\d+/)
    const agents = chart('客服')
    expect(await agents.getByRole('row', { name: /小林/ }).innerText()).toMatch(/4.0\s+1\s/)
    await shot(zhao, 'overview-opinions')

    await answers.getByRole('link', { name: /^踩: 1/ }).click()
    const list = zhao.getByRole('dialog', { name: /点了踩的回答/ })
    await list.getByRole('link', { name: /小周/ }).waitFor()
    const [file] = await Promise.all([
      zhao.waitForEvent('download'),
      list.getByRole('link', { name: 'XLSX' }).click(),
    ])
    const [{ data } = { data: [] }] = await readXlsx(readFileSync(await file.path()))
    expect(data.map((row) => row[1])).toEqual(['顾客', '小周'])
    await zhao.goBack()
    const [saved] = await Promise.all([
      zhao.waitForEvent('download'),
      settled.getByRole('button', { name: /XLSX：下载/ }).click(),
    ])
    const [{ data: rows } = { data: [] }] = await readXlsx(readFileSync(await saved.path()))
    expect(rows[1]).toEqual(['补偿', 1, 1, 1, 12.5, 12.5])
    expect(await faults(zhao)).toEqual([])
    await zhao.context().close()
    await buyer.context().close()
  }, 240_000)

  test('somebody of several shops sees all of theirs, or some', async () => {
    const page = await asAgent('赵主管')
    await open(page)
    await page.getByRole('combobox', { name: '店铺' }).click()
    await page.locator('.ant-select-item-option', { hasText: 'web/demo' }).click()
    await expect.poll(() => new URL(page.url()).searchParams.getAll('shop')).toEqual(['web/demo'])
    await page.locator('.ant-select-item-option').nth(1).click()
    await expect.poll(() => new URL(page.url()).searchParams.getAll('shop')).toHaveLength(2)
    await page.context().close()
  }, 240_000)

  test('is not for agents: neither the page nor a number', async () => {
    const page = await asAgent('小林')
    expect(await page.getByRole('link', { name: '概览' }).count()).toBe(0)
    await page.goto(`${counter().url}/console/overview`)
    await page.getByText('没有这个页面').waitFor()
    const lin = await logIn(counter().url, 'lin')
    await expect(lin.get<OverviewList>('/api/overview')).rejects.toThrow('403')
    await page.context().close()
  }, 240_000)

  test.each(['light', 'dark'] as const)(
    'WCAG 2.2 AA has nothing to say, %s',
    async (colorScheme) => {
      const page = await asAgent('赵主管', { viewport: { width: 1360, height: 860 }, colorScheme })
      await open(page, '?days=7')
      await page.locator('canvas').first().waitFor()
      expect(await faults(page)).toEqual([])
      await open(
        page,
        '?days=7&tables=flow,reasons,intents,trend,response,heat,evidence,clocks,staffing,settled,answers,survey',
      )
      expect(await faults(page)).toEqual([])
      await page.getByRole('button', { name: /「转人工」怎么数的/ }).click()
      await page
        .getByText(/分母：机器人能接的会话/)
        .first()
        .waitFor()
      expect(await faults(page)).toEqual([])
      await open(page, '?days=7&list=figure%3Dbegun')
      await page.getByRole('dialog').getByText('王雅琴').waitFor()
      expect(await faults(page)).toEqual([])
      await page.context().close()
    },
    90_000,
  )

  test('fits a phone', async () => {
    const page = await newPage(phone)
    await page.goto(`${counter().url}/console`)
    await page.getByRole('button', { name: /赵主管/ }).click()
    await page.getByRole('link', { name: '概览' }).click()
    await page.getByRole('heading', { name: '这段时间' }).waitFor()
    const { scroll, client } = await page.evaluate(() => {
      const main = document.querySelector('main.overview')
      return { scroll: main?.scrollWidth ?? 0, client: main?.clientWidth ?? 0 }
    })
    expect(scroll).toBe(client)
    expect(await faults(page)).toEqual([])
    await page.context().close()
  }, 240_000)
})
