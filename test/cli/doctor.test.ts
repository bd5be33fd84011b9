import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { doctor, formatDoctor } from '../../src/cli/doctor.ts'
import { createConfig } from '../../src/config.ts'
import type { Loaded } from '../../src/playbook/index.ts'

const at = Date.UTC(2026, 10, 22)
const playbook = {} as Extract<Loaded, { ok: true }>['playbook']
const sound = async (): Promise<Loaded> => ({ ok: true, playbook, warnings: [] })

function aConfig(env: Readonly<Record<string, string>> = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'shouhou-doctor-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return createConfig({ DATA_DIR: join(dir, 'run'), PORT: '0', LOCALE: 'en', ...env })
}

const stateOf = async (config: ReturnType<typeof aConfig>, deps = { loadPlaybook: sound, at }) =>
  Object.fromEntries((await doctor(config, deps)).map(({ name, state }) => [name, state]))

test('a sound machine passes every check', async () => {
  const config = aConfig()
  const checks = await doctor(config, { loadPlaybook: sound, at })
  expect(checks.filter(({ state }) => state === 'fault')).toEqual([])
  expect(formatDoctor(checks, config.locale)).toMatch(/^✓ Node\.js {2}v2[\s\S]+Ready to run/)
})

test('a port that is taken is a warning, as the next one is used', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? String(address?.port) : ''
  expect(await stateOf(aConfig({ PORT: port }))).toMatchObject({ Port: 'warning' })
})

test('an address that is not ours is a fault', async () => {
  expect(await stateOf(aConfig({ HOST: '192.0.2.1' }))).toMatchObject({ Port: 'fault' })
})

test('a data folder that cannot be made is a fault', async () => {
  const config = aConfig()
  const file = join(config.dataDir, '..', 'file')
  writeFileSync(file, '')
  const checks = await stateOf({ ...config, dataDir: join(file, 'run') })
  expect(checks).toMatchObject({ 'Data folder': 'fault' })
})

test('a broken playbook and an unset clock are faults', async () => {
  const loadPlaybook = () => Promise.reject(new Error('no such folder'))
  const checks = await stateOf(aConfig(), { loadPlaybook, at: 0 })
  expect(checks).toMatchObject({ Playbook: 'fault', Clock: 'fault' })
})
