import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const source = fileURLToPath(new URL('../../src', import.meta.url))

export interface Run {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface TempProject {
  readonly dir: string
  write(path: string, text: string): void
  has(path: string): boolean
  run(args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Run>
  /** What npm, tsc, the web build and vitest were asked to do since the last call. */
  calls(): readonly string[]
}

/** A clone with our real setup in it, a program of two lines, and tools that only pretend. */
export function aProject(): TempProject {
  const dir = mkdtempSync(join(tmpdir(), 'shouhou-setup-'))
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), text, { mode: 0o755 })
  }
  const calls = join(dir, 'calls')
  cpSync(join(source, 'setup'), join(dir, 'src/setup'), { recursive: true })
  cpSync(join(source, 'setup.mjs'), join(dir, 'src/setup.mjs'))
  write('package.json', '{ "type": "module" }')
  write('package-lock.json', JSON.stringify(lock))
  write('tsconfig.json', '{}')
  write('src/main.ts', "console.log('open', process.argv.slice(2).join(' '))")
  write('src/cli/main.ts', 'console.log(JSON.stringify(process.argv.slice(2)))')
  write('src/web/build.mjs', fakeWebBuild)
  write('fake/npm-cli.cjs', fakeNpm)
  write('fake/npm', `#!/bin/sh\nexec "${process.execPath}" "${dir}/fake/npm-cli.cjs" "$@"\n`)
  return {
    dir,
    write,
    has: (path) => existsSync(join(dir, path)),
    run: (args, env = {}) => run(dir, args, env),
    calls() {
      const seen = existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : []
      rmSync(calls, { force: true })
      return seen
    },
  }
}

function run(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Run> {
  const { PATH } = process.env
  const path = `${join(cwd, 'fake')}${delimiter}${PATH}`
  const child = spawn(process.execPath, ['src/setup.mjs', ...args], {
    cwd,
    env: { PATH: path, CALLS: join(cwd, 'calls'), LANG: 'en_US.UTF-8', ...env },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (err += chunk))
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, err })))
}

const lock = {
  packages: {
    '': {},
    'node_modules/better-sqlite3': { version: '1.0.0' },
    'node_modules/elsewhere': { version: '1.0.0', optional: true },
  },
}

/** What the fake install leaves behind; `BROKEN` makes the native module fail until it is rebuilt. */
const fakeNpm = `
const fs = require('node:fs')
const [command, ...args] = process.argv.slice(2)
fs.appendFileSync(process.env.CALLS, ['npm', command, ...args].join(' ') + '\\n')
const { NPM_FAILS, BROKEN = '' } = process.env
if (NPM_FAILS === command || NPM_FAILS === args.at(-1)) {
  for (let i = 0; i < 60; i++) console.log('line ' + i)
  console.error('npm error gyp ERR! stack Error: not found: make')
  process.exit(1)
}
const put = (path, text) => {
  fs.mkdirSync(require('node:path').dirname('node_modules/' + path), { recursive: true })
  fs.writeFileSync('node_modules/' + path, text)
}
const sqlite = (works) => put('better-sqlite3/index.js', works
  ? 'module.exports = class { prepare() { return { get() {} } } }'
  : 'throw new Error("wrong NODE_MODULE_VERSION")')
if (command === 'ci') {
  fs.rmSync('node_modules', { recursive: true, force: true })
  const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'))
  put('.package-lock.json', JSON.stringify({ packages: { 'node_modules/better-sqlite3': packages['node_modules/better-sqlite3'] } }))
  put('better-sqlite3/package.json', '{}')
  put('typescript/package.json', '{}')
  put('typescript/bin/tsc', ${JSON.stringify(fakeTsc())})
  put('vitest/vitest.mjs', ${JSON.stringify(fakeVitest())})
  sqlite(BROKEN === '')
}
if (command === 'rebuild') sqlite(BROKEN !== 'for good')
`

function fakeTsc(): string {
  return `
const fs = require('node:fs'), path = require('node:path')
fs.appendFileSync(process.env.CALLS, 'tsc\\n')
if (process.env.TSC_FAILS) { console.log('src/main.ts(1,1): error TS1'); process.exit(1) }
for (const name of fs.readdirSync('src', { recursive: true })) {
  if (!name.endsWith('.ts')) continue
  const file = path.resolve('dist', name.replace(/ts$/, 'js'))
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.copyFileSync(path.join('src', name), file)
  console.log('TSFILE: ' + file)
}`
}

function fakeVitest(): string {
  return `
import { appendFileSync, writeFileSync } from 'node:fs'
const args = process.argv.slice(2)
const report = args.find((arg) => arg.startsWith('--outputFile.json=')).split('=')[1]
appendFileSync(process.env.CALLS, ['vitest', ...args.filter((arg) => !arg.startsWith('--'))].join(' ') + '\\n')
const failed = Boolean(process.env.TESTS_FAIL)
const statuses = ['passed', 'passed', 'skipped', ...(failed ? ['failed'] : [])]
writeFileSync(report, JSON.stringify({ testResults: [
  { status: failed ? 'failed' : 'passed', assertionResults: statuses.map((status) => ({ status })) },
] }))
process.exit(failed ? 1 : 0)`
}

const fakeWebBuild = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
appendFileSync(process.env.CALLS, 'web\\n')
mkdirSync(process.argv[2], { recursive: true })
writeFileSync(process.argv[2] + '/index.html', String(Math.random()))
`
