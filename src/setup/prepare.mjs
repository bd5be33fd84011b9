import { join } from 'node:path'
import { buildServer, buildWeb, isServerBuilt, isWebBuilt } from './build.mjs'
import { install, isInstalled } from './install.mjs'
import { withLock } from './lock.mjs'
import { dist, say, tell } from './project.mjs'

/** @typedef {{ title: string, isDone: () => boolean, run: () => Promise<void> }} Step */

const steps = {
  modules: { title: say.install, isDone: isInstalled, run: install },
  server: { title: say.server, isDone: isServerBuilt, run: buildServer },
  web: { title: say.web, isDone: isWebBuilt, run: buildWeb },
}

/**
 * Brings these parts up to date, in this order; says nothing when they are.
 * @param {readonly (keyof typeof steps)[]} parts
 */
export async function prepare(...parts) {
  const wanted = parts.map((part) => steps[part])
  if (wanted.every(({ isDone }) => isDone())) return
  await withLock(join(dist, '.setup-lock'), {
    onWait: () => tell(say.waiting),
    work: () => runSteps(wanted.filter(({ isDone }) => !isDone())),
  })
}

/** @param {readonly Step[]} stale */
async function runSteps(stale) {
  for (const [index, { title, run }] of stale.entries()) {
    const start = Date.now()
    tell(`[${index + 1}/${stale.length}] ${title}……`)
    await run()
    tell(`  ${say.done(Date.now() - start)}`)
  }
}
