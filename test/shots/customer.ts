import type { Page } from 'playwright-core'
import { drawPicture, type Quality } from '../../src/rehearsal/pictures.ts'
import { say } from '../support/browser.ts'
import { logIn } from '../support/running-counter.ts'
import { phone, type Studio, wide } from './studio.ts'

/** What customers see; some of them stay and wait, for the desk's pictures. */
export async function customers(studio: Studio): Promise<void> {
  await brokenCup(studio)
  await orders(studio)
  await waiting(studio)
  await opinions(studio)
  await claim(studio)
  await embedded(studio)
  await languages(studio)
}

export async function give(page: Page, motif: string, quality: Quality = 'clear'): Promise<void> {
  const before = await page.locator('.me img').count()
  await page.setInputFiles('input[type=file] >> nth=0', {
    name: `${motif}.jpg`,
    mimeType: 'image/jpeg',
    buffer: await drawPicture(motif, quality),
  })
  await page.locator('.me img').nth(before).waitFor()
  await page.waitForTimeout(2_500)
}

async function brokenCup({ buyer, talk, shoot, shootDark, page, counter }: Studio) {
  const first = await page(phone)
  await first.goto(counter.url)
  await first.getByRole('button', { name: /演示买家/ }).click()
  await first.getByRole('dialog').waitFor()
  await shoot(first, 'customer-demo-buyers', '演示店铺：以谁的身份来')
  await first.context().close()

  const lin = await buyer('林晓')
  await lin.getByRole('button', { name: '物流到哪了' }).waitFor()
  await shoot(lin, 'customer-hello', '刚进来，还没说话')
  await talk(lin, '我的杯子收到就碎了')
  await give(lin, '糊', 'blurred')
  const card = lin.getByRole('region', { name: /要准备的资料/ })
  await shoot(lin, 'customer-form', '要准备的资料，收起时只占一行')
  await card.getByRole('button', { name: /资料/ }).first().click()
  await card.getByText('不清晰').waitFor()
  await shoot(lin, 'customer-checklist', '资料清单：缺什么、收到什么、哪张不清晰')
  await shootDark(lin, 'customer-checklist-dark', '资料清单，深色')
  await give(lin, '碎杯')
  await lin
    .getByRole('log')
    .getByText(/SH\d{6}-/)
    .first()
    .waitFor()
  await shoot(lin, 'customer-case', '资料齐了，有了售后单号')
  await talk(lin, '转人工，是送我妈妈的生日礼物，后天就要用')
  await lin.context().close()
}

async function orders({ buyer, talk, shoot, shootDark }: Studio) {
  const chen = await buyer('陈一鸣')
  await talk(chen, '茶叶罐收到就碎了')
  await shoot(chen, 'customer-options', '有几个订单时，编号能直接点')
  await chen.getByRole('button', { name: '订单和进度' }).click()
  await chen
    .getByRole('dialog')
    .getByText(/^已登记/)
    .first()
    .waitFor()
  await shoot(chen, 'customer-orders', '订单和售后进度')
  await shootDark(chen, 'customer-orders-dark', '订单和售后进度，深色')
  await chen.context().close()
}

async function waiting({ buyer, talk, shoot, shootDark, page, counter }: Studio) {
  const wang = await buyer('王雅琴')
  await talk(wang, '转人工')
  await talk(wang, '我等了很久了怎么还没有人来处理，东西是给我妈妈过生日用的，麻烦快一点')
  const zhou = await buyer('小周')
  await talk(zhou, '热水壶漏电，把我手电麻了')
  await shoot(zhou, 'customer-danger', '人身安全先说怎么办，马上找人')
  await zhou.context().close()
  await wang.waitForTimeout(500)
  await shoot(wang, 'customer-queue', '排队等人工，前面还有几位')
  await shootDark(wang, 'customer-queue-dark', '排队等人工，深色')
  await wang.context().close()

  const stranger = await page(phone)
  await stranger.goto(counter.url)
  await stranger.locator('.chips button').first().waitFor()
  await talk(stranger, '转人工')
  await say(stranger, '为什么一直没有人回我'.repeat(20))
  await say(stranger, `4532${'0123456789'.repeat(20)}`)
  await stranger.waitForTimeout(2_500)
  await shoot(stranger, 'customer-long', '两百个字，没有标点也没有空格')
  await stranger.context().close()
}

