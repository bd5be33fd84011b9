import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { root, SetupError, say, tell } from './project.mjs'

/** @typedef {{ file: string, args: readonly string[], shell?: boolean }} Command */
/** @typedef {{ ok: boolean, output: string }} Outcome */

/**
 * Runs a program to its end and keeps what it prints; meanwhile says that it is still at it.
 * @param {Command} command
 * @returns {Promise<Outcome>}
 */
export async function runQuietly(command) {
  const stop = startTicker()
  try {
    return await run(command, 'pipe')
  } finally {
    stop()
  }
}

/**
 * Runs a program that prints to the terminal itself.
 * @param {Command} command
 */
export async function runAloud(command) {
  const { ok } = await run(command, 'inherit')
  return ok
}

/**
 * The error of a program that failed: the end of its output, and advice when there is any.
 * @param {string} what
 * @param {string} output
 * @param {string} [advice]
 */
export function failure(what, output, advice = '') {
  const tail = output.trimEnd().split('\n').slice(-40)
  const lines = [say.failed(what), ...tail.map((line) => `  | ${line}`)]
  return new SetupError([...lines, ...(advice ? ['', advice] : [])].join('\n'))
}

/**
 * @param {Command} command
 * @param {'pipe' | 'inherit'} output
 * @returns {Promise<Outcome>}
 */
function run({ file, args, shell = false }, output) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { cwd: root, shell, stdio: ['ignore', output, output] })
    const letGo = stopWith(child)
    /** @type {Buffer[]} */
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    /** @param {boolean} ok @param {string} [more] */
    const end = (ok, more = '') => {
      letGo()
      resolve({ ok, output: Buffer.concat(chunks).toString('utf8') + more })
    }
    child.on('error', (error) => end(false, error.message))
    child.on('close', (code) => end(code === 0))
  })
}

/**
 * A signal to us ends the child too, so that nothing goes on behind the operator's back.
 * @param {import('node:child_process').ChildProcess} child
 */
function stopWith(child) {
  /** @param {NodeJS.Signals} signal */
  const stop = (signal) => {
    child.kill(signal)
    process.exit(128 + constants.signals[signal])
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  return () => process.off('SIGINT', stop).off('SIGTERM', stop)
}

/** On a terminal a count of seconds; elsewhere a line every half minute. */
function startTicker() {
  const start = Date.now()
  const terminal = process.stderr.isTTY
  const timer = setInterval(
    () => {
      const line = `  ${say.still(Date.now() - start)}`
      if (terminal) process.stderr.write(`\r${line}`)
      else tell(line)
    },
    terminal ? 1000 : 30_000,
  )
  return () => {
    clearInterval(timer)
    if (terminal) process.stderr.write('\r\u001b[K')
  }
}
