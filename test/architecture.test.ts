import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { type Link, readSource } from './support/read-source.ts'

/** What a part may use: parts of ours and packages, `node:` for Node's own; `types` in types only. */
interface Row {
  readonly uses: readonly string[]
  readonly types?: readonly string[]
  /** May touch no clock, no chance and no promise. */
  readonly pure?: true
}

const table: Readonly<Record<string, Row>> = {
  model: { uses: [], pure: true },
  cases: { uses: ['model', 'luxon'], types: ['playbook'], pure: true },
  dialogue: { uses: ['model', 'cases'], types: ['playbook'], pure: true },
  playbook: { uses: ['model', 'zod', 'yaml', 'node:'] },
  understanding: {
    uses: ['model', 'node:', 'node-nlp', 'natural', 'opencc-js'],
    types: ['playbook'],
  },
  tone: { uses: ['model', 'playbook', 'understanding'] },
  orders: {
    uses: ['model', 'zod', 'secure-json-parse', 'node:'].concat(
      'csv-parse',
      'read-excel-file',
      'cockatiel',
    ),
    types: ['store'],
  },
  media: { uses: ['model', 'sharp', 'node:'] },
  channels: { uses: ['model', 'zod', 'secure-json-parse', 'node:'] },
  store: { uses: ['model', 'better-sqlite3', 'node:'] },
  // Opens the counter for the past, as app.ts does for the world, on a thread of its own.
  demo: {
    uses: ['model', 'channels', 'orders', 'rehearsal', 'media', 'store', 'cases', 'root'].concat(
      'config',
      'pino',
      'node:',
    ),
    types: ['gateway', 'desk'],
  },
  overview: { uses: ['model', 'cases', 'node:'], types: ['store', 'playbook'] },
  gateway: {
    uses: ['model', 'dialogue', 'node:'],
    types: ['playbook', 'understanding', 'channels', 'store', 'orders', 'media', 'pino'],
  },
  desk: {
    uses: ['model', 'dialogue', 'cases', 'yazl', 'node:'],
    types: ['channels', 'store', 'gateway', 'playbook', 'pino'],
  },
  http: {
    // Channels mint visitors and the store names conversations.
    uses: [
      'model',
      'channels',
      'store',
      'zod',
      'secure-json-parse',
      'write-excel-file',
      'node:',
      'fastify',
      '@fastify/*',
    ].concat('fastify-type-provider-zod', 'prom-client', 'pinyin-pro'),
    types: ['gateway', 'desk', 'overview', 'playbook', 'authoring', 'orders', 'media', 'pino'],
  },
  'web/shared': { uses: ['model'] },
  'web/widget': { uses: ['web/shared', 'preact', '@preact/signals'], types: ['model'] },
  'web/console': {
    uses: ['web/shared', 'react', 'react-dom', 'antd', 'dayjs', '@ant-design/*', 'echarts'].concat(
      'wouter',
      'write-excel-file',
      '@tanstack/*',
      '@codemirror/*',
      '@lezer/*',
    ),
    types: ['model'],
  },
  'web/build': { uses: ['web/words', 'node:', 'sharp', 'vite'] },
  'web/words': { uses: ['node:', 'opencc-js'] },
  // Opens the counter for a story, as app.ts does for the world.
  rehearsal: {
    uses: ['model', 'playbook', 'channels', 'store', 'media', 'tone', 'root'].concat(
      'zod',
      'pino',
      'sharp',
      'node:',
    ),
    types: ['config', 'understanding', 'gateway', 'desk'],
  },
  authoring: {
    uses: [
      'model',
      'playbook',
      'understanding',
      'rehearsal',
      'root',
      'config',
      'diff',
      'node-diff3',
      'node:',
    ],
    types: ['store', 'gateway', 'pino'],
  },
  cli: {
    uses: [
      'model',
      'playbook',
      'understanding',
      'gateway',
      'rehearsal',
      'root',
      'config',
      'setup',
      'zod',
    ].concat('pino', 'node:'),
  },
  // Loads the programs that it has just built, which no import can name.
  setup: { uses: ['node:', '<computed>'] },
  config: { uses: ['model', 'channels', 'understanding', 'setup', 'zod', 'node:'] },
  log: { uses: ['pino'], types: ['config'] },
  metrics: { uses: ['prom-client'], types: ['gateway', 'store'] },
  root: { uses: ['*'] },
}

