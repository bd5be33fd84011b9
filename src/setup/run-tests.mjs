import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromiumPath } from './chromium.mjs'
import { modules, node, npm, say, tell } from './project.mjs'
import { summaryOf } from './report.mjs'
import { runAloud } from './run.mjs'

/** The scripts of package.json that come before the tests. */
const checks = /** @type {const} */ (['lint', 'types', 'unused'])

/**
 * All checks and tests, up to the first step that fails; with arguments, vitest alone with them.
 * The last line says how many tests passed.
 * @param {readonly string[]} args
 */
export async function runTests(args) {
  const before = args.length > 0 ? [] : checks
  const total = before.length + 1
  for (const [index, check] of before.entries()) {
    const title = `[${index + 1}/${total}] ${say.testSteps[check]}`
    if (!(await runStep(title, () => runAloud(npm('run', '--silent', check))))) return false
  }
  const folder = mkdtempSync(join(tmpdir(), 'shouhou-test-'))
  const report = join(folder, 'report.json')
  try {
    warnWithoutChromium()
    const title = `[${total}/${total}] ${say.testSteps.tests}`
    const ok = await runStep(title, () => runAloud(vitest(report, args)))
    warnWithoutChromium()
    const summary = summaryOf(report)
    if (summary) process.stdout.write(`${summary}\n`)
    return ok
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {string} title @param {() => Promise<boolean>} step */
async function runStep(title, step) {
  const start = Date.now()
  tell(`${title}……`)
  const ok = await step()
  tell(ok ? `  ${say.done(Date.now() - start)}` : `  ${title}: ${say.stepFailed}`)
  return ok
}

/** A busy machine is slow and fails no test; what hangs ends all the same. */
const testTimeoutMs = 60_000

/** @param {string} report @param {readonly string[]} args */
const vitest = (report, args) =>
  node(
    join(modules, 'vitest', 'vitest.mjs'),
    ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    `--testTimeout=${testTimeoutMs}`,
    ...args,
  )

function warnWithoutChromium() {
  if (chromiumPath()) return
  const line = '!'.repeat(78)
  tell([line, ...say.noChromium.map((text) => `!! ${text}`), line].join('\n'))
}
