import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { aScene } from '../media/samples.ts'
import { hasBrowser, say, shot } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aCounterProcess } from '../support/counter-process.ts'

describe.skipIf(!hasBrowser)('the checklist of a case', () => {
  const { asBuyer } = onBrowserStage({
    async open(dir) {
      const process = await aCounterProcess({ PLAYBOOK_DIR: dir, BURST_WINDOW_MS: '300' })
      await process.start()
      return { ...process, close: process.dispose }
    },
  })

  const card = (page: Page) => page.getByRole('region', { name: /要准备的资料/ })

  async function give(page: Page, name: string, buffer: Buffer) {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      card(page)
        .getByRole('button', { name: /拍照|重拍/ })
        .first()
        .click(),
    ])
    await chooser.setFiles({ name, mimeType: 'image/png', buffer })
  }

  test('says what is there, what is not clear and what is missing, also after a reload', async () => {
    const customer = await asBuyer('林晓')
    expect(await card(customer).count()).toBe(0)
    await say(customer, '我的杯子收到就碎了')
    await card(customer).getByText('资料 2/3').waitFor()
    await card(customer).getByText('还差：破损处的照片').waitFor()
    await shot(customer, 'checklist')

    await give(customer, 'blurred.png', await aScene(1).blur(24).png().toBuffer())
    await card(customer).getByRole('button', { name: '重拍' }).waitFor()

    await customer.reload()
    await card(customer)
      .getByRole('button', { name: /资料 2\/3/ })
      .click()
    const slot = (name: string) => card(customer).getByRole('listitem').filter({ hasText: name })
    await slot('破损处的照片').getByText('不清晰').waitFor()
    await slot('订单号').getByText('已收').waitFor()
    await slot('希望的处理方式').getByText('选填').waitFor()
    await shot(customer, 'checklist-open')

    await slot('希望的处理方式').getByRole('button', { name: '补发' }).click()
    await slot('希望的处理方式').getByText('已收').waitFor()
    await give(customer, 'cup.png', await aScene(2).png().toBuffer())
    await customer
      .getByRole('log')
      .getByText(/SH\d{6}-/)
      .waitFor()
    await card(customer).waitFor({ state: 'detached' })
    await customer.context().close()
  }, 240_000)

  test('an order is picked from a list, and a case tells how far it is', async () => {
    const customer = await asBuyer('陈一鸣')
    await say(customer, '收到就碎了')
    await customer.getByRole('button', { name: '订单和进度' }).click()
    const sheet = customer.getByRole('dialog', { name: '订单和售后进度' })
    await sheet.getByText(/^已登记，还差：破损处的照片/).waitFor()
    await shot(customer, 'matters')
    await sheet.getByRole('button', { name: /宜兴紫砂壶/ }).click()
    await sheet.waitFor({ state: 'hidden' })
    await customer
      .getByRole('log')
      .getByText(/4532195464172363145/)
      .last()
      .waitFor()
    await shot(customer, 'matters-picked')

    await customer.getByRole('button', { name: '大字' }).click()
    await customer.reload()
    const large = customer.getByRole('button', { name: '大字', pressed: true })
    await large.waitFor()
    await customer.getByRole('log').getByText('收到就碎了').waitFor()
    await shot(customer, 'large')
    await customer.context().close()
  }, 240_000)
})
