import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { summaryOf } from '../../src/setup/report.mjs'

function summaryOfFiles(testResults: readonly unknown[]) {
  const dir = mkdtempSync(join(tmpdir(), 'shouhou-report-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  writeFileSync(join(dir, 'report.json'), JSON.stringify({ testResults }))
  return summaryOf(join(dir, 'report.json'))
}

test('tests that are to be written count as skipped', () => {
  const assertionResults = [{ status: 'passed' }, { status: 'todo' }, { status: 'pending' }]
  expect(summaryOfFiles([{ status: 'passed', assertionResults }])).toBe(
    '1 passed, 0 failed, 2 skipped',
  )
})

test('a file that cannot be loaded counts as a failed test', () => {
  expect(summaryOfFiles([{ status: 'failed', assertionResults: [] }])).toBe(
    '0 passed, 1 failed, 0 skipped',
  )
})

test('without a report there is no summary', () => {
  expect(summaryOf('/nowhere/report.json')).toBeUndefined()
})