async function opinions({ buyer, talk, shoot, counter }: Studio) {
  const zhao = await buyer('赵倩')
  await talk(zhao, '七天无理由退货运费谁出')
  const rate = zhao.getByRole('group', { name: '这个回答有用吗' }).last()
  await rate.getByRole('button', { name: '没用' }).click()
  await rate.getByRole('button', { name: '没答到点上' }).waitFor()
  await shoot(zhao, 'customer-rating', '对一句回答说有没有用')
  await zhao.context().close()

  const he = await buyer('何总')
  await talk(he, '转人工')
  const lin = await logIn(counter.url, 'lin')
  const { conversations } = await lin.get<{
    conversations: readonly { id: string; customer: { name: string } }[]
  }>('/api/conversations?channel=web&phase=awaiting_agent')
  const found = conversations.find(({ customer }) => customer.name === '何总')
  const path = `/api/conversations/${encodeURIComponent(found?.id ?? '')}`
  await lin.post(`${path}/take`)
  await lin.post(`${path}/reply`, {
    client_id: 'r',
    text: '您好，发票已经补开，两小时内发到您邮箱。',
  })
  await he.getByText('两小时内').waitFor()
  await lin.post(`${path}/resolve`)
  const card = he.getByRole('region', { name: '服务评价' })
  await card.getByRole('radio', { name: /4 星/ }).check({ force: true })
  await shoot(he, 'customer-survey', '结束后的评价')
  await he.context().close()
}

async function claim({ page, counter, shoot }: Studio) {
  const stranger = await page(phone)
  await stranger.goto(counter.url)
  await stranger.getByRole('button', { name: '订单和进度' }).click()
  const sheet = stranger.getByRole('dialog')
  await sheet.getByText('用订单号和手机尾号查').click()
  await sheet.getByLabel('订单号', { exact: true }).fill('4532239827909130090')
  await sheet.getByLabel('收货手机后四位').fill('1865')
  await sheet.getByRole('button', { name: '查订单' }).click()
  await sheet.getByText('没有对上').waitFor()
  await shoot(stranger, 'customer-claim', '没登录的人用订单号和手机尾号查，没有对上')
  await stranger.context().close()
}

async function embedded({ page, shop, shoot, shootDark }: Studio) {
  const there = await page(wide)
  await there.goto(shop.url)
  const launcher = there.getByRole('button', { name: '售后客服' })
  await launcher.waitFor()
  await shoot(there, 'embed-closed', '店铺自己的网页上，一行代码')
  await launcher.click()
  await say(there, '收到就碎了')
  await there.getByRole('log').getByText('破损处的照片').last().waitFor()
  await there.waitForTimeout(500)
  await shoot(there, 'embed-open', '点开以后')
  await shootDark(there, 'embed-open-dark', '点开以后，深色')
  await there.context().close()
}

async function languages({ page, counter, shoot, buyer, talk }: Studio) {
  const wu = await buyer('吴桐')
  await wu.getByRole('button', { name: '大字' }).click()
  await talk(wu, '快递三天没动了')
  await shoot(wu, 'customer-large', '大字')
  await wu.context().close()
  for (const [locale, name, says] of [
    ['zh-TW', 'customer-zh-tw', '繁体'],
    ['en-US', 'customer-en', '英文'],
  ] as const) {
    const foreign = await page({ ...phone, locale })
    await foreign.goto(counter.url)
    await foreign.locator('.chips button').first().waitFor()
    await shoot(foreign, name, says)
    await foreign.context().close()
  }
}
