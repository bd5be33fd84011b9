import type { Page } from 'playwright-core'
import { enterConsole, openChat as open } from '../support/browser.ts'
import { give } from './customer.ts'
import { phone, type Studio, wide } from './studio.ts'

/** Opens a chat, and waits until all of it is drawn. */
export const openChat = async (page: Page, customer: string): Promise<void> => {
  await open(page, customer)
  await page.waitForTimeout(900)
}

const panel = (page: Page) => page.getByRole('complementary')
const box = (page: Page) => page.getByLabel(/^输入回复/)

/** Before anybody has said anything. */
export async function emptyDesk({ page, counter, agent, shoot, shootDark }: Studio) {
  const login = await page(wide)
  await login.goto(`${counter.url}/console`)
  await login.getByRole('button', { name: /赵主管/ }).waitFor()
  await shoot(login, 'login', '登录')
  await login.getByRole('button', { name: '登录', exact: true }).click()
  await login.getByText('请输入账号').waitFor()
  await shootDark(login, 'login-dark', '登录，什么都没填，深色')
  await login.context().close()
  const lin = await agent('小林')
  await lin.waitForTimeout(800)
  await shoot(lin, 'desk-empty', '没有人在等')
  await lin.context().close()
}

/** After `customers`: some wait, some are done. */
export async function desk(studio: Studio): Promise<void> {
  const zhao = await studio.agent('赵主管')
  await zhao.waitForTimeout(1_000)
  await studio.shoot(zhao, 'desk-queue', '有人在等，最急的在上面')
  await handoff(studio, zhao)
  await evidence(studio, zhao)
  await around(studio, zhao)
  await zhao.context().close()
  await composer(studio)
  await together(studio)
  await small(studio)
}

async function handoff({ shoot, shootDark }: Studio, zhao: Page) {
  await openChat(zhao, '林晓')
  await shoot(zhao, 'desk-handoff', '转人工：谁、为什么、要什么，都在右边')
  await shootDark(zhao, 'desk-handoff-dark', '转人工，深色')
  await openChat(zhao, '访客')
  await shoot(zhao, 'desk-long', '两百个字的话，没有空格')
  await openChat(zhao, '王雅琴')
  for (const [tab, name, says] of [
    ['订单', 'panel-orders', '订单：能申请什么、还剩几天、物流'],
    ['知识', 'panel-knowledge', '知识：话术里会怎么说'],
    ['客户', 'panel-customer', '客户：以前买过什么、来过几次'],
    ['依据', 'panel-reasons', '依据：机器人为什么这么答'],
  ] as const) {
    await panel(zhao).getByRole('tab', { name: tab, exact: true }).click()
    await zhao.waitForTimeout(900)
    await shoot(zhao, name, says)
  }
  await panel(zhao).getByRole('tab', { name: '凭证', exact: true }).click()
}

async function evidence({ shoot, shootDark }: Studio, zhao: Page) {
  await openChat(zhao, '林晓')
  await panel(zhao).getByRole('button', { name: /^交接/ }).click()
  await shoot(zhao, 'panel-evidence', '凭证：资料、分级、时限')
  await panel(zhao).getByRole('button', { name: /^对比/ }).first().click()
  await zhao.getByRole('dialog').getByRole('img').first().waitFor()
  await zhao.waitForTimeout(700)
  await shoot(zhao, 'evidence-compare', '和示范照片对比，能放大、能转')
  await shootDark(zhao, 'evidence-compare-dark', '对比，深色')
  await zhao.keyboard.press('Escape')
  await zhao.waitForTimeout(500)
}

async function around({ shoot }: Studio, zhao: Page) {
  await zhao.keyboard.press('Control+f')
  await zhao.keyboard.type('碎了')
  await zhao.getByRole('region', { name: '搜索结果' }).getByRole('button').first().waitFor()
  await shoot(zhao, 'desk-search', '搜索：订单、售后单、顾客、聊过的话')
  await zhao.keyboard.press('Control+a')
  await zhao.keyboard.press('Delete')
  await zhao.keyboard.press('Control+k')
  await zhao.getByRole('dialog').waitFor()
  await zhao.waitForTimeout(400)
  await shoot(zhao, 'desk-palette', '按名字找功能和会话')
  await zhao.keyboard.press('Escape')
  await zhao.locator('.transcript').click()
  await zhao.keyboard.press('?')
  await zhao.getByRole('dialog').waitFor()
  await zhao.waitForTimeout(400)
  await shoot(zhao, 'desk-keys', '快捷键')
  await zhao.keyboard.press('Escape')
  await zhao.getByRole('button', { name: /提示音/ }).click()
  await zhao.waitForTimeout(500)
  await shoot(zhao, 'desk-notices', '提示音和通知')
  await zhao.keyboard.press('Escape')
}

