import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { dist, modules, node, root } from './project.mjs'
import { failure, runQuietly } from './run.mjs'
import { fingerprint, isFresh, stamped } from './stamp.mjs'

const serverStamp = join(dist, '.server-stamp')
const webStamp = join(dist, '.web-stamp')
const web = join(dist, 'web')

const serverSource = () =>
  fingerprint(root, ['src', 'tsconfig.json', 'package-lock.json'], { except: ['src/web'] })
const webSource = () => fingerprint(root, ['src/web', 'src/model', 'package-lock.json'])

export const isServerBuilt = () => isFresh(serverStamp, serverSource())
export const isWebBuilt = () => existsSync(web) && isFresh(webStamp, webSource())

export const buildServer = () =>
  stamped(serverStamp, serverSource(), async () => {
    mkdirSync(dist, { recursive: true })
    const tsc = join(modules, 'typescript', 'bin', 'tsc')
    const { ok, output } = await runQuietly(
      node(tsc, '-p', 'tsconfig.json', '--noEmitOnError', '--listEmittedFiles'),
    )
    if (!ok) throw failure('tsc', output)
    const emitted = output.matchAll(/^TSFILE: (.+?)\r?$/gm)
    removeOthers(dist, new Set(Array.from(emitted, ([, file = '']) => resolve(file))))
  })

/** Deletes what an earlier build left of files that are no more. @param {string} folder @param {ReadonlySet<string>} kept */
function removeOthers(folder, kept) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    const isOurs = path !== web && !entry.name.startsWith('.')
    if (entry.isDirectory() && isOurs) removeOthers(path, kept)
    else if (isOurs && !kept.has(path)) rmSync(path)
  }
  if (folder !== dist && readdirSync(folder).length === 0) rmdirSync(folder)
}

/** Built beside the old pages and then put in their place: a running server always has a whole set. */
export const buildWeb = () =>
  stamped(webStamp, webSource(), async () => {
    const next = join(dist, '.web-next')
    const last = join(dist, '.web-last')
    rmSync(next, { recursive: true, force: true })
    const { ok, output } = await runQuietly(node(join('src', 'web', 'build.mjs'), next))
    if (!ok) throw failure('vite', output)
    rmSync(last, { recursive: true, force: true })
    if (existsSync(web)) renameSync(web, last)
    renameSync(next, web)
    rmSync(last, { recursive: true, force: true })
  })
