import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seedQueue } from '../support/seed-queue.ts'
import { openChat } from './desk.ts'
import { phone, type Studio } from './studio.ts'

const minute = 60_000
const names = [
  '阿木',
  '陈女士',
  '天青色等烟雨而我在等一只还没发货的青瓷杯',
  'Christopher',
  '小满',
  '老郑',
]
const troubles = [
  '转人工',
  '杯子碎了三只，发货的时候到底有没有好好包装',
  '为什么还不发货'.repeat(30),
  'ABCDEFGHIJ'.repeat(20),
  '退款什么时候到账',
  '盖子松了，倒水会掉下来，烫到人怎么办',
]

/** Last: the counter is stopped and started here. */
export async function queueOf300({
  counter,
  agent,
  shoot,
  shootDark,
  now,
  buyer,
  playbookDir,
}: Studio) {
  const zhao = await agent('赵主管')
  const customer = await buyer('林晓')
  await openChat(zhao, '王雅琴')
  const replies = join(playbookDir, 'replies/broken.yaml')
  writeFileSync(replies, 'topic: broken\ntitel: 少了一个字母\nanswers: []\n')
  await zhao.getByText('话术文件有错误').waitFor()
  await shoot(zhao, 'desk-refused', '话术改坏了：上一版照用，说清哪一行')
  rmSync(replies)
  await zhao.getByText('话术文件有错误').waitFor({ state: 'detached' })
  await counter.kill()
  await zhao.getByText('连接断开').waitFor()
  await shoot(zhao, 'desk-disconnected', '连接断开，正在重连')
  await customer.getByText('网络断开了').waitFor()
  await customer.getByRole('textbox').fill('有人吗')
  await customer.getByRole('textbox').press('Enter')
  await customer.waitForTimeout(500)
  await shoot(customer, 'customer-offline', '网络断开，话先留着')
  await zhao.context().close()
  await customer.context().close()

  const waiting = Array.from({ length: 300 }, (_, index) => ({
    name: names[index % names.length] ?? '',
    text: troubles[(index * 5) % troubles.length] ?? '',
    waits: (((index * 7) % 300) + 1) * minute,
  }))
  await seedQueue(counter.dataDir, waiting, now())
  await counter.start()
  const lin = await agent('小林')
  await lin.getByRole('tab', { name: /30\d/ }).waitFor()
  await lin
    .getByRole('button', { name: /天青色/ })
    .first()
    .click()
  await lin.getByRole('heading', { name: /天青色/ }).waitFor()
  await lin.waitForTimeout(900)
  await shoot(lin, 'desk-300', '三百人在等，很长的名字和很长的话')
  await shootDark(lin, 'desk-300-dark', '三百人在等，深色')
  await lin.context().close()
  const held = await agent('小林', phone)
  await held.getByRole('tab', { name: /30\d/ }).waitFor()
  await held.waitForTimeout(500)
  await shoot(held, 'desk-300-phone', '三百人在等，手机')
  await held.context().close()
}
