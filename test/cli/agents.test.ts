import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isPassword } from '../../src/http/index.ts'
import { agentId } from '../../src/model/ids.ts'
import { createSqliteStore } from '../../src/store/index.ts'
import { shouhou } from './run-command.ts'

vi.setConfig({ testTimeout: 60_000 })

let dir = ''
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'shouhou-agents-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const run = (args: readonly string[], input = '') =>
  shouhou(['agents', ...args], {
    input,
    env: { DATA_DIR: dir, DEMO: 'off', LOCALE: 'zh-CN' },
  })
const file = () => join(dir, 'shouhou.db')
const add = (...more: readonly string[]) =>
  run(['add', 'su', '--name', '苏店长', ...more], 'tea-pot-77\n')

test('a login is added with the password of a line of input, and listed without it', async () => {
  expect(await add('--role', 'admin', '--shops', 'web,web/demo')).toMatchObject({
    code: 0,
    err: '',
  })
  const store = createSqliteStore({ file: file() })
  const agent = await store.people.agent(agentId('su'))
  await store.close()
  expect(agent).toMatchObject({ name: '苏店长', role: 'admin', shops: ['web', 'web/demo'] })
  expect(await isPassword('tea-pot-77', agent?.passwordHash ?? '')).toBe(true)
  expect((await run(['list'])).out).toBe('su\t苏店长\tadmin\tweb,web/demo\n')
  expect(JSON.parse((await run(['list', '--json'])).out)).toEqual([
    { id: 'su', name: '苏店长', role: 'admin', shops: ['web', 'web/demo'], disabled: false },
  ])
})

test('the rules are those of the page', async () => {
  expect(await run(['add', 'su', '--name', '苏店长'], '1234567\n')).toMatchObject({
    code: 2,
    err: expect.stringContaining('至少 8 位'),
  })
  await add('--role', 'admin')
  expect((await add()).err).toContain('已经有人用了')
  expect((await run(['disable', 'su'])).err).toContain('最后一位')
  expect((await run(['password', 'nobody'], 'tea-pot-78\n')).err).toContain('没有这个账号')
})

test('a new password takes the place of the old, and a shut login is said to be so', async () => {
  await add()
  expect(await run(['password', 'su'], 'tea-pot-78\n')).toMatchObject({ code: 0 })
  expect(await run(['disable', 'su'])).toMatchObject({ code: 0 })
  expect((await run(['list'])).out).toContain('已停用')
})

test('beside a running counter nothing is changed, and the page is named', async () => {
  const counter = createSqliteStore({ file: file() })
  expect((await add()).err).toContain('客服台的「账号」页')
  expect(await counter.people.agents()).toEqual([])
  await counter.close()
})

test.each([[[]], [['list', 'su']], [['add', 'su']], [['open', 'su']]])(
  'what is not a command of it, %j, tells how it is written',
  async (args) => {
    expect(await run(args)).toMatchObject({ code: 2, err: expect.stringContaining('agents list') })
  },
)