async function composer({ buyer, talk, agent, shoot }: Studio) {
  const customer = await buyer('孙建国')
  await talk(customer, '转人工')
  await talk(customer, '七天无理由怎么退货，运费谁出')
  const lin = await agent('小林')
  await openChat(lin, '孙建国')
  await lin.getByRole('region', { name: '推荐回复' }).getByRole('button').first().hover()
  await lin.getByRole('tooltip').waitFor()
  await shoot(lin, 'composer-suggestions', '推荐回复，指着看全文')
  await lin.getByRole('button', { name: '接手', exact: true }).click()
  await lin.locator('.chat').getByText('我接待中').first().waitFor()
  await box(lin).fill('您好 ')
  await box(lin).press('End')
  await lin.keyboard.type('/th')
  await lin.getByRole('listbox', { name: '快捷短语' }).waitFor()
  await lin.waitForTimeout(400)
  await shoot(lin, 'composer-quick', '斜杠加首字母，插入快捷短语')
  await lin.keyboard.press('Escape')
  await box(lin).fill('不支持')
  await box(lin).press('Enter')
  await lin.getByText('生硬拒绝').first().waitFor()
  await shoot(lin, 'composer-tone', '太生硬的话先提醒')
  await box(lin).fill('您好，我来帮您看')
  await lin.route('**/reply', (route) => route.abort())
  await box(lin).press('Enter')
  await lin.getByText('没有发出去').first().waitFor()
  await shoot(lin, 'composer-unsent', '没有发出去的，能重试')
  await lin.unroute('**/reply')

  const chen = await agent('小陈')
  await openChat(chen, '王雅琴')
  await openChat(lin, '王雅琴')
  await box(chen).pressSequentially('您好，我来')
  await lin.getByText('小陈正在这里写回复').waitFor()
  await shoot(lin, 'composer-colleague', '同事正在写')
  await chen.context().close()
  await lin.keyboard.press('Control+Shift+M')
  await lin
    .locator('.composer')
    .getByRole('textbox', { name: '写给同事的备注' })
    .fill('仓库说今天下午补发，等单号')
  await shoot(lin, 'composer-note', '内部备注，换一种颜色')
  await lin.keyboard.press('Control+Shift+M')
  await openChat(lin, '孙建国')
  await lin.keyboard.press('Control+Shift+B')
  await lin.getByText('孙建国将交还机器人').waitFor()
  await shoot(lin, 'desk-undo', '交还机器人之前能撤销')
  await lin.getByRole('button', { name: '撤销' }).click()
  await lin.context().close()
  await give(customer, '紫砂壶')
  await customer.context().close()
}

/** What concerns several chats, or several people. */
async function together({ agent, shoot, shootDark }: Studio) {
  const lin = await agent('小林')
  await openChat(lin, '王雅琴')
  await lin.keyboard.press('Control+Shift+M')
  const note = lin.locator('.composer').getByRole('textbox', { name: '写给同事的备注' })
  await note.fill('@赵主管 这单催了两次，能不能先补发？')
  await note.press('Enter')
  await lin.getByRole('log').locator('.mention').getByText('@赵主管').waitFor()
  const zhao = await agent('赵主管')
  await zhao.getByText('提到您').first().waitFor()
  await shoot(zhao, 'desk-mentioned', '同事在备注里 @ 我')
  await zhao.getByRole('link', { name: /备注/ }).click()
  await zhao.getByRole('heading', { name: '备注' }).waitFor()
  await zhao.waitForTimeout(700)
  await shoot(zhao, 'notes', '所有会话的内部备注')
  await shootDark(zhao, 'notes-dark', '备注，深色')
  await zhao.context().close()

  await lin.getByRole('tab', { name: /待回复/ }).click()
  await lin.keyboard.press('Control+Shift+L')
  const choices = lin.getByRole('checkbox', { name: /^选/ })
  await choices.nth(0).check()
  await choices.nth(1).check()
  await lin.waitForTimeout(400)
  await shoot(lin, 'desk-bulk', '一次处理几个会话')
  await lin.keyboard.press('Control+Shift+L')

  await lin.getByRole('button', { name: /^我的状态/ }).click()
  await lin.getByRole('menuitem', { name: '在线' }).click()
  await lin.getByRole('button', { name: '我的状态：在线' }).click()
  await lin.getByRole('menuitem', { name: '离线' }).click()
  await lin.getByRole('dialog').waitFor()
  await lin.waitForTimeout(500)
  await shoot(lin, 'desk-leaving', '还有顾客在等的时候要离线')
  await lin.getByRole('button', { name: '先回复完' }).click()
  await lin.context().close()
}

async function small({ agent, page, counter, shoot, shootDark }: Studio) {
  for (const width of [1280, 1024]) {
    const chen = await agent('小陈', { viewport: { width, height: 768 } })
    await openChat(chen, '王雅琴')
    await shoot(chen, `desk-${width}`, `${width} 像素宽`)
    await chen.context().close()
  }
  const held = await agent('小陈', phone)
  await held.waitForTimeout(800)
  await shoot(held, 'desk-phone', '手机上的会话列表')
  await openChat(held, '王雅琴')
  await shoot(held, 'desk-phone-chat', '手机上的会话')
  await shootDark(held, 'desk-phone-chat-dark', '手机上的会话，深色')
  await held.getByRole('button', { name: '查看详情' }).click()
  await held.waitForTimeout(700)
  await shoot(held, 'desk-phone-panel', '手机上的详情')
  await held.context().close()
  const english = await page({ ...wide, locale: 'en-US' })
  await enterConsole(english, counter.url, '赵主管')
  await english.getByRole('tab', { name: 'All' }).click()
  await english
    .getByRole('button', { name: /王雅琴/ })
    .first()
    .click()
  await english.getByRole('heading', { name: '王雅琴', exact: true }).waitFor()
  await english.waitForTimeout(900)
  await shoot(english, 'desk-en', '英文界面')
  await english.context().close()
}
