import { rmSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aProject } from './project.ts'

const ci = 'npm ci --include=dev --no-audit --no-fund'

test('the first start installs, builds and runs; the second only runs', async () => {
  const project = aProject()
  const first = await project.run(['start', '--loud'])
  expect(first).toMatchObject({ code: 0, out: 'open --loud\n' })
  expect(first.err).toContain('[1/3] Installing dependencies: about 1-4 minutes')
  expect(project.calls()).toEqual([ci, 'tsc', 'web'])
  expect(await project.run(['start'])).toEqual({ code: 0, out: 'open \n', err: '' })
  expect(project.calls()).toEqual([])
})

test('speaks Chinese unless the system speaks English', async () => {
  const { err } = await aProject().run(['build'], { LANG: 'C' })
  expect(err).toContain('[1/3] 安装依赖：第一次约 1–4 分钟')
})

test('an edit is built again, and what it deleted is gone; a new time alone is no edit', async () => {
  const project = aProject()
  project.write('src/old/old.ts', '')
  await project.run(['build'])
  project.calls()
  utimesSync(join(project.dir, 'src/main.ts'), 1, 1)
  await project.run(['build'])
  expect(project.calls()).toEqual([])
  rmSync(join(project.dir, 'src/old'), { recursive: true })
  await project.run(['build'])
  expect(project.calls()).toEqual(['tsc'])
  expect(project.has('dist/old')).toBe(false)
  expect(project.has('dist/web/index.html')).toBe(true)
  project.write('src/web/widget/main.tsx', 'new')
  await project.run(['build'])
  expect(project.calls()).toEqual(['web'])
})

test('a command leaves standard output to the program', async () => {
  const { out } = await aProject().run(['shouhou', 'classify', '--json'])
  expect(out).toBe('["classify","--json"]\n')
})

test('a failed build says why, and the next one tries again', async () => {
  const project = aProject()
  const failed = await project.run(['start'], { TSC_FAILS: '1' })
  expect(failed).toMatchObject({ code: 1, out: '' })
  expect(failed.err).toContain('  | src/main.ts(1,1): error TS1')
  expect(await project.run(['start'])).toMatchObject({ code: 0, out: 'open \n' })
})

test('two at once install and build once', async () => {
  const project = aProject()
  const both = await Promise.all([project.run(['build']), project.run(['start'])])
  expect(both.map(({ code }) => code)).toEqual([0, 0])
  expect(project.calls()).toEqual([ci, 'tsc', 'web'])
  expect(both.map(({ err }) => err).join('')).toContain('Another terminal')
})

test('without a compiler it shows the end of the output and the command to run', async () => {
  const { code, err } = await aProject().run(['start'], { NPM_FAILS: 'ci' })
  expect(code).toBe(1)
  expect(err).toContain('  | line 59\n')
  expect(err).not.toContain('line 20\n')
  expect(err).toMatch(/lacks the tools to compile.*\n\n.*(?:install|add|-S) /)
})

test('uses the npm that started it, before any other', async () => {
  const project = aProject()
  project.write('fake/npm', '#!/bin/sh\nexit 1\n')
  const env = { npm_execpath: join(project.dir, 'fake/npm-cli.cjs') }
  expect(await project.run(['build'], env)).toMatchObject({ code: 0 })
})

test('a native module of another Node is compiled again, once', async () => {
  const project = aProject()
  expect(await project.run(['start'], { BROKEN: 'once' })).toMatchObject({ code: 0 })
  expect(project.calls()).toEqual([ci, 'npm rebuild better-sqlite3', 'tsc', 'web'])
})

test('a native module that never loads stops the start with its reason', async () => {
  const { code, err } = await aProject().run(['start'], { BROKEN: 'for good' })
  expect(code).toBe(1)
  expect(err).toContain('wrong NODE_MODULE_VERSION')
})

test('what somebody installed by hand is taken as it is', async () => {
  const project = aProject()
  await project.run(['build'])
  rmSync(join(project.dir, 'node_modules/.shouhou-stamp'))
  project.calls()
  await project.run(['build'])
  expect(project.calls()).toEqual([])
  project.write(
    'package-lock.json',
    '{"packages":{"node_modules/better-sqlite3":{"version":"2.0.0"}}}',
  )
  await project.run(['build'])
  expect(project.calls()[0]).toBe(ci)
})

test('a Node that is too old is told so, and nothing is begun', async () => {
  const project = aProject()
  const old = "Object.defineProperty(process, 'versions', { value: { node: '18.20.4' } })"
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(old)}`
  const { code, err } = await project.run(['start'], { NODE_OPTIONS })
  expect(code).toBe(1)
  expect(err).toContain('Node.js 20.19 or later')
  expect(err).toContain('18.20.4')
  expect(project.calls()).toEqual([])
})

test('npm test checks, then tests, and ends with the count', async () => {
  const project = aProject()
  const { code, out } = await project.run(['test'])
  expect(code).toBe(0)
  expect(out.endsWith('2 passed, 0 failed, 1 skipped\n')).toBe(true)
  const checks = ['lint', 'types', 'unused'].map((name) => `npm run --silent ${name}`)
  expect(project.calls()).toEqual([ci, 'tsc', 'web', ...checks, 'vitest run'])
})

test('npm test stops at the first check that fails', async () => {
  const project = aProject()
  expect(await project.run(['test'], { NPM_FAILS: 'types' })).toMatchObject({ code: 1 })
  expect(project.calls().slice(3)).toEqual(['npm run --silent lint', 'npm run --silent types'])
})

test('failed tests fail the run, and are counted', async () => {
  const { code, out } = await aProject().run(['test'], { TESTS_FAIL: '1' })
  expect(code).toBe(1)
  expect(out.endsWith('2 passed, 1 failed, 1 skipped\n')).toBe(true)
})

test('npm test with arguments runs those tests alone', async () => {
  const project = aProject()
  await project.run(['test', 'test/store'])
  expect(project.calls().slice(3)).toEqual(['vitest run test/store'])
})

test('says loudly that there is no browser', async () => {
  const { err } = await aProject().run(['test', 'test/e2e'], { CHROMIUM_PATH: '/nowhere' })
  expect(err).toContain('every test in a real browser is SKIPPED!')
})

test('an unknown command is answered with the known ones', async () => {
  const { code, err } = await aProject().run(['stop'])
  expect(code).toBe(1)
  expect(err).toContain('usage:')
})
