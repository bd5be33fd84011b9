import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { BrowserContextOptions, Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { ConversationRow } from '../../src/model/wire/conversation.ts'
import { drawPicture } from '../../src/rehearsal/pictures.ts'
import { hasBrowser, phone, say, shot, wide } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { startCounter } from '../support/running-counter.ts'
import { unzip } from '../support/zip.ts'

const dark: BrowserContextOptions = { ...wide, colorScheme: 'dark' }

/** A Wednesday afternoon, so that people are on duty and every clock runs. */
const opening = Date.parse('2036-11-26T14:00:00+08:00')

describe.skipIf(!hasBrowser)('a case in the console', () => {
  let aheadMs = opening - Date.now()
  const now = () => Date.now() + aheadMs
  const stage = onBrowserStage({
    open: (dir) => startCounter({ PLAYBOOK_DIR: dir }, now),
    // Its clock tells what the counter's does.
    prepare: (page) => page.clock.install({ time: now() }),
    options: { timezoneId: 'Asia/Shanghai' },
  })

  const asAgent = async (name: string, options = wide): Promise<Page> => {
    const page = await stage.asAgent(name, options)
    await page.getByRole('tab', { name: '全部' }).click()
    return page
  }

  /** A customer of the demo shop writes; resolves once the bot has answered. */
  const writes = async (buyer: string, words: string): Promise<Page> => {
    const page = await stage.asBuyer(buyer)
    await say(page, words)
    await page.getByRole('log').getByText(/您/).last().waitFor()
    return page
  }

  const leftOf = async (place: Locator) => (await place.boundingBox())?.x

  const panel = (page: Page) => page.getByRole('complementary')

  const openCase = async (page: Page, customer: string) => {
    await page
      .getByRole('button', { name: new RegExp(customer) })
      .last()
      .click()
    const tab = panel(page).getByRole('tab', { name: '凭证' })
    const behind = page.getByRole('button', { name: '查看详情' })
    await tab.or(behind).first().waitFor()
    if (await behind.isVisible()) await behind.click()
    await tab.click()
    await panel(page)
      .getByRole('tabpanel')
      .getByText(/^SH\d{6}-/)
      .first()
      .waitFor()
  }

  const does = async (page: Page, step: string, words?: string) => {
    await panel(page).getByRole('button', { name: step, exact: true }).click()
    const ask = panel(page).getByRole('group', { name: step })
    if (words !== undefined) await ask.getByRole('textbox').fill(words)
    await ask.getByRole('button', { name: '确定' }).click()
    await ask.waitFor({ state: 'detached' })
  }

  test('goes from the broken cup in the chat to an archive with its picture', async () => {
    const customer = await writes('林晓', '我的杯子收到就碎了')
    await customer.setInputFiles('input[type=file]', {
      name: 'cup.jpg',
      mimeType: 'image/jpeg',
      buffer: await drawPicture('碎杯', 'clear'),
    })
    await customer
      .getByRole('log')
      .getByText(/SH\d{6}-/)
      .waitFor()

    const lin = await asAgent('小林')
    await openCase(lin, '林晓')
    const side = panel(lin)
    await side.getByText('1 小时内人工回复').waitFor()
    await side.getByText(/还剩 59:\d\d/).waitFor()
    await lin.clock.fastForward('02:00')
    await side.getByText(/还剩 57:\d\d/).waitFor()
    await shot(lin, 'case-opened')

    await side.getByRole('button', { name: '由我负责' }).click()
    await side.getByText('小林 负责', { exact: true }).waitFor()
    await does(lin, '核实', '照片清楚，杯口缺一块')
    await side.getByText('核实中', { exact: true }).waitFor()
    await does(lin, '已电话联系')
    await side.getByText(/✓/).first().waitFor()

    const note = '老顾客，优先补发'
    await side.getByRole('textbox', { name: '写给同事的备注' }).fill(note)
    await side.getByRole('button', { name: '添加' }).click()
    await side.getByText(note).waitFor()
    await side.getByLabel('原因', { exact: true }).click()
    await lin.getByTitle('快递破损').click()
    await side.getByText(/^经过/).click()
    await side.getByText('原因：无 → 快递破损').waitFor()
    const choose = async (outcome: string) => {
      await side.getByLabel('结果', { exact: true }).click()
      await lin.locator('.ant-select-item').getByText(outcome, { exact: true }).click()
    }
    const yuan = side.getByLabel('金额', { exact: true })
    await choose('仅退款')
    await yuan.fill('9.90')
    await yuan.press('Enter')
    await side.getByText('结果：仅退款 → 仅退款 ¥9.90').waitFor()
    await choose('说明清楚')
    await side.getByText('结果：仅退款 ¥9.90 → 说明清楚').waitFor()
    await yuan.waitFor({ state: 'detached' })
    await choose('未填')
    await side.getByText('结果：说明清楚 → 无').waitFor()
    await side.getByText(/阶段：待处理 → 核实中（照片清楚，杯口缺一块）/).waitFor()
    await shot(lin, 'case-worked-on')

    await side.getByRole('button', { name: '提方案', exact: true }).click()
    const tell = side.getByRole('group', { name: '提方案' })
    const plan = '给您补发一只新的，碎的不用寄回'
    await tell.getByRole('textbox', { name: '发给顾客的处理方案' }).fill('随便你，补发一只')
    await tell.getByRole('button', { name: '发给顾客' }).click()
    await tell.getByRole('region', { name: /还没发出去/ }).waitFor()
    await shot(lin, 'case-plan-warned')
    await tell.getByRole('textbox', { name: '发给顾客的处理方案' }).fill(plan)
    await shot(lin, 'case-plan')
    await tell.getByRole('button', { name: '发给顾客' }).click()
    await side.getByText('已提方案', { exact: true }).waitFor()
    await customer.getByRole('log').getByText(plan).waitFor()
    await shot(lin, 'case-plan-told')

    const [download] = await Promise.all([
      lin.waitForEvent('download'),
      side.getByRole('link', { name: /导出 ZIP/ }).click(),
    ])
    const files = unzip(readFileSync(await download.path()))
    const { ticket, evidence } = JSON.parse(files.get('case.json')?.toString() ?? '{}')
    expect(ticket).toMatchObject({ stage: 'proposed', rootCause: '快递破损' })
    const picture = files.get(evidence[0].file) ?? expect.fail('the picture is not in the archive')
    expect(createHash('sha256').update(picture).digest('hex')).toBe(evidence[0].sha256)
    const [original] = await Promise.all([
      lin.waitForEvent('download'),
      side.getByRole('link', { name: /^原图/ }).click(),
    ])
    expect(readFileSync(await original.path())).toEqual(picture)
    expect(await customer.getByText(note).count()).toBe(0)
    await customer.context().close()
    await lin.context().close()
  }, 240_000)

  test('of level 3 is voted on by a supervisor, and an agent sees it happen', async () => {
    const customer = await writes('朱思远', '刻字杯收到和想的不一样，字太小了，我要退款')
    const [lin, zhao] = [await asAgent('小林'), await asAgent('赵主管')]
    for (const page of [lin, zhao]) await openCase(page, '朱思远')
    const vote = (page: Page) => panel(page).getByRole('button', { name: '同意', exact: true })
    await panel(lin).getByText('还差：主管、法务').waitFor()
    await panel(zhao)
      .getByText(/^还没有方案/)
      .waitFor()
    expect(await vote(zhao).count()).toBe(0)
    await does(lin, '写方案', '重做一只')
    await panel(zhao).getByText('表决的是「提出方案」：重做一只').waitFor()
    await vote(zhao).waitFor()
    expect(await vote(lin).count()).toBe(0)
    await shot(zhao, 'case-level-3')

    await does(zhao, '同意', '约定清楚，可以重做')
    await panel(lin).getByText('约定清楚，可以重做', { exact: true }).waitFor()
    await panel(lin).getByText('还差：法务').waitFor()
    await shot(lin, 'case-level-3-agent')

    const gu = await asAgent('顾法务')
    await openCase(gu, '朱思远')
    await panel(gu).getByRole('button', { name: '不同意', exact: true }).click()
    const why = panel(gu).getByRole('group', { name: '不同意' })
    expect(await why.getByRole('button', { name: '确定' }).isDisabled()).toBe(true)
    await why.getByRole('textbox', { name: '为什么不同意' }).fill('要先看实物')
    await why.getByRole('button', { name: '确定' }).click()
    await panel(lin).getByText('要先看实物', { exact: true }).waitFor()
    await panel(lin).getByText('法务不同意：商量好、改了表决才能定').waitFor()
    expect(await panel(lin).getByText(/^还差/).count()).toBe(0)

    await panel(zhao).getByRole('button', { name: '交给同事' }).click()
    const give = panel(zhao).getByRole('group', { name: '交给同事' })
    await give.getByRole('combobox', { name: '交给谁' }).click()
    await zhao.getByTitle(/^小陈 · 客服/).click()
    await shot(zhao, 'case-given')
    await give.getByRole('button', { name: '确定' }).click()
    await panel(lin).getByText('小陈 负责', { exact: true }).waitFor()
    await shot(lin, 'case-level-3-refused')
    await gu.context().close()
    for (const page of [customer, lin, zhao]) await page.context().close()
  }, 240_000)

  test('goes along with the chat to a colleague, and a supervisor may take both', async () => {
    const customer = await writes('蒋涛', '毛衣袖子破了个洞')
    const [lin, chen, zhao] = [
      await asAgent('小林'),
      await asAgent('小陈'),
      await asAgent('赵主管'),
    ]
    for (const page of [lin, chen, zhao]) await openCase(page, '蒋涛')
    await lin.getByRole('button', { name: '接手', exact: true }).click()
    await panel(lin).getByText('小林 负责', { exact: true }).waitFor()
    await chen.getByText(/^小林接待中，要换人请小林转交/).waitFor()
    expect(await chen.getByRole('button', { name: '接手', exact: true }).count()).toBe(0)
    await shot(chen, 'chat-held')

    await lin.getByRole('button', { name: '转给同事' }).click()
    const give = lin.getByRole('group', { name: '转给同事' })
    await give.getByRole('combobox', { name: '交给谁' }).click()
    await lin.getByTitle(/^小陈 · 客服/).click()
    await give
      .getByRole('alert')
      .getByText(/小陈现在不在线/)
      .waitFor()
    await shot(lin, 'chat-giving')
    await give.getByRole('button', { name: '确定' }).click()
    for (const page of [lin, chen]) await page.getByText('小林把会话转给了小陈').waitFor()
    await chen.getByRole('button', { name: '转给同事' }).waitFor()
    await panel(chen).getByText('小陈 负责', { exact: true }).waitFor()

    await zhao.getByRole('button', { name: '从小陈手里接过' }).click()
    await chen.getByText('赵主管从小陈手里接过了会话').waitFor()
    await panel(zhao).getByText('赵主管 负责', { exact: true }).waitFor()
    await shot(zhao, 'chat-taken-over')
    for (const page of [customer, lin, chen, zhao]) await page.context().close()
  }, 240_000)

  test('can be worked on with a phone, in the dark', async () => {
    const customer = await writes('曹颖', '收到的茶杯裂了')
    const lin = await asAgent('小林', { ...phone, colorScheme: 'dark' })
    await shot(lin, 'case-phone-queue')
    await openCase(lin, '曹颖')
    await does(lin, '核实')
    await panel(lin).getByText('核实中', { exact: true }).waitFor()

    const take = panel(lin).getByRole('button', { name: '由我负责' })
    await lin.context().setOffline(true)
    await take.click()
    await panel(lin).getByRole('alert').getByText('连不上服务器').waitFor()
    await lin.context().setOffline(false)
    await take.click()
    await panel(lin).getByText('小林 负责', { exact: true }).waitFor()
    expect(await panel(lin).getByRole('alert').count()).toBe(0)
    const { scrollWidth, clientWidth } = await lin.evaluate(() => document.documentElement)
    expect(scrollWidth).toBe(clientWidth)
    await shot(lin, 'case-phone')
    for (const page of [customer, lin]) await page.context().close()
  }, 240_000)

  test('overdue stays above the queue until somebody has seen it', async () => {
    const customer = await writes('秦姐', '插上就漏电了，手都麻了')
    const other = await writes('沈悦', '转人工')
    const zhao = await asAgent('赵主管')
    const row = zhao.getByRole('button', { name: /秦姐/ }).last()
    await row.getByText(/回复还剩 1\d\d 秒/).waitFor()
    aheadMs += 16 * 60_000
    await zhao.clock.fastForward('16:00')
    await row.getByText(/回复超时 1\d:\d\d/).waitFor()
    const box = zhao.getByRole('region', { name: '超时与提醒' })
    const breach = box.getByRole('listitem').filter({ hasText: '「15 分钟内由人联系」已超时' })
    const more = box.getByRole('button', { name: /^还有 \d+ 条，展开$/ })
    await more.waitFor()
    // Of those that are folded the most serious one stays.
    await breach.waitFor()
    expect(await box.getByRole('listitem').count()).toBe(1)
    expect(await leftOf(more)).toBe(await leftOf(breach.getByRole('button').first()))
    await shot(zhao, 'case-alerts-folded')
    for (const options of [dark, { ...phone, colorScheme: 'dark' }] as const) {
      const page = await asAgent('赵主管', options)
      await page.getByRole('button', { name: /^还有 \d+ 条，展开$/ }).waitFor()
      await shot(page, `case-alerts-${options === dark ? 'dark' : 'phone'}`)
      await page.context().close()
    }
    await more.click()
    await breach.waitFor()
    await shot(zhao, 'case-alerts')
    const alerted = await (await stage.counter().login('zhao')).get<{
      conversations: readonly ConversationRow[]
    }>('/api/conversations?alerted=true')
    const names = alerted.conversations.map(({ customer }) => customer.name)
    expect(names).toContain('秦姐')
    expect(names).not.toContain('林晓')
    await zhao.reload()
    await more.click()
    await breach.getByRole('button', { name: /秦姐/ }).first().click()
    await panel(zhao).getByRole('tab', { name: '凭证' }).click()
    await panel(zhao)
      .getByText(/超时 0\d:\d\d/)
      .waitFor()
    await shot(zhao, 'case-overdue')
    await breach.getByRole('button', { name: /知道了/ }).click()
    await breach.waitFor({ state: 'detached' })
    const left = await box.getByRole('listitem').count()
    const all = box.getByRole('button', { name: '全部知道了' })
    if (left > 3) await all.click()
    else
      for (const _ of Array(left))
        await box
          .getByRole('button', { name: /知道了/ })
          .first()
          .click()
    await box.getByRole('listitem').first().waitFor({ state: 'detached' })
    for (const page of [customer, other, zhao]) await page.context().close()
  }, 240_000)
})
