import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSqliteStore } from '../../src/store/index.ts'
import { migrations } from '../../src/store/sqlite/migrations.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shouhou-before-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** The file as the version before pictures were looked into left it. */
function before(file: string): void {
  const done = migrations.findIndex((step) => step.includes('CREATE TABLE picture_bands'))
  const db = new Database(file)
  for (const step of migrations.slice(0, done)) db.exec(step)
  db.pragma(`user_version = ${done}`)
  db.exec(`
    INSERT INTO conversations (key, id, channel, account, external_id, customer_id, version, round,
      ticket_count, phase, state, seq, last_at, last_text)
    VALUES (1, 'c_1', 'web', 'demo', 'x', 'wang', 1, 1, 1, 'answering', '{}', 1, 1, '');
    INSERT INTO media (id, conversation_id, url, at, status, mime, bytes, sha256, name)
    VALUES ('photo-1', 'c_1', 'media:photo-1', 7, 'kept', 'image/jpeg', 9, 'ab', '杯.jpg'),
      ('film-1', 'c_1', 'media:film-1', 8, 'kept', 'video/mp4', 9, 'cd', NULL);`)
  const part = (kind: string, mediaId: string) => ({ kind: 'media', part: { kind, mediaId } })
  const values = [part('image', 'photo-1'), part('video', 'film-1')]
  const body = { number: 'SH-1', slots: [{ state: { kind: 'filled', values } }] }
  db.prepare(
    `INSERT INTO tickets (id, conversation, opened_at, body, channel, account, customer_id)
     VALUES ('t-1', 1, 5, ?, 'web', 'demo', 'wang')`,
  ).run(JSON.stringify(body))
  db.close()
}

test('pictures that were kept before are looked into, and are known as evidence', async () => {
  const file = join(folder, 'a.db')
  before(file)
  const { media, close } = createSqliteStore({ file })
  expect(await media.wanted(1_000, 10)).toMatchObject([{ id: 'photo-1', name: '杯.jpg' }])
  expect(await media.find('film-1')).toMatchObject({
    status: 'kept',
    inspection: { kind: 'unchecked' },
  })
  const chen = { channel: 'web', account: 'demo', customer: { id: 'chen' } }
  expect(await media.pictures(['photo-1', 'film-1'], chen)).toEqual({
    'photo-1': { kind: 'pending' },
    'film-1': { kind: 'unchecked', reuses: [{ ticketNumber: 'SH-1', at: 5, exact: true }] },
  })
  await close()
})
