import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logIn, type RunningCounter, startCounter } from '../support/running-counter.ts'

let counter: RunningCounter
/** Who may is the question, and not how long the shop's stories take. */
const noStories = mkdtempSync(join(tmpdir(), 'shouhou-no-stories-'))
beforeAll(async () => {
  counter = await startCounter({ CASES_DIR: noStories })
}, 60_000)
afterAll(async () => {
  await counter.close()
  rmSync(noStories, { recursive: true })
})

const reading = ['files', 'file?file=replies%2Fshop.yaml', 'vocabulary', 'history', 'history/1']
const writing = [
  ['check', { drafts: [] }],
  ['save', { drafts: [{ file: 'replies/none.yaml', text: null, base: 'x' }] }],
  ['history/1/undo', {}],
  ['try', { lines: ['在吗'] }],
  ['story', { lines: ['在吗'], title: '在吗' }],
  ['example', { intent: 'none', text: '在吗' }],
] as const

const statuses = async (headers: Readonly<Record<string, string>>) => {
  const statusOf = async (path: string, init: RequestInit) => {
    const answer = await fetch(`${counter.url}/api/playbook/${path}`, init)
    await answer.text()
    return answer.status
  }
  const read = await Promise.all(reading.map((path) => statusOf(path, { headers })))
  const written: number[] = []
  for (const [path, body] of writing) {
    const sent = { ...headers, 'content-type': 'application/json' }
    written.push(
      await statusOf(path, { method: 'POST', headers: sent, body: JSON.stringify(body) }),
    )
  }
  return { read, written }
}

test('nobody reads or writes without a login', async () => {
  const { read, written } = await statuses({})
  expect(new Set([...read, ...written])).toEqual(new Set([401]))
})

test.each([
  ['lin', 'an agent', false],
  ['zhao', 'a supervisor', false],
  ['he', 'an operator', true],
  ['su', 'an administrator', true],
] as const)('%s, %s, may look, and write: %s', async (login, _, mayWrite) => {
  const { token } = await logIn(counter.url, login)
  const { read, written } = await statuses({ authorization: `Bearer ${token}` })
  expect(read).toEqual([200, 200, 200, 200, 404])
  if (mayWrite) expect(written).toEqual([200, 200, 200, 200, 200, 404])
  else expect(new Set(written)).toEqual(new Set([403]))
})

test('another site’s page cannot save with somebody’s cookie', async () => {
  const answer = await fetch(`${counter.url}/api/playbook/save`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/json' },
    body: '{}',
  })
  expect(answer.status).toBe(403)
})
