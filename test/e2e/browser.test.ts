import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { aScene } from '../media/samples.ts'
import { hasBrowser, say, shot } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { aCounterProcess } from '../support/counter-process.ts'

describe.skipIf(!hasBrowser)('in a real browser', () => {
  const { counter, playbookDir, asBuyer, asAgent } = onBrowserStage({
    async open(dir) {
      const process = await aCounterProcess({ PLAYBOOK_DIR: dir, BURST_WINDOW_MS: '300' })
      await process.start()
      return { ...process, close: process.dispose }
    },
  })

  const heard = (page: Page, words: string | RegExp) =>
    page.getByRole('log').getByText(words).last().waitFor()

  test('a customer asks, complains, sends a picture and gets a person, who answers', async () => {
    const customer = await asBuyer('林晓')
    await say(customer, '我的杯子收到就碎了')
    await heard(customer, /破损处的照片/)
    await shot(customer, 'customer-evidence')

    await customer.setInputFiles('input[type=file]', {
      name: 'cup.png',
      mimeType: 'image/png',
      buffer: await aScene(1).png().toBuffer(),
    })
    await heard(customer, /SH\d{6}-/)
    await say(customer, '人工')
    await heard(customer, /转人工/)
    await shot(customer, 'customer-handoff')

    const agent = await asAgent('小林')
    await agent.getByRole('button', { name: /林晓/ }).first().click()
    await agent.getByText('我的杯子收到就碎了').first().waitFor()
    await shot(agent, 'console-handoff')
    await agent.getByRole('button', { name: '接手', exact: true }).click()
    const words = agent.getByRole('textbox', { name: '输入回复' })
    await words.fill('您好，我是小林，这就给您补发一只。')
    await words.press('Enter')
    await heard(customer, '您好，我是小林，这就给您补发一只。')

    await say(customer, '好的谢谢')
    await agent.getByText('好的谢谢').first().waitFor()
    await customer.waitForTimeout(800)
    const bot = customer.getByRole('log').getByText(/不客气/)
    expect(await bot.count()).toBe(0)
    await shot(agent, 'console-with-agent')
    await agent.getByRole('button', { name: '解决', exact: true }).click()
    const still = agent.getByRole('dialog', { name: '还有没办完的事' })
    await still.getByText('核实中', { exact: true }).waitFor()
    await shot(agent, 'console-resolving')
    await still.getByRole('button', { name: '先不解决' }).click()
    await still.waitFor({ state: 'hidden' })
    await agent.getByRole('button', { name: '解决', exact: true }).click()
    await still.getByRole('button', { name: '仍然解决' }).click()
    await agent.getByRole('tab', { name: '全部' }).click()
    await agent.getByText('已解决').first().waitFor()
    await customer.context().close()
    await agent.context().close()
  }, 240_000)

  test('a customer sees that a person writes to them, and that they were read; who answers hears the customer write', async () => {
    const customer = await asBuyer('何总')
    await say(customer, '转人工')
    await heard(customer, /人工/)
    const agent = await asAgent('小陈')
    await agent.getByRole('button', { name: /何总/ }).first().click()
    await agent.getByRole('button', { name: '接手', exact: true }).click()
    await customer.getByText('人工 小陈 为您服务').waitFor()
    await say(customer, '发票什么时候开')
    await customer.getByText('已送达').waitFor()
    const heardTyping = agent.evaluate(async () => {
      const answer = await fetch('/api/conversations?phase=with_agent')
      const { conversations } = await answer.json()
      const { id } = conversations.find(
        (each: { customer: { name: string } }) => each.customer.name === '何总',
      )
      const socket = new WebSocket('/ws/agent')
      const heard = new Promise((resolve) => {
        socket.onmessage = ({ data }) => {
          const event = JSON.parse(data)
          if (event.type === 'ready') {
            socket.send(JSON.stringify({ type: 'viewing', conversation: id }))
            socket.send(JSON.stringify({ type: 'typing', conversation: id, as: 'reply' }))
          }
          if (event.type === 'customer_typing' && event.conversation === id) resolve(event.typing)
        }
      })
      return heard
    })
    await customer.getByText('已读').waitFor()
    await customer.getByText('对方正在输入…').waitFor()
    await shot(customer, 'customer-read-and-typing')
    await customer.getByRole('textbox').pressSequentially('还')
    expect(await heardTyping).toBe(true)
    await customer.context().close()
    await agent.context().close()
  }, 240_000)

  test('a blunt reply is stopped before it is sent; the better one goes with a click, or the own one with a reason', async () => {
    const customer = await asBuyer('新朋友阿莫')
    await say(customer, '转人工')
    await heard(customer, /人工/)
    const agent = await asAgent('小林')
    await agent.getByRole('button', { name: /阿莫/ }).first().click()
    const box = agent.getByRole('textbox', { name: /输入回复/ })
    const warning = agent.getByRole('region', { name: /还没发出去/ })

    await box.fill('亲，不支持退货哦')
    await box.press('Enter')
    await warning.getByText('生硬拒绝').waitFor()
    expect(await warning.locator('mark').allTextContents()).toEqual(['不支持退货'])
    await shot(agent, 'console-tone')
    await agent.keyboard.press('Escape')
    await warning.waitFor({ state: 'hidden' })
    expect(await box.inputValue()).toBe('亲，不支持退货哦')

    await box.press('Enter')
    await warning.getByRole('button', { name: '用这句' }).click()
    await heard(customer, /^亲，抱歉.*可以吗？$/)
    await expect.poll(() => box.inputValue(), { timeout: 5_000 }).toBe('')

    await box.fill('说了多少遍了')
    await box.press('Enter')
    await warning.getByRole('textbox').fill('和顾客开玩笑，他知道')
    await warning.getByRole('textbox').press('Enter')
    await heard(customer, '说了多少遍了')
    await agent.getByText(/小林看过提醒，仍然发送.*和顾客开玩笑，他知道/).waitFor()
    expect(await customer.getByText('和顾客开玩笑').count()).toBe(0)

    await box.fill('加我微信 shop001')
    await box.press('Enter')
    await warning.getByText(/只有主管或管理员能照发/).waitFor()
    expect(await warning.getByRole('button', { name: '仍然发送' }).count()).toBe(0)
    await shot(agent, 'console-tone-forbidden')
    // The next test's customer shall be the bot's again.
    await agent.getByRole('button', { name: '解决', exact: true }).click()
    await agent.getByRole('tab', { name: '全部' }).click()
    await agent.getByText('已解决').first().waitFor()
    await customer.context().close()
    await agent.context().close()
  }, 240_000)

  test('a message written while the server is dead arrives once it is back, exactly once', async () => {
    const customer = await asBuyer('小周')
    await say(customer, '我的快递到哪了')
    await heard(customer, /78025661869589/)
    await shot(customer, 'customer-parcel')
    await counter().kill()
    await say(customer, '发票怎么开')
    await counter().start()
    await heard(customer, /发票/)
    await customer.reload()
    await heard(customer, /78025661869589/)
    await customer.waitForTimeout(1_000)
    expect(await customer.getByRole('log').getByText('发票怎么开', { exact: true }).count()).toBe(1)
    await customer.context().close()
  }, 240_000)

  test('a saved reply is live within seconds, a broken file shows in the console and changes nothing', async () => {
    const agent = await asAgent('小陈')
    const customer = await asBuyer('新朋友阿莫')
    const file = join(playbookDir, 'replies/smalltalk.yaml')
    const before = readFileSync(file, 'utf8')

    writeFileSync(file, before.replace(/reply: \|-/g, 'replly: |-'))
    await agent.getByText(/话术文件有错误/).waitFor()
    await agent.getByText(/查看错误/).click()
    await agent
      .getByText(/不认识的字段「replly」/)
      .first()
      .waitFor()
    await shot(agent, 'console-refused')
    await say(customer, '谢谢')
    await heard(customer, /不客气/)

    writeFileSync(file, before.replaceAll('不客气', '太客气啦'))
    await agent.getByText(/话术文件有错误/).waitFor({ state: 'hidden' })
    await say(customer, '谢谢你')
    await heard(customer, /太客气啦/)
    await customer.context().close()
    await agent.context().close()
  }, 240_000)
})
