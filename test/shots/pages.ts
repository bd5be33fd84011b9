import type { Page } from 'playwright-core'
import { phone, type Studio, wide } from './studio.ts'

/** The shop in numbers. */
export async function overview({ counter, agent, shoot, shootDark, page }: Studio) {
  const there = await agent('赵主管')
  const open = async (from: Page, search: string) => {
    await from.goto(`${counter.url}/console/overview${search}`)
    await from.locator('canvas').first().waitFor()
    await from.waitForTimeout(1_500)
  }
  await open(there, '?days=30')
  await shoot(there, 'overview', '概览：此刻，和这段时间')
  await shootDark(there, 'overview-dark', '概览，深色')
  for (const [title, name, says] of [
    ['为什么转人工', 'overview-charts', '图：为什么转人工，问得最多的'],
    ['凭证走到哪一步', 'overview-cases', '凭证、时限和售后单'],
    ['有人值班的时候，和没人的时候', 'overview-duty', '什么时候来的多，那时有没有人'],
    ['售后最后怎么办的', 'overview-outcomes', '售后单的级别和结果，办了多久，又来了几个'],
    ['顾客怎么看机器人的回答', 'overview-opinions', '服务评价，和每条回答的赞与踩'],
    ['客服', 'overview-agents', '每位客服'],
  ] as const) {
    const card = there.getByRole('region', { name: title, exact: true }).first()
    await card.evaluate((each) => each.scrollIntoView({ block: 'center' }))
    await there.waitForTimeout(1_200)
    await shoot(there, name, says)
  }
  await open(there, '?days=30&list=figure%3Dhanded')
  await there.getByRole('dialog').getByRole('link').first().waitFor()
  await there.waitForTimeout(600)
  await shoot(there, 'overview-list', '每个数背后的会话')
  await there.context().close()
  const held = await page({ ...phone })
  await held.goto(`${counter.url}/console`)
  await held.getByRole('button', { name: /赵主管/ }).click()
  await held.getByRole('tablist').first().waitFor()
  await open(held, '?days=7')
  await shoot(held, 'overview-phone', '概览，手机')
  await held.context().close()
}

/** What the bot says, written on a page. */
export async function playbook({ counter, agent, shoot, shootDark, page }: Studio) {
  const he = await agent('何运营')
  await he.goto(`${counter.url}/console/playbook`)
  await he.getByRole('link', { name: /店铺资料/ }).waitFor()
  await he.waitForTimeout(600)
  await shoot(he, 'playbook', '话术：所有文件，还没打开哪一个')
  await he
    .getByRole('link', { name: /收到破损 damaged/ })
    .first()
    .click()
  const editor = he.getByRole('textbox', { name: /的内容$/ })
  await editor.waitFor()
  await he.getByRole('textbox', { name: '像顾客一样说一句' }).fill('杯子碎了，能退货吗，急用')
  await he.getByRole('button', { name: '说', exact: true }).click()
  await he.getByText('逐级判断').waitFor()
  await he.getByRole('region', { name: /是怎么答的$/ }).evaluate((trace) => trace.scrollIntoView())
  await he.waitForTimeout(600)
  await shoot(he, 'playbook-trace', '试一试：每一句是怎么答的')
  await shootDark(he, 'playbook-trace-dark', '试一试，深色')
  await editor.click()
  await he.keyboard.press('Control+Home')
  await he.keyboard.type('titel: 坏\n')
  await he.getByRole('tab', { name: /问题/ }).click()
  await he.getByRole('button', { name: /不认识的字段「titel」/ }).waitFor()
  await he.waitForTimeout(600)
  await shoot(he, 'playbook-fault', '写错了，哪一行、怎么改')
  await he.keyboard.press('Control+s')
  await he.getByText('没有保存：有 1 处要改').waitFor()
  await he.waitForTimeout(400)
  await shoot(he, 'playbook-refused', '有错不存')
  await editor.click()
  await he.keyboard.press('Control+Home')
  await he.keyboard.press('Shift+ArrowDown')
  await he.keyboard.type('# 十一月改过\n')
  await he.waitForTimeout(1_200)
  await he.keyboard.press('Control+s')
  await he.getByText(/已生效/).waitFor({ timeout: 60_000 })
  await he.getByRole('tab', { name: '历史' }).click()
  await he.getByText('在这里改的').first().click()
  await he.waitForTimeout(700)
  await shoot(he, 'playbook-history', '谁在什么时候改了什么，能撤销')
  await he.context().close()
  const held = await page(phone)
  await held.goto(`${counter.url}/console`)
  await held.getByRole('button', { name: /何运营/ }).click()
  await held.getByRole('tablist').first().waitFor()
  await held.goto(`${counter.url}/console/playbook`)
  await held.getByRole('link', { name: /店铺资料/ }).waitFor()
  await shoot(held, 'playbook-phone', '话术，手机')
  await held
    .getByRole('link', { name: /店铺资料/ })
    .first()
    .click()
  await held.getByRole('textbox', { name: /的内容$/ }).waitFor()
  await held.waitForTimeout(600)
  await shoot(held, 'playbook-phone-file', '一个文件，手机')
  await held.context().close()
}

/** Who may log in. */
export async function people({ counter, agent, shoot, shootDark, page }: Studio) {
  const su = await agent('苏店长', wide)
  await su.goto(`${counter.url}/console/people`)
  await su.getByRole('table', { name: '账号' }).waitFor()
  await su.waitForTimeout(600)
  await shoot(su, 'people', '账号')
  await su.getByRole('button', { name: '修改小林' }).click()
  await su.getByRole('dialog').waitFor()
  await su.waitForTimeout(700)
  await shoot(su, 'people-drawer', '改一个账号')
  await shootDark(su, 'people-drawer-dark', '改一个账号，深色')
  await su.context().close()
  const held = await page(phone)
  await held.goto(`${counter.url}/console`)
  await held.getByRole('button', { name: /苏店长/ }).click()
  await held.getByRole('tablist').first().waitFor()
  await held.goto(`${counter.url}/console/people`)
  await held.getByRole('table', { name: '账号' }).waitFor()
  await held.waitForTimeout(500)
  await shoot(held, 'people-phone', '账号，手机')
  await held.context().close()
}
