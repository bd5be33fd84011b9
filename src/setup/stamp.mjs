import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * A fingerprint of files by name and content; folders count with all they hold. Times do not
 * count: a checkout changes them and an edit may not.
 * @param {string} root
 * @param {readonly string[]} paths
 * @param {{ except?: readonly string[], facts?: readonly string[] }} [more]
 */
export function fingerprint(root, paths, { except = [], facts = [] } = {}) {
  const hash = createHash('sha256')
  for (const fact of facts) hash.update(`${fact}\0`)
  for (const file of paths.flatMap((path) => filesIn(join(root, path)))) {
    const name = relative(root, file).replaceAll(sep, '/')
    if (except.some((folder) => name.startsWith(`${folder}/`))) continue
    const content = readFileSync(file)
    hash.update(`${name}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** @param {string} path @returns {readonly string[]} */
function filesIn(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  const names = readdirSync(path).sort()
  return names.flatMap((name) => filesIn(join(path, name)))
}

/**
 * Whether the work that left this stamp was done on the same input.
 * @param {string} file
 * @param {string} wanted
 */
export function isFresh(file, wanted) {
  return existsSync(file) && readFileSync(file, 'utf8') === wanted
}

/**
 * Does the work without its stamp standing, so that work cut short is done again.
 * @param {string} file
 * @param {string} wanted
 * @param {() => Promise<void>} work
 */
export async function stamped(file, wanted, work) {
  rmSync(file, { force: true })
  await work()
  writeFileSync(file, wanted)
}
