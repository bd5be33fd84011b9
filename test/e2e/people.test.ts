import { describe, expect, test } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { enterConsole, hasBrowser, phone, shot, wide } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aCounterProcess } from '../support/counter-process.ts'

describe.skipIf(!hasBrowser)('the page of the logins', () => {
  const { counter, asAgent, newPage } = onBrowserStage({
    async open(dir) {
      const process = await aCounterProcess({ PLAYBOOK_DIR: dir })
      await process.start()
      return { ...process, close: process.dispose }
    },
  })

  const asAdmin = async (more = wide) => {
    const page = await newPage(more)
    await enterConsole(page, counter().url, '苏店长')
    await page.getByRole('link', { name: '账号' }).click()
    await page.getByRole('table', { name: '账号' }).waitFor()
    return page
  }

  test('who comes with a login that is over logs in on the page that they have', async () => {
    const page = await newPage(wide)
    const { url } = counter()
    await page.context().addCookies([{ name: 'shouhou_session', value: 'over', url }])
    const asked: string[] = []
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (pathname.startsWith('/api/')) asked.push(pathname)
    })
    await page.goto(`${url}/console`)
    await page.getByLabel('账号').fill('lin')
    expect(asked).not.toContain('/api/me')
    expect(asked).not.toContain('/api/conversations')
    await page.getByLabel('密码', { exact: true }).fill('demo1234')
    await page.getByRole('button', { name: '登录' }).click()
    await page
      .getByRole('tab', { name: /待回复/ })
      .first()
      .waitFor()
    expect(asked).toContain('/api/conversations')
  })

  test('opens a login that logs in, takes its password once, and shuts it', async () => {
    const page = await asAdmin()
    await page.getByRole('button', { name: '开账号' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByRole('textbox', { name: '账号' }).fill('lin')
    await drawer.getByRole('textbox', { name: '姓名' }).fill('小王')
    await drawer.getByRole('button', { name: '随机生成' }).click()
    await drawer.getByRole('button', { name: '保存' }).click()
    await drawer.getByText('已经有人用了').waitFor()
    await drawer.getByRole('textbox', { name: '账号' }).fill('wang')
    await drawer.getByRole('button', { name: '保存' }).click()
    const handover = page.getByRole('dialog', { name: /交给「小王」/ })
    const password = await handover.locator('dd').last().innerText()
    await handover.getByRole('button', { name: '好了' }).click()
    await page.getByRole('row', { name: /小王/ }).getByText('还没来过').waitFor()

    const wang = await newPage(wide)
    await wang.goto(`${counter().url}/console`)
    await wang.getByLabel('账号').fill('wang')
    await wang.getByLabel('密码', { exact: true }).fill(password)
    await wang.getByRole('button', { name: '登录' }).click()
    await wang.getByRole('button', { name: /小王/ }).click()
    await wang.getByRole('menuitem', { name: '修改密码' }).click()
    const own = wang.getByRole('dialog', { name: '修改密码' })
    await own.getByLabel('现在的密码').fill(password)
    await own.getByLabel('新密码', { exact: true }).fill('88888888')
    await own.getByLabel('再输一遍新密码').fill('88888888')
    await own.getByRole('button', { name: '改密码' }).click()
    await own.getByText('太常见').waitFor()
    await own.getByLabel('新密码', { exact: true }).fill('tea-pot-77')
    await own.getByLabel('再输一遍新密码').fill('tea-pot-77')
    await own.getByRole('button', { name: '改密码' }).click()
    await wang.getByText('密码改好了').waitFor()

    await page.getByRole('button', { name: '小王的更多操作' }).click()
    await page.getByRole('menuitem', { name: '停用' }).click()
    await page.getByRole('dialog', { name: '停用「小王」？' }).getByText('立刻退出登录').waitFor()
    await page.getByRole('button', { name: '停用', exact: true }).click()
    await page.getByRole('row', { name: /小王/ }).getByText('已停用').waitFor()
    await wang.getByRole('heading', { name: '登录客服台' }).waitFor()
    await wang.context().close()
    await page.context().close()
  }, 240_000)

  test('is for administrators', async () => {
    const page = await asAgent('赵主管')
    expect(await page.getByRole('link', { name: '账号' }).count()).toBe(0)
    await page.goto(`${counter().url}/console/people`)
    await page.getByText('没有这个页面').waitFor()
    await page.context().close()
  }, 240_000)

  test.each([
    ['light, wide', { ...wide, colorScheme: 'light' }],
    ['dark, on a phone', { ...phone, colorScheme: 'dark' }],
  ] as const)(
    'passes WCAG 2.2 AA with all that it can open, %s',
    async (name, options) => {
      const page = await asAdmin(options)
      expect(await axeFaults(page)).toEqual([])
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(options.viewport?.width ?? 0)
      await page.getByRole('button', { name: '开账号' }).click()
      await page.getByRole('dialog').getByText('第一个密码').waitFor()
      expect(await axeFaults(page)).toEqual([])
      await shot(page, `people-${name}`)
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: '小林的更多操作' }).click()
      await page.getByRole('menuitem', { name: '重设密码' }).click()
      await page.getByRole('dialog', { name: /设新密码/ }).waitFor()
      expect(await axeFaults(page)).toEqual([])
      await page.context().close()
    },
    60_000,
  )
})
