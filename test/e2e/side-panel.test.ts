import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Ticket } from '../../src/model/ticket.ts'
import { drawPicture } from '../../src/rehearsal/pictures.ts'
import { hasBrowser, phone, say, shot, wide } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { startCounter } from '../support/running-counter.ts'

/** A Wednesday afternoon, so that people are on duty. */
const opening = Date.parse('2036-11-26T14:00:00+08:00')
const atDesk = { ...wide, permissions: ['clipboard-read', 'clipboard-write'] }

describe.skipIf(!hasBrowser)('the panel beside the chat', () => {
  const aheadMs = opening - Date.now()
  const now = () => Date.now() + aheadMs
  const stage = onBrowserStage({
    open: (dir) => startCounter({ PLAYBOOK_DIR: dir }, now),
    prepare: (page) => page.clock.install({ time: now() }),
    options: { timezoneId: 'Asia/Shanghai' },
  })

  const writes = async (buyer: string, words: string): Promise<Page> => {
    const page = await stage.asBuyer(buyer)
    await say(page, words)
    await page.getByRole('log').getByText(/您/).last().waitFor()
    return page
  }

  const sends = async (page: Page, buffer: Buffer, answered: RegExp) => {
    const file = { name: 'cup.jpg', mimeType: 'image/jpeg', buffer }
    await page.setInputFiles('input[type=file]', file)
    await page.getByRole('log').getByText(answered).last().waitFor()
  }

  const panel = (page: Page) => page.getByRole('complementary')
  const tab = (page: Page, name: string) => panel(page).getByRole('tab', { name, exact: true })
  const reply = (page: Page) => page.getByRole('textbox', { name: /^输入回复/ })

  const opens = async (page: Page, customer: string) => {
    await page.getByRole('tab', { name: '全部' }).click()
    const row = page.getByRole('button', { name: new RegExp(customer) })
    await row.last().click()
    const behind = page.getByRole('button', { name: '查看详情' })
    await tab(page, '凭证').or(behind).first().waitFor()
    if (await behind.isVisible()) await behind.click()
    await tab(page, '凭证').waitFor()
  }

  /** What the page's rules forbade meanwhile. */
  const forbidden = (page: Page) => {
    const seen: string[] = []
    page.on('console', (line) => {
      if (line.text().includes('Content Security Policy')) seen.push(line.text())
    })
    return seen
  }

  test('asks again for just what is not clear, and lays pictures side by side', async () => {
    const customer = await writes('林晓', '我的杯子收到就碎了')
    await sends(customer, await drawPicture('碎杯', 'blurred'), /有点糊/)
    const lin = await stage.asAgent('小林', atDesk)
    const seen = forbidden(lin)
    await opens(lin, '林晓')
    await tab(lin, '凭证').click()
    const first = panel(lin).locator('.slots > li').first()
    await first.getByText('不清晰', { exact: true }).waitFor()
    await first.getByText('不够清楚').waitFor()
    await shot(lin, 'panel-unclear')
    await panel(lin).getByRole('button', { name: '再要一次 破损处的照片' }).click()
    await expect.poll(() => reply(lin).inputValue()).toMatch(/有点糊[\s\S]*还差[\s\S]*破损处的照片/)
    expect(await reply(lin).inputValue()).not.toContain('订单号')
    await reply(lin).fill('')

    const taken = { IFD2: { DateTimeOriginal: '2036:11:20 14:03:11' } }
    const clear = await sharp(await drawPicture('碎杯', 'clear'))
      .withExif(taken)
      .jpeg()
      .toBuffer()
    await sends(customer, clear, /SH\d{6}-/)
    await panel(lin).getByText('拍摄 11/20 14:03').waitFor()
    await panel(lin)
      .getByText(/^收到 /)
      .first()
      .waitFor()

    await panel(lin).getByRole('button', { name: '对比 破损处的照片 1' }).click()
    const compare = lin.getByRole('dialog')
    const good = compare.getByAltText('破损处的照片 · 示范')
    await good.waitFor()
    await compare.getByRole('button', { name: '右边转 90°' }).click()
    expect(await good.getAttribute('style')).toContain('rotate(90deg)')
    await compare.getByRole('application').first().press('+')
    for (const picture of [compare.getByAltText('破损处的照片 1'), good])
      await expect.poll(() => picture.getAttribute('style')).toContain('scale(1.25)')
    await shot(lin, 'panel-compare')
    await lin.keyboard.press('Escape')
    await compare.waitFor({ state: 'detached' })

    // The viewer opens by keyboard, too.
    await panel(lin).locator('.value-media').getByRole('button').first().press('Enter')
    await lin.getByRole('dialog').waitFor()
    await shot(lin, 'panel-viewer')
    await lin.keyboard.press('Escape')
    expect(seen).toEqual([])
    for (const page of [customer, lin]) await page.context().close()
  }, 240_000)

  test('marks a picture that another customer has used before', async () => {
    const picture = await drawPicture('同一张', 'clear')
    const one = await writes('刘大伟', '收到的茶壶碎了')
    await sends(one, picture, /SH\d{6}-/)
    const other = await writes('曹颖', '收到的茶杯裂了')
    await sends(other, picture, /SH\d{6}-/)
    const lin = await stage.asAgent('小林', atDesk)
    await opens(lin, '曹颖')
    await tab(lin, '凭证').click()
    await panel(lin)
      .getByText(/和售后单 SH\d{6}-\w+ 的照片一模一样/)
      .waitFor()
    await shot(lin, 'panel-used-before')
    for (const page of [one, other, lin]) await page.context().close()
  }, 240_000)

  test('shows orders with what is due, and their numbers are copied at a press', async () => {
    const customer = await writes('陈一鸣', '茶叶罐收到就碎了')
    const lin = await stage.asAgent('小林', atDesk)
    await opens(lin, '陈一鸣')
    await tab(lin, '订单').click()
    expect(new URL(lin.url()).search).toBe('?tab=orders')
    const order = panel(lin)
      .getByRole('region', { name: /^订单 / })
      .first()
    await order.getByText('无理由退货').waitFor()
    await order
      .getByText(/还剩 \d+ 天/)
      .first()
      .waitFor()
    const events = order.locator('.ant-timeline-item')
    expect(await events.count()).toBe(3)
    await order.getByRole('button', { name: /^还有 \d+ 条$/ }).click()
    expect(await events.count()).toBeGreaterThan(3)
    await order.getByRole('button', { name: '复制' }).first().click()
    const copied = await lin.evaluate(() => navigator.clipboard.readText())
    expect(await order.getAttribute('aria-label')).toBe(`订单 ${copied}`)
    await order.getByRole('button', { name: '放进回复' }).click()
    await expect.poll(() => reply(lin).inputValue()).toContain(`订单 ${copied}：`)
    await shot(lin, 'panel-orders')

    await order.getByRole('button', { name: '发订单卡片' }).click()
    const card = customer.getByRole('log').locator('.object').filter({ hasText: copied })
    await card.getByText(/×\d/).waitFor()
    await lin.getByRole('log').locator('.object').filter({ hasText: copied }).waitFor()
    await shot(customer, 'customer-order-card')
    const id = decodeURIComponent(new URL(lin.url()).pathname.replace('/console/c/', ''))
    const address = `${stage.counter().url}/api/conversations/${encodeURIComponent(id)}/reply`
    const others = { client_id: 'x', text: '', order: '261105-000000000000' }
    expect((await lin.request.post(address, { data: others })).status()).toBe(404)

    await lin.reload()
    await panel(lin).getByText('无理由退货').first().waitFor()
    expect(await tab(lin, '订单').getAttribute('aria-selected')).toBe('true')
    for (const page of [customer, lin]) await page.context().close()
  }, 240_000)

  test('finds what fits the last words, and Enter puts it into the reply', async () => {
    const customer = await writes('赵倩', '发票什么时候开')
    const lin = await stage.asAgent('小林', atDesk)
    await opens(lin, '赵倩')
    await tab(lin, '知识').click()
    const entries = panel(lin).locator('.knowledge-list > li')
    await entries.filter({ hasText: '发票' }).first().waitFor()
    const search = panel(lin).getByRole('textbox', { name: /^在话术里找/ })
    await search.fill('退货运费')
    await panel(lin).locator('.picked').filter({ hasText: '运费' }).waitFor()
    await panel(lin).locator('.knowledge-list[aria-busy=false]').waitFor()
    await search.press('ArrowDown')
    const words = await panel(lin).locator('.picked .knowledge-words').innerText()
    await shot(lin, 'panel-knowledge')
    await search.press('Enter')
    await expect.poll(() => reply(lin).inputValue()).toBe(words)
    await search.fill('qqqqzzzz')
    await panel(lin).getByText('没有找到，换个说法试试').waitFor()
    for (const page of [customer, lin]) await page.context().close()
  }, 240_000)

  test('tells in plain words what the bot understood, and who the customer is', async () => {
    const customer = await writes('吴桐', '转人工')
    const lin = await stage.asAgent('小林', atDesk)
    await opens(lin, '吴桐')
    const packet = panel(lin).getByRole('region', { name: '交接' })
    await packet.getByText(/^诉求：/).waitFor()
    await packet.getByRole('button', { name: /^交接/ }).click()
    await packet.getByText(/^诉求：/).waitFor({ state: 'detached' })
    await tab(lin, '依据').click()
    await panel(lin).getByText('于是说').first().waitFor()
    expect(await panel(lin).getByText('依次尝试').isVisible()).toBe(false)
    await panel(lin).getByText('细节', { exact: true }).first().click()
    await panel(lin).getByText('依次尝试').first().waitFor()
    await tab(lin, '客户').click()
    await panel(lin)
      .getByText(/^\d+ 单，共 ¥/)
      .waitFor()
    await shot(lin, 'panel-customer')
    // The packet stays as it was left.
    await lin.reload()
    await packet.getByRole('button', { name: /^交接/ }).waitFor()
    expect(await packet.getByText(/^诉求：/).count()).toBe(0)
    for (const page of [customer, lin]) await page.context().close()
  }, 240_000)

  test('lists the cases that wait for my vote, and for nobody else’s', async () => {
    const customer = await writes('朱思远', '刻字杯收到和想的不一样，字太小了，我要退款')
    const logins = await Promise.all(
      ['lin', 'zhao', 'gu'].map((name) => stage.counter().login(name)),
    )
    const [lin, zhao, gu] = logins
    if (lin === undefined || zhao === undefined || gu === undefined) throw new Error('no login')
    const waiting = async (who: typeof lin) =>
      (await who.get<{ cases: readonly Ticket[] }>('/api/cases?awaiting=me')).cases
    const all = await lin.get<{ cases: readonly Ticket[] }>('/api/cases')
    const ticket = all.cases.find((each) => each.customer.name === '朱思远')
    const path = `/api/cases/${encodeURIComponent(ticket?.id ?? '')}/changes`
    expect(await waiting(zhao)).toEqual([])
    await lin.post(path, { client_id: 'look', change: { kind: 'stage', to: 'under_review' } })
    await lin.post(path, {
      client_id: 'plan',
      change: { kind: 'plan', goal: 'proposed', text: '重做一只' },
    })
    expect((await waiting(lin)).length).toBe(0)
    expect((await waiting(gu)).map(({ id }) => id)).toEqual([ticket?.id])

    const page = await stage.asAgent('赵主管', atDesk)
    await panel(page).getByText('等我表决 1').waitFor()
    await shot(page, 'panel-votes')
    await panel(page)
      .getByRole('link', { name: /朱思远/ })
      .click()
    await panel(page).getByRole('button', { name: '同意', exact: true }).waitFor()
    await zhao.post(path, { client_id: 'vote', change: { kind: 'vote', verdict: 'agree' } })
    expect(await waiting(zhao)).toEqual([])
    expect(await waiting(gu)).toHaveLength(1)
    await gu.post(path, { client_id: 'vote', change: { kind: 'vote', verdict: 'agree' } })

    // What colleagues agreed on is theirs to read; the words to the customer are written anew.
    await page.reload()
    await panel(page).getByRole('button', { name: '提方案', exact: true }).click()
    const tell = panel(page).getByRole('group', { name: '提方案' })
    await tell.getByText('大家定下的（顾客看不到）：重做一只').waitFor()
    expect(await tell.getByRole('textbox', { name: '发给顾客的处理方案' }).inputValue()).toBe('')
    for (const each of [customer, page]) await each.context().close()
  }, 240_000)

  test('goes back to the chat on a phone, with the words in the reply', async () => {
    const customer = await writes('孙建国', '收到的茶壶碎了')
    const lin = await stage.asAgent('小林', { ...phone, colorScheme: 'dark' })
    await opens(lin, '孙建国')
    await tab(lin, '凭证').click()
    await shot(lin, 'panel-phone')
    await panel(lin).getByRole('button', { name: '请顾客补齐' }).click()
    await expect.poll(() => reply(lin).inputValue()).toContain('破损处的照片')
    const { scrollWidth, clientWidth } = await lin.evaluate(() => document.documentElement)
    expect(scrollWidth).toBe(clientWidth)
    for (const page of [customer, lin]) await page.context().close()
  }, 240_000)
})
