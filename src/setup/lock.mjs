import {
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

// The lock is a folder holding one file, named after its owner, that the owner touches as it works.
// It is taken by renaming a folder made ready beforehand, so it is never seen without its owner.
// A lock is abandoned when its process is gone, or untouched for a minute of our own waiting (the
// process number may belong to another by now). Who clears it away must delete the owner's file by
// name: of two who try, one succeeds, and a new owner's lock is never taken for the old one's.

const beatMs = 5000
const pollMs = 200
const patience = 60_000 / pollMs

/**
 * Runs the work while no other process does; calls `onWait` once when it has to wait.
 * @template T
 * @param {string} lock
 * @param {{ onWait: () => void, work: () => Promise<T> }} task
 */
export async function withLock(lock, { onWait, work }) {
  const owner = `${process.pid}-${Math.random().toString(36).slice(2)}`
  const ready = `${lock}-${owner}`
  mkdirSync(dirname(lock), { recursive: true })
  mkdirSync(ready)
  writeFileSync(join(ready, owner), '')
  try {
    if (!take(ready, lock)) {
      onWait()
      await waitFor(() => take(ready, lock), lock)
    }
  } catch (error) {
    rmSync(ready, { recursive: true, force: true })
    throw error
  }
  const beat = setInterval(() => touch(join(lock, owner)), beatMs).unref()
  try {
    return await work()
  } finally {
    clearInterval(beat)
    clear(lock, owner)
  }
}

/** @param {string} ready @param {string} lock */
function take(ready, lock) {
  try {
    renameSync(ready, lock)
    return true
  } catch (error) {
    // What each system calls a folder that is already there.
    if (['EEXIST', 'ENOTEMPTY', 'EPERM', 'EACCES'].includes(codeOf(error))) return false
    throw error
  }
}

/** @param {() => boolean} tryTake @param {string} lock */
async function waitFor(tryTake, lock) {
  let seen = ''
  let same = 0
  do {
    const now = stateOf(lock)
    same = now === seen ? same + 1 : 0
    seen = now
    const owner = now.split(' ')[0] ?? ''
    if (owner && (isGone(owner) || same > patience)) clear(lock, owner)
    else await sleep(pollMs)
  } while (!tryTake())
}

/** The owner and when it last gave a sign; empty when there is none. @param {string} lock */
function stateOf(lock) {
  try {
    const owner = readdirSync(lock)[0]
    return owner ? `${owner} ${statSync(join(lock, owner)).mtimeMs}` : ''
  } catch {
    // It was given back meanwhile.
    return ''
  }
}

/** @param {string} owner */
function isGone(owner) {
  try {
    process.kill(Number.parseInt(owner, 10), 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}

/** @param {string} lock @param {string} owner */
function clear(lock, owner) {
  try {
    rmSync(join(lock, owner))
    rmdirSync(lock)
  } catch {
    // Another process was quicker, and the lock is its own now.
  }
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date())
  } catch {
    // The lock was taken from us; the work goes on, as a stamp is written only when it is done.
  }
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && 'code' in error ? String(error.code) : '')
