import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../src/app.ts'
import { createConfig } from '../../src/config.ts'
import { createLog } from '../../src/log.ts'
import type { ConversationDetail, ConversationRow } from '../../src/model/wire/conversation.ts'
import type { Login } from '../../src/model/wire/people.ts'
import {
  type BridgeClient,
  type CallbackServer,
  createBridgeClient,
  createCallbackServer,
} from './bridge-client.ts'

/** The whole counter on a free port of this machine, with a marketplace behind the bridge. */
export interface RunningCounter {
  readonly url: string
  readonly bridge: BridgeClient
  readonly callback: CallbackServer
  login(username?: string): Promise<Console>
  close(): Promise<void>
}

/** An agent's view of the API. */
export interface Console {
  readonly token: string
  get<T>(path: string): Promise<T>
  post(path: string, body?: unknown): Promise<{ readonly status: number; readonly body: unknown }>
  find(externalId: string): Promise<ConversationRow | undefined>
  detail(externalId: string): Promise<ConversationDetail>
}

export const aSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

export const startCounter = async (
  env: Readonly<Record<string, string>> = {},
  now = Date.now,
): Promise<RunningCounter> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouhou-e2e-'))
  const secret = aSecret()
  const callback = await createCallbackServer({ secret })
  const config = createConfig({
    PORT: '0',
    DATA_DIR: dataDir,
    BURST_WINDOW_MS: '200',
    DEMO_HISTORY: 'off',
    CHANNEL_BRIDGE_DEMO_SECRET: secret,
    CHANNEL_BRIDGE_DEMO_CALLBACK_URL: callback.url,
    ...env,
  })
  const app = await createApp(config, createLog({ level: 'silent', terminal: false }), now)
  return {
    url: app.url,
    bridge: createBridgeClient({ baseUrl: app.url, account: 'demo', secret, now }),
    callback,
    login: (username = 'lin') => logIn(app.url, username),
    async close() {
      await app.close()
      await callback.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export const logIn = async (
  url: string,
  username: string,
  password = 'demo1234',
): Promise<Console> => {
  const answer = await fetch(`${url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  if (!answer.ok) throw new Error(`login failed: ${answer.status} ${await answer.text()}`)
  const { token } = (await answer.json()) as Login
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }

  const get = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${url}${path}`, { headers })
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  const find = async (externalId: string) => {
    const query = `channel=bridge&account=demo&external_id=${encodeURIComponent(externalId)}`
    const { conversations } = await get<{ conversations: ConversationRow[] }>(
      `/api/conversations?${query}`,
    )
    return conversations[0]
  }
  return {
    token,
    get,
    find,
    async post(path, body = {}) {
      const init = { method: 'POST', headers, body: JSON.stringify(body) }
      const response = await fetch(`${url}${path}`, init)
      const text = await response.text()
      return { status: response.status, body: text === '' ? null : JSON.parse(text) }
    },
    async detail(externalId) {
      const row = await find(externalId)
      if (row === undefined) throw new Error(`no conversation ${externalId}`)
      return get<ConversationDetail>(`/api/conversations/${encodeURIComponent(row.id)}`)
    },
  }
}
