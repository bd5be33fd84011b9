import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { readYaml } from '../../src/playbook/index.ts'
import { handoffFile } from '../../src/playbook/schema/index.ts'
import { shippedRules } from '../case-rules/support.ts'
import { anOrder, aPlaybook, type Meaning, talk } from '../support/dialogue.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

let playbook: ReturnType<typeof aPlaybook>

/** The lists about danger as they ship. */
beforeAll(async () => {
  const handoff = await readYaml(root, 'replies/handoff.yaml', handoffFile)
  if (!handoff.ok) throw new Error('handoff.yaml')
  const { severity } = await shippedRules()
  playbook = aPlaybook({ handoff: handoff.content, severity })
})

/** As the classifier takes it: it knows such words from lines about danger only. */
const danger: Meaning = { intent: 'safety_incident' }

describe('what is only a manner of speaking is no danger', () => {
  test.each([
    '笑得我肚子疼',
    '哈哈哈笑到肚子都疼了',
    '笑得腮帮子疼',
    '看你们的回复笑得我直不起腰肚子疼',
    '笑死我了',
    '气得我头疼',
    '气得肝疼',
    '气到胃疼，真是的',
    '急得我嗓子都冒烟了',
    '气得七窍冒烟',
    '心疼我的钱',
    '这价格看得我肉疼',
    '我的心都在滴血',
    '钱包大出血',
    '这香味香得要命',
    '好吃得要命',
    '这裙子美到窒息',
    '模特帅到流鼻血',
    '毛衣可爱到爆炸',
    '颜值炸裂',
    '真是中了你们家的毒',
    '被主播种草种到中毒',
    '看得我起鸡皮疙瘩',
    '肺都要气炸了',
    '打骨折的价格真香',
  ])('「%s」', (words) => {
    const heard = talk(playbook).says(words, danger)
    expect(heard.rung).not.toBe('safety')
    expect(heard.next.phase.kind).not.toBe('awaitingAgent')
    expect(heard.ticket).toBeUndefined()
  })
})

describe('what is meant is danger, whatever else is said', () => {
  test.each([
    '吃完你家的糕点肚子疼',
    '孩子吃了以后一直肚子疼',
    '笑死，吃了你们的饼干肚子疼了一晚上',
    '不是笑得肚子疼，是真的肚子疼',
    '气死我了，插头冒烟了',
    '烧水壶把我手烫出泡了，疼得要命，烫伤了',
    '戴了一天，脖子起疹子，痒得要命',
    '这味道闻着窒息，头晕恶心',
    '充电宝鼓包了，感觉要炸了',
    '热水器快爆炸了',
    '孩子喝了中毒了',
    '正笑得开心突然就肚子疼了，吃的是你家饼干',
    '杯口割手，流血了，心疼死我了',
  ])('「%s」', (words) => {
    expect(talk(playbook).says(words, {}).rung).toBe('safety')
  })
})

test('a figure beside a trouble leaves the trouble, at its own level', () => {
  const chat = talk(playbook, { orders: [anOrder({ state: 'delivered' })] })
  const heard = chat.says('杯子碎成八瓣，笑得我肚子疼', {
    matters: [
      ['damaged', '杯子碎成八瓣'],
      ['safety_incident', '笑得我肚子疼'],
    ],
  })
  expect(heard.next.phase.kind).toBe('collecting')
  expect(heard.ticket).toMatchObject({ severity: { level: 2 } })
})
