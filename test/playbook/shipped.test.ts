import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Fault, formatFaults, loadPlaybook, type Playbook } from '../../src/playbook/index.ts'

/** As a new shop gets it: no details filled in, and none of the demo's. */
describe('the playbook that ships', () => {
  let playbook: Playbook
  let warnings: readonly Fault[]

  beforeAll(async () => {
    const loaded = await loadPlaybook({ dir: fileURLToPath(new URL('../..', import.meta.url)) })
    if (!loaded.ok) throw new Error(formatFaults(loaded.faults))
    ;({ playbook, warnings } = loaded)
  })

  test('has no warning but for the details that a shop fills in', () => {
    const isUnfilled = ({ file, message }: Fault) =>
      file === 'replies/shop.yaml' && message.includes('还没有填写')
    expect(formatFaults(warnings.filter((warning) => !isUnfilled(warning)))).toBe(
      '0 个错误，0 个提醒',
    )
  })

  test('asks in forms for things that can be received: 「收到{{received}}」', () => {
    const labels = [...playbook.flows.values()].flatMap(({ slots }) =>
      slots.map(({ label }) => label),
    )
    expect(labels.length).toBeGreaterThan(20)
    expect(labels.filter((label) => /怎么|什么|哪|几|谁|吗/.test(label))).toEqual([])
  })

  test('has 34 intents with 25 examples or more each, and 60 answers or more', () => {
    expect(playbook.intents.size).toBe(34)
    const few = [...playbook.intents.values()].filter(({ examples }) => examples.length < 25)
    expect(few.map(({ id }) => id)).toEqual([])
    expect(playbook.answers.size).toBeGreaterThanOrEqual(60)
  })

  test('soothes first in every flow, and asks for what is missing', () => {
    expect(playbook.flows.size).toBeGreaterThan(0)
    for (const { id, soothe, ask } of playbook.flows.values()) {
      expect(soothe.trim(), id).not.toBe('')
      expect(ask, id).toContain('{{missing}}')
    }
  })
})