/** Folders that are entered by any file; every other one by its `index.ts` alone. */
const open = ['model', 'setup']
/** Doors beside `index.ts`. */
const sideDoors = ['store/sqlite/index.ts']
/** Packages that these files alone may know. */
const homes: Readonly<Record<string, readonly string[]>> = {
  'node-nlp': ['understanding/node-nlp.ts'],
  natural: ['understanding/natural.ts', 'understanding/stem.ts'],
  'opencc-js': ['understanding/simplified.ts', 'web/words.mjs'],
}

type Files = Readonly<Record<string, string>>

/** Every breach of the rules, one line each. */
function breaches(files: Files): readonly string[] {
  return Object.entries(files).flatMap(([file, source]) => {
    const part = partOf(file)
    const row = table[part]
    if (!row) return [`${file}: ${part} has no row in the table`]
    const { links, sins } = readSource(file, source)
    return [
      ...links.flatMap((link) => wrongLink({ file, part, row, link, files })),
      ...(row.pure ? sins.filter((sin) => sin !== 'process.env') : []).map(
        (sin) => `${file}: ${sin}`,
      ),
      ...(mayReadEnv(part) || !sins.includes('process.env') ? [] : [`${file}: process.env`]),
    ]
  })
}

const mayReadEnv = (part: string) => part === 'config' || part === 'setup'

/** The name of a file's row. */
function partOf(file: string): string {
  const [first = '', second = ''] = file.split('/')
  if (first === 'web') return `web/${second.replace(/\.\w+$/, '')}`
  if (second !== '') return first
  const name = first.replace(/\.\w+$/, '')
  return ['config', 'log', 'metrics', 'setup'].includes(name) ? name : 'root'
}

interface Step {
  readonly file: string
  readonly part: string
  readonly row: Row
  readonly link: Link
  readonly files: Files
}

function wrongLink({ file, part, row, link, files }: Step): readonly string[] {
  const said = `${file} -> ${link.to}`
  const allowed = link.isType ? [...row.uses, ...(row.types ?? [])] : row.uses
  const may = (name: string) =>
    allowed.some((each) => each === '*' || each === name || `${name.split('/')[0]}/*` === each)
  if (!link.to.startsWith('.')) {
    const name = packageOf(link.to)
    const home = homes[name] ?? [file]
    if (!home.includes(file)) return [`${said}: only ${home.join(', ')} may`]
    return may(name) ? [] : [`${said}: ${part} may not${link.isType ? '' : ' (as a value)'}`]
  }
  const target = posix.join(posix.dirname(file), link.to)
  const other = partOf(target)
  if (other !== part && !may(other))
    return [`${said}: ${part} may not${link.isType ? '' : ' (as a value)'}`]
  if (target.endsWith('/index.ts') && file.startsWith(`${posix.dirname(target)}/`))
    return [`${said}: its own index`]
  const entered = foldersOf(target).filter((folder) => !file.startsWith(`${folder}/`))
  const shut = entered.find((folder) => isShut(folder, other !== part, files))
  const isDoor = target === `${shut}/index.ts` || sideDoors.includes(target)
  return shut === undefined || isDoor ? [] : [`${said}: enter ${shut} by its index.ts`]
}

/** Inside one part, a folder without an index is a mere drawer. */
const isShut = (folder: string, isForeign: boolean, files: Files) =>
  !open.includes(folder) &&
  folder !== 'web' &&
  ((isForeign && table[folder] !== undefined) || files[`${folder}/index.ts`] !== undefined)

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:'
  const words = specifier.split('/')
  return words.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

