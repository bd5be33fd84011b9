import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { localeOf } from './locale.mjs'
import { texts } from './texts.mjs'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const dist = join(root, 'dist')
export const modules = join(root, 'node_modules')

export const say = texts[localeOf(process.env)]

/**
 * For people, on standard error: a command's own output stays clean.
 * @param {string} line
 */
export function tell(line) {
  process.stderr.write(`${line}\n`)
}

/** What setup cannot go on from; the message says what to do about it. */
export class SetupError extends Error {}

/**
 * How to start npm: the very one that started us, else the one on the PATH.
 * @param {readonly string[]} args
 * @returns {import('./run.mjs').Command}
 */
export function npm(...args) {
  const { npm_execpath: path } = process.env
  if (path && basename(path).startsWith('npm'))
    return { file: process.execPath, args: [path, ...args] }
  return { file: 'npm', args, shell: process.platform === 'win32' }
}

/**
 * @param {readonly string[]} args
 * @returns {import('./run.mjs').Command}
 */
export function node(...args) {
  return { file: process.execPath, args }
}
