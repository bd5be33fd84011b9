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

/** The file as the version that knew parcels by their numbers alone left it. */
function before(file: string): void {
  const done = migrations.findIndex((step) => step.includes('CREATE TABLE order_parcels'))
  const db = new Database(file)
  for (const step of migrations.slice(0, done)) db.exec(step)
  db.pragma(`user_version = ${done}`)
  db.exec(`
    INSERT INTO parcels VALUES ('SF1', 'delivered', 5, 6, 7, 1), ('YT1', NULL, NULL, NULL, NULL, 0);
    INSERT INTO parcel_events VALUES ('SF1', 5, '已签收'), ('SF1', 1, '已揽收');`)
  const parcels = [
    { courier: '顺丰', trackingNo: 'sf-1', events: [] },
    { courier: '快递', trackingNo: 'YT1', events: [] },
  ]
  const keep = db.prepare("INSERT INTO orders VALUES (?, 'tb-1', 1, ?, 1)")
  keep.run('A0001', JSON.stringify({ orderNo: 'A0001', parcels }))
  keep.run('B0002', JSON.stringify({ orderNo: 'B0002', parcels: [] }))
  db.close()
}

test('what was told of parcels stays, nobody’s; and orders are found by their parcels', async () => {
  const file = join(folder, 'a.db')
  before(file)
  const { parcels, close } = createSqliteStore({ file })
  expect(await parcels.find(['SF1', 'YT1'])).toEqual([
    {
      key: 'SF1',
      state: 'delivered',
      stateSince: 5,
      toldAt: 6,
      lastEventAt: 7,
      events: [
        { at: 1, text: '已揽收' },
        { at: 5, text: '已签收' },
      ],
    },
    { key: 'YT1', events: [] },
  ])
  expect(await parcels.claims(['SF1', 'YT1', 'none'])).toEqual([
    { key: 'SF1', order: 'A0001', courier: '顺丰' },
    { key: 'YT1', order: 'A0001', courier: '快递' },
  ])
  const again = { key: 'SF1', state: 'delivered', events: [{ at: 5, text: '已签收' }] } as const
  expect(await parcels.record([again], 9)).toBe(0)
  expect(await parcels.record([{ ...again, courier: 'shunfeng' }], 9)).toBe(1)
  expect(await parcels.find(['SF1'])).toHaveLength(2)
  await close()
  const db = new Database(file)
  expect(db.pragma('foreign_key_check')).toEqual([])
  db.close()
})
