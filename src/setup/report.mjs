import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ status: string, assertionResults: readonly { status: string }[] }} TestFile */

/**
 * The closing line of a test run, from vitest's JSON report: `N passed, N failed, N skipped`.
 * Nothing when the run ended before it could report.
 * @param {string} file
 */
export function summaryOf(file) {
  if (!existsSync(file)) return undefined
  /** @type {readonly TestFile[]} */
  const files = JSON.parse(readFileSync(file, 'utf8')).testResults
  const results = files.flatMap(outcomesOf)
  const failed = results.filter((status) => status === 'failed').length
  const passed = results.filter((status) => status === 'passed').length
  return `${passed} passed, ${failed} failed, ${results.length - passed - failed} skipped`
}

/** A file that failed without a failed test could not even be loaded: it counts as one. @param {TestFile} file */
function outcomesOf({ status, assertionResults }) {
  const outcomes = assertionResults.map((result) => result.status)
  return status === 'failed' && !outcomes.includes('failed') ? [...outcomes, 'failed'] : outcomes
}