const foldersOf = (file: string) =>
  file
    .split('/')
    .slice(0, -1)
    .map((_, i, words) => words.slice(0, i + 1).join('/'))

const sourceRoot = fileURLToPath(new URL('../src', import.meta.url))

function sourceFiles(): Files {
  const names = readdirSync(sourceRoot, { recursive: true, encoding: 'utf8' })
  const code = names.filter((name) => /\.(?:ts|tsx|mjs)$/.test(name) && !name.endsWith('.d.ts'))
  return Object.fromEntries(
    code.map((name) => [name.replaceAll('\\', '/'), readFileSync(join(sourceRoot, name), 'utf8')]),
  )
}

test('every file keeps to the import table', () => {
  expect(breaches(sourceFiles())).toEqual([])
})

test('every folder has a row, and every row has something under it', () => {
  const parts = new Set(Object.keys(sourceFiles()).map(partOf))
  expect([...parts].sort()).toEqual(Object.keys(table).sort())
})

test('the table can be broken in each way it forbids', () => {
  const bad: Files = {
    'attic/junk.ts': '',
    'channels/a.ts': "import { b } from '../store/index.ts'",
    'channels/bridge/index.ts': "import { createHmac } from 'crypto'",
    'channels/index.ts': "export * from './bridge/x.ts'",
    'dialogue/a.ts': "import { type Playbook, load } from '../playbook/index.ts'",
    'dialogue/b.ts': 'export async function b(): Promise<void> { await 1 }',
    'gateway/a.ts': "import { x } from './index.ts'",
    'gateway/b.ts': "import type { Store } from '../store/store.ts'",
    'model/a.ts': 'const at = [Date.now(), new Date(), Math.random()]',
    'model/b.ts': "import type { Logger } from 'pino'",
    'orders/a.ts': 'const { env } = process',
    'orders/b.ts': "const path = process['env'].HOME",
    'understanding/a.ts': "const nlp = await import('node-nlp')",
    'web/widget/a.tsx': "import { x } from '../console/x.ts'\nexport const a = <b>'</b>",
  }
  expect(breaches(bad)).toEqual([
    'attic/junk.ts: attic has no row in the table',
    'channels/a.ts -> ../store/index.ts: channels may not (as a value)',
    'channels/bridge/index.ts -> crypto: channels may not (as a value)',
    'channels/index.ts -> ./bridge/x.ts: enter channels/bridge by its index.ts',
    'dialogue/a.ts -> ../playbook/index.ts: dialogue may not (as a value)',
    'dialogue/b.ts: async',
    'dialogue/b.ts: Promise',
    'dialogue/b.ts: async',
    'gateway/a.ts -> ./index.ts: its own index',
    'gateway/b.ts -> ../store/store.ts: enter store by its index.ts',
    'model/a.ts: Date.now',
    'model/a.ts: the present date',
    'model/a.ts: Math.random',
    'model/b.ts -> pino: model may not',
    'orders/a.ts: process.env',
    'orders/b.ts: process.env',
    'understanding/a.ts -> node-nlp: only understanding/node-nlp.ts may',
    'web/widget/a.tsx -> ../console/x.ts: web/widget may not (as a value)',
  ])
})

test('comments, strings and types that look like breaches are none', () => {
  const good: Files = {
    'model/a.ts': [
      "// import { x } from '../store/index.ts'",
      'export const text = `import x from "fastify"; process.env Date.now()` // Math.random()',
      'export const pattern = /import \\{ x \\} from "pino"/',
      'export const dayOf = (at: number) => new Date(at).getUTCDay()',
    ].join('\n'),
    'dialogue/a.ts': "export type { Playbook } from '../playbook/index.ts'",
    'dialogue/b.ts': "export type Load = typeof import('../playbook/index.ts')",
    'http/a.ts': "import cookie from '@fastify/cookie'\nimport { z } from 'zod'",
    'app.ts': "import { createSqliteStore } from './store/sqlite/index.ts'",
  }
  expect(breaches(good)).toEqual([])
})
