import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { withLock } from '../../src/setup/lock.mjs'

function aLock(): string {
  const dir = mkdtempSync(join(tmpdir(), 'shouhou-lock-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return join(dir, 'lock')
}

const onWait = () => {}

test('one works after another, and nothing is left behind', async () => {
  const lock = aLock()
  let working = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++working)
    await sleep(20)
    working--
  }
  await Promise.all([1, 2, 3].map(() => withLock(lock, { onWait, work })))
  expect(most).toBe(1)
  expect(readdirSync(join(lock, '..'))).toEqual([])
})

test('work that fails gives the lock back', async () => {
  const lock = aLock()
  const work = () => Promise.reject(new Error('no'))
  await expect(withLock(lock, { onWait, work })).rejects.toThrow('no')
  expect(existsSync(lock)).toBe(false)
})

test('the lock of a process that is gone is taken over', async () => {
  const lock = aLock()
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  mkdirSync(lock)
  writeFileSync(join(lock, `${pid}-abc`), '')
  expect(await withLock(lock, { onWait, work: async () => 'done' })).toBe('done')
})

test('who has to wait is told so once', async () => {
  const lock = aLock()
  let told = 0
  const slow = withLock(lock, { onWait, work: () => sleep(500) })
  await withLock(lock, { onWait: () => told++, work: async () => {} })
  await slow
  expect(told).toBe(1)
})
