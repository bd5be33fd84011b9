import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, describe, expect, test } from 'vitest'
import { hasBrowser, say } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { startCounter } from '../support/running-counter.ts'

const casesDir = mkdtempSync(join(tmpdir(), 'shouhou-cases-'))
afterAll(() => rmSync(casesDir, { recursive: true, force: true }))

const packing = 'replies/damaged.yaml'
const shipped = '碎片请小心收好，别划到手。'

describe.skipIf(!hasBrowser)('the playbook’s page', () => {
  const { playbookDir, counter, newPage, asAgent, asBuyer } = onBrowserStage({
    open: (dir) => startCounter({ PLAYBOOK_DIR: dir, CASES_DIR: casesDir }),
  })

  const onDisk = (file: string) => readFileSync(join(playbookDir, file), 'utf8')

  /** 何运营 with a file open. */
  const openFile = async (file: string): Promise<Page> => {
    const page = await asOperator()
    await page.goto(`${counter().url}/console/playbook/${file}`)
    await editorOf(page).waitFor()
    return page
  }

  const asOperator = async (): Promise<Page> => {
    const page = await newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${counter().url}/console`)
    await page.getByRole('button', { name: /何运营/ }).click()
    await page.getByRole('link', { name: '话术' }).click()
    await page.getByRole('link', { name: /店铺资料/ }).waitFor()
    // Who answers nobody is neither on duty nor off.
    await page.getByRole('button', { name: /人在线/ }).waitFor()
    expect(await page.getByRole('combobox', { name: '我的状态' }).count()).toBe(0)
    return page
  }

  const editorOf = (page: Page) => page.getByRole('textbox', { name: /的内容$/ })

  /** Finds a piece of the file in the editor and writes something else in its place. */
  const replace = async (page: Page, from: string, to: string) => {
    await editorOf(page).click()
    await page.keyboard.press('Control+f')
    const find = page.getByRole('textbox', { name: '查找' })
    await find.fill(from)
    await find.press('Enter')
    await page.getByRole('textbox', { name: '替换成' }).fill(to)
    await page.getByRole('button', { name: '全部替换' }).click()
    await page.keyboard.press('Escape')
  }

  const save = async (page: Page, outcome: RegExp) => {
    await page.keyboard.press('Control+s')
    await page.getByText(outcome).waitFor({ timeout: 60_000 })
  }

  test('a reply is changed and heard in a customer’s chat; taken back, the old one is', async () => {
    const page = await openFile(packing)
    const before = onDisk(packing)
    await replace(page, shipped, '碎片先别动。')
    await save(page, /已生效/)
    expect(onDisk(packing)).toBe(before.replace(shipped, '碎片先别动。'))

    const buyer = await asBuyer('陈一鸣')
    await say(buyer, '碎的可以扔吗')
    await buyer.getByText('碎片先别动。').waitFor()
    await buyer.context().close()

    await page.getByRole('tab', { name: '历史' }).click()
    const edit = page
      .getByRole('listitem')
      .filter({ hasText: '收到破损' })
      .filter({ hasText: '何运营' })
    await edit.getByText('在这里改的').click()
    await edit.getByText(`-      ${shipped}`).waitFor()
    await edit.getByText('+      碎片先别动。').waitFor()
    await edit.getByRole('button', { name: '撤销这次修改' }).click()
    await expect.poll(() => onDisk(packing), { timeout: 30_000 }).toBe(before)
    await page.getByText('撤销', { exact: true }).waitFor()
    await editorOf(page).getByText(shipped).waitFor()
    await edit.getByText('这次修改已经撤销了').waitFor()
    await page.context().close()
  }, 240_000)

  test('a fault is marked in its line while one writes, and refuses the save; a click leads there', async () => {
    const page = await openFile('replies/refund.yaml')
    const before = onDisk('replies/refund.yaml')
    await replace(page, 'title: 退款', 'titel: 退款')
    await page.locator('.cm-lintRange-error').filter({ hasText: 'titel' }).waitFor()
    await page
      .getByRole('link', { name: /退款 refund/ })
      .getByTitle('1 处错误')
      .waitFor()
    // Nobody waits for the page to be read anew to hear that nothing was saved.
    await page.route('**/api/playbook/files', () => undefined)
    await save(page, /没有保存：有 1 处要改/)
    await page.unroute('**/api/playbook/files')
    expect(onDisk('replies/refund.yaml')).toBe(before)
    await page.getByRole('button', { name: /不认识的字段「titel」，是不是想写「title」/ }).click()
    await page.locator('.cm-activeLine').filter({ hasText: 'titel' }).waitFor()

    await page.getByRole('button', { name: '放弃改动' }).click()
    await page.getByRole('tooltip').getByRole('button', { name: '放弃改动' }).click()
    await page.locator('.cm-lintRange-error').waitFor({ state: 'detached' })
    await page.getByText(/没有保存：/).waitFor({ state: 'detached' })
    await page.context().close()
  }, 240_000)

  test('a check that did not get done is a notice with another try, and no fault', async () => {
    const page = await openFile('replies/refund.yaml')
    const busy = { code: 'store_busy', message: '检查了 60 秒还没有完：机器正忙。' }
    await page.route('**/api/playbook/check', (route) => route.fulfill({ status: 503, json: busy }))
    await replace(page, 'title: 退款', 'title: 退款 # 说明')
    await page.getByRole('tab', { name: '问题' }).click()
    const notice = page.getByRole('alert').filter({ hasText: '机器正忙' })
    await notice.waitFor()
    expect(await page.getByText('没有发现问题').count()).toBe(0)
    await page.unroute('**/api/playbook/check')
    await notice.getByRole('button', { name: '再试一次' }).click()
    await page.getByText('没有发现问题').waitFor()

    await page.route('**/api/playbook/save', (route) =>
      route.fulfill({
        contentType: 'application/x-ndjson',
        body: `{"kind":"checking"}\n${JSON.stringify({ kind: 'broken', message: busy.message })}\n`,
      }),
    )
    await save(page, /检查了 60 秒还没有完/)
    await page.unroute('**/api/playbook/save')
    await page.locator('.save-end').getByRole('button', { name: '再试一次' }).click()
    await page.getByText(/已生效/).waitFor({ timeout: 60_000 })
    await page.context().close()
  }, 240_000)

  test('what is not saved is there after a reload, and is not in force', async () => {
    const page = await openFile(packing)
    await replace(page, shipped, '写到一半')
    await page.getByText('没保存').first().waitFor()
    page.on('dialog', (dialog) => void dialog.accept())
    await page.reload()
    await page.getByText('写到一半').waitFor()
    expect(onDisk(packing)).toContain(shipped)

    // Whoever logs in next on this browser has drafts of their own.
    await page.context().clearCookies()
    await page.goto(`${counter().url}/console`)
    await page.getByRole('button', { name: /苏店长/ }).click()
    await page.getByRole('link', { name: '话术' }).waitFor()
    await page.goto(`${counter().url}/console/playbook/${packing}`)
    await editorOf(page).getByText(shipped).waitFor()
    expect(await page.getByText('没保存', { exact: true }).count()).toBe(0)
    await page.context().close()
  }, 240_000)

  test('a story that goes differently refuses the save and shows how', async () => {
    const file = join(casesDir, 'keep.yaml')
    writeFileSync(
      file,
      `case: 碎片要留着\nbuyer: demo-1\nat: 2026-11-25 14:00\nsteps:\n  - customer: 碎的可以扔吗\n    expect: { kind: answer, says: 碎片请小心收好 }\n`,
    )
    const page = await openFile(packing)
    await replace(page, shipped, '扔了吧。')
    await save(page, /没有保存：1 个剧本和写的不一样了/)
    await page.getByText('应该：有「碎片请小心收好」').waitFor()
    await page.getByText('碎片要留着').first().waitFor()
    expect(onDisk(packing)).toContain(shipped)
    rmSync(file)
    await page.context().close()
  }, 240_000)

  test('who saves over what somebody changed elsewhere sees both, and loses neither', async () => {
    const page = await openFile('replies/promo.yaml')
    await replace(page, 'topic: promo', 'topic: promo # 我的')
    writeFileSync(
      join(playbookDir, 'replies/promo.yaml'),
      `${onDisk('replies/promo.yaml')}# 同事在 git 里改的\n`,
    )
    await page.keyboard.press('Control+s')
    const dialog = page.getByRole('dialog', { name: /两边都改了这个文件/ })
    await dialog
      .getByRole('textbox', { name: '磁盘上的' })
      .getByText('# 同事在 git 里改的')
      .waitFor()
    const mine = dialog.getByRole('textbox', { name: '我的' })
    await mine.getByText('# 我的').waitFor()
    await mine.click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('# 同事在 git 里改的\n')
    await dialog.getByRole('button', { name: '用右边的，接着保存' }).click()
    await page.getByText(/已生效/).waitFor({ timeout: 60_000 })
    expect(onDisk('replies/promo.yaml')).toContain('topic: promo # 我的')
    expect(onDisk('replies/promo.yaml')).toMatch(/# 同事在 git 里改的\n$/)
    await page.getByRole('tab', { name: '历史' }).click()
    await page.getByText('在别处改的').first().waitFor()
    await page.context().close()
  }, 240_000)

  test('taking back what others built on saves that file alone: drafts stay drafts', async () => {
    const page = await openFile(packing)
    const before = onDisk(packing)
    await replace(page, shipped, '第一次改的。')
    await save(page, /已生效/)
    await replace(page, '第一次改的。', '第二次改的。')
    await page.getByText(/已生效/).waitFor({ state: 'detached' })
    await save(page, /已生效/)
    const other = onDisk('replies/refund.yaml')
    await page.getByRole('link', { name: '退款 refund', exact: true }).click()
    await replace(page, 'title: 退款', 'title: 没写完的')
    await page.getByRole('button', { name: '放弃改动' }).waitFor()

    await page.getByRole('tab', { name: '历史' }).click()
    const first = page.locator('.edits li').filter({ hasText: '在这里改的' }).nth(1)
    await first.locator('summary').click()
    await first.getByRole('button', { name: '撤销这次修改' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '用右边的，接着保存' }).click()
    await expect.poll(() => onDisk(packing), { timeout: 30_000 }).toBe(before)
    await page.getByText(/已生效/).waitFor()
    expect(onDisk('replies/refund.yaml')).toBe(other)
    await editorOf(page).getByText('没写完的').waitFor()
    await page.context().close()
  }, 240_000)

  test('fields, names and variables are offered where they may stand, and a field explains itself', async () => {
    const page = await openFile(packing)
    await editorOf(page).click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\n')
    await page.keyboard.press('Home')
    await page.keyboard.type('fl')
    const options = page.getByRole('listbox', { name: '可以写的' })
    await options.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Shift+Home')
    await page.keyboard.type('topic: damaged\ntitle: 破损\nanswers:\n- id: a\nint')
    // The editor moves the line below its item by itself.
    await options.getByText('意图', { exact: true }).click()
    await page.keyboard.type('[dam')
    await options.getByText('damaged').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('End')
    await page.keyboard.type('\nreply: 单号 {{order.n')
    await options.getByText('order.no').click()
    await page.getByText('{{order.no}}').waitFor()
    await page.keyboard.press('Home')
    await page.keyboard.press('F1')
    await page.locator('.cm-help').getByText('回复内容').waitFor()
    await page.context().close()
  }, 240_000)

  test('the playground plays the draft, tells why, and what it learned wrong becomes a sentence', async () => {
    const page = await openFile(packing)
    await replace(page, shipped, '草稿里的话。')
    await page.getByRole('textbox', { name: '像顾客一样说一句' }).fill('碎的可以扔吗')
    await page.getByRole('button', { name: '说', exact: true }).click()
    await page.getByText('草稿里的话。').last().waitFor()
    const trace = page.getByRole('region', { name: '「碎的可以扔吗」是怎么答的' })
    await trace.getByText('逐级判断').waitFor()
    await trace.getByText(/75\.0% 以上直接答/).waitFor()
    await trace.getByRole('button', { name: /replies\/damaged\.yaml:\d+:\d+/ }).click()
    await page.locator('.cm-activeLine').filter({ hasText: 'damaged-keep-package' }).waitFor()

    await page.getByRole('combobox', { name: '这句话其实是什么意图' }).click()
    await page.keyboard.type('damaged')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: '去看看' }).click()
    await page.locator('.cm-activeLine').filter({ hasText: '- 碎的可以扔吗' }).waitFor()
    await page.getByRole('button', { name: '保存 2 个文件' }).waitFor()
    await page.getByRole('button', { name: '按现在的改动重放' }).click()
    const learning = page.getByText(/要先学几秒钟/)
    await learning.waitFor()
    await learning.waitFor({ state: 'detached', timeout: 60_000 })
    expect(onDisk('intents/damaged.yaml')).not.toContain('碎的可以扔吗')

    await page.getByRole('button', { name: '存成剧本' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '存起来' }).click()
    await page.getByText(/已存成 own-/).waitFor()
    await page.context().close()
  }, 240_000)

  test('agents and supervisors have no such page', async () => {
    for (const name of ['小林', '赵主管']) {
      const page = await asAgent(name)
      expect(await page.getByRole('link', { name: '话术' }).count()).toBe(0)
      await page.goto(`${counter().url}/console/playbook/replies/shop.yaml`)
      await page.getByText('没有这个页面').waitFor()
      await page.context().close()
    }
  }, 240_000)
})
