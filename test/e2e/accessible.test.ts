import { describe, expect, test } from 'vitest'
import { drawPicture } from '../../src/rehearsal/pictures.ts'
import { axeFaults as faults } from '../support/axe.ts'
import { hasBrowser, phone, say } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aCounterProcess } from '../support/counter-process.ts'

describe.skipIf(!hasBrowser).each(['light', 'dark'] as const)('WCAG 2.2 AA, %s', (colorScheme) => {
  const { asBuyer, asAgent } = onBrowserStage({
    async open(dir) {
      const process = await aCounterProcess({ PLAYBOOK_DIR: dir, BURST_WINDOW_MS: '300' })
      await process.start()
      return { ...process, close: process.dispose }
    },
    options: { colorScheme },
  })

  test('has nothing to say about the customer’s page, with all that it can open', async () => {
    const page = await asBuyer('陈一鸣', { ...phone, colorScheme })
    await page.getByRole('button', { name: '物流到哪了' }).waitFor()
    expect(await faults(page)).toEqual([])
    await say(page, '茶叶罐收到就碎了')
    const card = page.getByRole('region', { name: /要准备的资料/ })
    await card.getByRole('button', { name: /资料/ }).click()
    await card.getByRole('listitem').first().waitFor()
    expect(await faults(page)).toEqual([])
    await page.setInputFiles('input[type=file]', {
      name: 'cup.jpg',
      mimeType: 'image/jpeg',
      buffer: await drawPicture('碎杯', 'clear'),
    })
    await page
      .getByRole('log')
      .getByText(/SH\d{6}-/)
      .waitFor()
    await page.getByRole('button', { name: '订单和进度' }).click()
    await page
      .getByRole('dialog')
      .getByText(/^已登记/)
      .first()
      .waitFor()
    expect(await faults(page)).toEqual([])
    await page.context().close()
  }, 240_000)

  test('has nothing to say about the console', async () => {
    const page = await asAgent('小林')
    expect(await faults(page)).toEqual([])
    await page.getByText('全部', { exact: true }).first().click()
    await page
      .getByRole('button', { name: /陈一鸣/ })
      .first()
      .click()
    await page.getByText('茶叶罐收到就碎了').first().waitFor()
    for (const tab of ['凭证', '订单', '知识', '客户', '依据']) {
      await page.getByRole('tab', { name: tab, exact: true }).click()
      expect(await faults(page), tab).toEqual([])
    }
    await page.getByRole('tab', { name: '凭证', exact: true }).click()
    await page.getByRole('button', { name: /^对比/ }).first().click()
    await page.getByRole('dialog').getByRole('img').first().waitFor()
    // What fades in is paler than what stands there.
    await page.waitForTimeout(500)
    expect(await faults(page), 'compare').toEqual([])
    await page.context().close()
  }, 240_000)

  test('has nothing to say about the playbook’s page', async () => {
    const page = await asAgent('何运营')
    await page.getByRole('link', { name: '话术' }).click()
    await page.getByRole('link', { name: /收到破损 damaged/ }).click()
    const editor = page.getByRole('textbox', { name: /的内容$/ })
    await editor.waitFor()
    await editor.click()
    await page.keyboard.press('Control+f')
    await page.getByRole('textbox', { name: '查找' }).fill('碎片')
    expect(await faults(page), 'a file, and looking for words in it').toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('textbox', { name: '像顾客一样说一句' }).fill('碎了，急用，能赔吗')
    await page.getByRole('button', { name: '说', exact: true }).click()
    await page.getByText('逐级判断').waitFor()
    expect(await faults(page), 'a trace').toEqual([])
    await page.getByPlaceholder('搜索文件和内容').fill('碎片')
    await page.getByText('内容里有').waitFor()
    expect(await faults(page), 'lines that were found').toEqual([])
    await page.getByPlaceholder('搜索文件和内容').fill('')
    await editor.click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.type('titel: 坏\n')
    await page.keyboard.press('Control+s')
    await page.getByText('没有保存：有 1 处要改').waitFor()
    await page.getByRole('button', { name: /不认识的字段「titel」/ }).waitFor()
    expect(await faults(page), 'a refused save').toEqual([])
    await page.getByRole('tab', { name: '历史' }).click()
    await page.getByText('还没有修改记录').waitFor()
    await page.getByRole('button', { name: '新建文件' }).click()
    await page.getByRole('dialog').getByText('英文编号').waitFor()
    expect(await faults(page), 'a new file').toEqual([])
    await page.context().close()
  }, 240_000)
})
