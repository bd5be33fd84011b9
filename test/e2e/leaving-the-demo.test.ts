import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { createConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'shouhou-demo-'))
let app: App | undefined
afterEach(async () => {
  await app?.close()
  app = undefined
  rmSync(dataDir, { recursive: true, force: true })
})

const open = async (env: Readonly<Record<string, string>> = {}): Promise<App> => {
  await app?.close()
  const config = createConfig({ PORT: '0', DATA_DIR: dataDir, ...env })
  app = await createApp(config, createLog({ level: 'silent', terminal: false }))
  return app
}

const login = async (url: string, username: string, password: string): Promise<number> => {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ username, password })
  return (await fetch(`${url}/api/login`, { method: 'POST', headers, body })).status
}

test('a shop that leaves the demo shuts the logins whose passwords everybody knows', async () => {
  const demo = await open()
  expect(await login(demo.url, 'lin', 'demo1234')).toBe(200)
  const empty = await open({ DEMO: 'off' })
  expect(empty.nobodyCanLogIn).toBe(true)
  expect(await login(empty.url, 'lin', 'demo1234')).toBe(401)
  const shop = await open({ DEMO: 'off', ADMIN_PASSWORD: 'a-long-password' })
  expect(shop.nobodyCanLogIn).toBe(false)
  expect(await login(shop.url, 'zhao', 'demo1234')).toBe(401)
  expect(await login(shop.url, 'admin', 'a-long-password')).toBe(200)
}, 60_000)

test('a visitor secret that was cut short is refused, not used', async () => {
  await open()
  await app?.close()
  app = undefined
  writeFileSync(join(dataDir, 'visitor-secret'), '')
  await expect(open()).rejects.toMatchObject({ code: 'config_invalid' })
}, 60_000)
