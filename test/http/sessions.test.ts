import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSessions, type Sessions } from '../../src/http/sessions.ts'
import { GatewayError } from '../../src/model/errors.ts'
import { agentId } from '../../src/model/ids.ts'
import { type Agent, createSqliteStore, type Session, type Store } from '../../src/store/index.ts'

const hourMs = 3_600_000
const lin: Agent = {
  id: agentId('lin'),
  name: '小林',
  role: 'agent',
  shops: [],
  passwordHash: 'x',
  disabled: false,
}

let store: Store
let sessions: Sessions
let saved: Session[]
let seen: number[]
let deleted: string[]
let at: number
let diskIsFull: boolean
let errors: unknown[]
beforeEach(async () => {
  at = 1_000_000
  diskIsFull = false
  errors = []
  saved = []
  seen = []
  deleted = []
  store = createSqliteStore({ file: ':memory:' })
  await store.people.saveAgent(lin)
  sessions = createSessions({
    people: {
      ...store.people,
      saveSession: (session) => {
        if (diskIsFull) return Promise.reject(new GatewayError('store_full', '满'))
        saved.push(session)
        return store.people.saveSession(session)
      },
      noteSessionSeen: (tokenHash, seenAt) => {
        if (diskIsFull) return Promise.reject(new GatewayError('store_full', '满'))
        seen.push(seenAt)
        return store.people.noteSessionSeen(tokenHash, seenAt)
      },
      deleteSession: (tokenHash) => {
        deleted.push(tokenHash)
        return store.people.deleteSession(tokenHash)
      },
    },
    now: () => at,
    onError: (error) => {
      errors.push(error)
    },
  })
})
afterEach(async () => {
  sessions.stop()
  await store.close()
})

test('two hours without a request end a session, and its row goes', async () => {
  const token = await sessions.open(lin)
  at += 2 * hourMs - 1
  expect(await sessions.read(token)).toMatchObject({ agent: { id: 'lin' } })
  at += 2 * hourMs - 1
  expect(await sessions.read(token)).toMatchObject({ agent: { id: 'lin' } })
  at += 2 * hourMs
  expect(await sessions.read(token)).toBeUndefined()
  expect(deleted).toEqual([saved[0]?.tokenHash])
})

test('being seen is written once a minute at most', async () => {
  const token = await sessions.open(lin)
  for (let second = 0; second < 130; second += 10) {
    await sessions.read(token)
    at += 10_000
  }
  expect(seen.map((seenAt) => seenAt - 1_000_000)).toEqual([60_000, 120_000])
})

test('an open console is not idle', async () => {
  const token = await sessions.open(lin)
  const loggedIn = await sessions.read(token)
  if (!loggedIn) throw new Error('not logged in')
  let ended = false
  const unwatch = sessions.watch(loggedIn, {
    ended() {
      ended = true
    },
    changed() {},
  })
  at += 11 * hourMs
  await new Promise((resolve) => setTimeout(resolve, 1_000))
  expect(ended).toBe(false)
  unwatch()
  at += hourMs - 1
  expect(await sessions.read(token)).toBeDefined()
  at += 1
  expect(await sessions.read(token)).toBeUndefined()
})

test('a login takes away the rows of sessions that are over', async () => {
  const old = await sessions.open(lin)
  at += hourMs
  const other = await sessions.open(lin)
  at += hourMs
  await sessions.open(lin)
  expect(deleted).toEqual([saved[0]?.tokenHash])
  expect(await sessions.read(old)).toBeUndefined()
  expect(await sessions.read(other)).toBeDefined()
})

test('a disk that is full logs nobody out', async () => {
  const token = await sessions.open(lin)
  at += 90_000
  diskIsFull = true
  expect(await sessions.read(token)).toMatchObject({ agent: { id: 'lin' } })
  expect(await sessions.read(token)).toMatchObject({ agent: { id: 'lin' } })
  expect(errors).toHaveLength(1)
})

test('being seen does not bring back a session that was just closed', async () => {
  const token = await sessions.open(lin)
  at += 90_000
  const reading = sessions.read(token)
  await sessions.close(token)
  await reading
  expect(await sessions.read(token)).toBeUndefined()
})
