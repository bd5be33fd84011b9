import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  compileFailed,
  compilerCommand,
  lacksCompiler,
  lacksNetwork,
  thisSystem,
} from './compiler.mjs'
import { modules, node, npm, root, SetupError, say, tell } from './project.mjs'
import { failure, runQuietly } from './run.mjs'
import { fingerprint, isFresh, stamped } from './stamp.mjs'

const stamp = join(modules, '.shouhou-stamp')

/** Native modules fit one Node only, so that Node is part of what was installed. */
const wanted = () =>
  fingerprint(root, ['package-lock.json'], {
    facts: [process.version, process.versions.modules, process.platform, process.arch],
  })

/** What is installed is what the lock file asks for, and was seen to load on this Node. */
export const isInstalled = () => isFresh(stamp, wanted())

export const install = () =>
  stamped(stamp, wanted(), async () => {
    if (!matchesLock()) await installAll()
    await seeThatSqliteLoads()
  })

/** Whether somebody's own `npm install` has already put everything in its place. */
function matchesLock() {
  const kept = join(modules, '.package-lock.json')
  if (!existsSync(kept)) return false
  const found = packagesOf(kept)
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' || found[path]?.version === version || (optional && !found[path]),
  )
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages

async function installAll() {
  // NODE_ENV=production or an omit setting would leave out the compiler that the next step needs.
  const { ok, output } = await runQuietly(npm('ci', '--include=dev', '--no-audit', '--no-fund'))
  if (!ok) throw failure('npm ci', output, advice(output))
}

async function seeThatSqliteLoads() {
  if ((await sqliteLoads()).ok) return
  tell(`  ${say.rebuild}`)
  const { ok, output } = await runQuietly(npm('rebuild', 'better-sqlite3'))
  if (!ok) throw failure('npm rebuild better-sqlite3', output, advice(output))
  const again = await sqliteLoads()
  if (!again.ok) throw new SetupError(`${say.nativeBroken}\n${again.output.trim()}`)
}

/** In a process of its own: a module built for another Node may bring the process down. */
export const sqliteLoads = () =>
  runQuietly(node('-e', "new (require('better-sqlite3'))(':memory:').prepare('select 1').get()"))

/** @param {string} output */
function advice(output) {
  if (lacksCompiler(output)) return `${say.noCompiler}\n\n${compilerCommand(thisSystem())}`
  if (compileFailed(output)) return say.compileFailed
  return lacksNetwork(output) ? say.noNetwork : ''
}
