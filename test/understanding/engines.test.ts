import { readdir } from 'node:fs/promises'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { createEngine, type Engine, engineNames } from '../../src/understanding/index.ts'
import { examples, intents, oddTexts, offTopic } from './corpus.ts'

describe.each(engineNames)('the %s engine', (name) => {
  let engine: Engine
  let printed: number
  let files: readonly string[]

  beforeAll(async () => {
    files = await readdir('.')
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    engine = await createEngine({ engine: name, examples, offTopic })
    printed = log.mock.calls.length
    log.mockRestore()
  }, 60_000)

  test('says its name', () => {
    expect(engine.name).toBe(name)
  })

  test.each([
    ['我要申请退款', 'refund_request'],
    ['杯子碎了', 'damaged'],
    ['快递什么时候到', 'logistics_status'],
    ['你好在吗', 'greeting'],
  ])('understands %s', async (text, intent) => {
    expect((await engine.classify(text)).ranking[0]?.intent).toBe(intent)
  })

  test.each(oddTexts)(
    'ranks every intent once, best first, summing to 1, for %s',
    async (_, text) => {
      const { ranking, inScope } = await engine.classify(text)
      expect(ranking.map(({ intent }) => intent).sort()).toEqual([...intents].sort())
      const confidences = ranking.map(({ confidence }) => confidence)
      expect(confidences).toEqual([...confidences].sort((a, b) => b - a))
      expect(confidences.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 6)
      for (const each of [...confidences, inScope]) {
        expect(each).toBeGreaterThanOrEqual(0)
        expect(each).toBeLessThanOrEqual(1)
      }
    },
  )

  test('finds nothing in scope where it knows nothing', async () => {
    expect((await engine.classify('')).inScope).toBe(0)
  })

  test('takes business for more in scope than idle talk', async () => {
    const business = await engine.classify('我要退款')
    const idle = await engine.classify('今天天气真好讲个笑话')
    expect(business.inScope).toBeGreaterThan(idle.inScope)
  })

  test('prints nothing and writes no file', async () => {
    expect(printed).toBe(0)
    expect(await readdir('.')).toEqual(files)
  })
})
