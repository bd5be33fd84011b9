import { randomUUID } from 'node:crypto'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { messageOf } from '../model/errors.ts'
import type { Loaded } from '../playbook/index.ts'
import { sqliteLoads } from '../setup/install.mjs'
import { isNewEnough } from '../setup/node-version.mjs'

/** One thing that was looked at. */
export interface Check {
  readonly name: string
  readonly state: 'ok' | 'warning' | 'fault'
  /** What was found. */
  readonly found: string
  /** What to do about it. */
  readonly remedy?: string
}

export interface DoctorDeps {
  readonly loadPlaybook: () => Promise<Loaded>
  readonly at: number
}

/** Looks at everything that the counter needs of this machine. Never throws: a fault is a finding. */
export async function doctor(config: Config, deps: DoctorDeps): Promise<readonly Check[]> {
  const say = texts[config.locale]
  return Promise.all([
    checkNode(say),
    checkSqlite(say),
    checkFolder(config, say),
    checkDisk(config, say),
    checkPort(config, say),
    checkClock(config, deps.at, say),
    checkPlaybook(config, deps, say),
  ])
}

/** A line for each check and, under it, what to do. */
export function formatDoctor(checks: readonly Check[], locale: Config['locale']): string {
  const lines = checks.flatMap(({ name, state, found, remedy }) => [
    `${marks[state]} ${name}  ${found}`,
    ...(remedy ? [`    → ${remedy}`] : []),
  ])
  const count = (state: Check['state']) => checks.filter((check) => check.state === state).length
  return [...lines, '', texts[locale].summary(count('fault'), count('warning'))].join('\n')
}

const marks = { ok: '✓', warning: '!', fault: '✗' } as const

function checkNode(say: Texts): Check {
  const found = process.version
  if (isNewEnough(process.versions.node)) return { name: 'Node.js', state: 'ok', found }
  return { name: 'Node.js', state: 'fault', found, remedy: say.newerNode }
}

async function checkSqlite(say: Texts): Promise<Check> {
  const { ok, output } = await sqliteLoads()
  if (ok) return { name: say.sqlite, state: 'ok', found: say.loads }
  const cause = output.split('\n').find((line) => line.includes('Error')) ?? say.loadsNot
  return { name: say.sqlite, state: 'fault', found: cause.trim(), remedy: say.rebuild }
}

async function checkFolder({ dataDir }: Config, say: Texts): Promise<Check> {
  const probe = join(dataDir, `.doctor-${randomUUID()}`)
  try {
    await mkdir(dataDir, { recursive: true })
    await writeFile(probe, '')
    await rm(probe)
    return { name: say.folder, state: 'ok', found: say.writable(dataDir) }
  } catch (error) {
    const found = messageOf(error)
    return { name: say.folder, state: 'fault', found, remedy: say.otherFolder }
  }
}

const mebibyte = 1024 ** 2

async function checkDisk({ dataDir }: Config, say: Texts): Promise<Check> {
  try {
    const { bavail, bsize } = await statfs(dataDir)
    const free = Math.floor((bavail * bsize) / mebibyte)
    const state = free < 100 ? 'fault' : free < 1024 ? 'warning' : 'ok'
    const remedy = state === 'ok' ? {} : { remedy: say.makeRoom }
    return { name: say.disk, state, found: say.free(free), ...remedy }
  } catch (error) {
    return { name: say.disk, state: 'warning', found: messageOf(error) }
  }
}

async function checkPort({ host, port }: Config, say: Texts): Promise<Check> {
  const name = say.port
  const code = await tryPort(host, port)
  if (code === undefined) return { name, state: 'ok', found: say.portFree(host, port) }
  if (code === 'EADDRINUSE')
    return { name, state: 'warning', found: say.portTaken(port), remedy: say.otherPort }
  return { name, state: 'fault', found: `${host}:${port} ${code}`, remedy: say.otherHost }
}

/** Why nothing can listen there, in the system's word; nothing when it can. */
function tryPort(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve('code' in error ? String(error.code) : error.message))
    server.listen({ host, port }, () => server.close(() => resolve(undefined)))
  })
}

/** No computer that runs this was set before it was written: such a clock was never set at all. */
const written = Date.UTC(2025, 0)

function checkClock({ timeZone, locale }: Config, at: number, say: Texts): Check {
  const time = new Date(at).toLocaleString(locale, { timeZone, hour12: false })
  const found = `${timeZone}  ${time}`
  if (at >= written) return { name: say.clock, state: 'ok', found }
  return { name: say.clock, state: 'fault', found, remedy: say.setClock }
}

async function checkPlaybook(
  { playbookDir }: Config,
  { loadPlaybook }: DoctorDeps,
  say: Texts,
): Promise<Check> {
  const name = say.playbook
  try {
    const loaded = await loadPlaybook()
    const count = loaded.warnings.length
    if (!loaded.ok)
      return { name, state: 'fault', found: say.faults(loaded.faults.length), remedy: say.check }
    if (count > 0) return { name, state: 'warning', found: say.warnings(count), remedy: say.check }
    return { name, state: 'ok', found: playbookDir }
  } catch (error) {
    return { name, state: 'fault', found: messageOf(error), remedy: say.check }
  }
}

type Texts = (typeof texts)[Config['locale']]

const texts = {
  'zh-CN': {
    sqlite: '数据库模块',
    folder: '数据文件夹',
    disk: '磁盘',
    port: '端口',
    clock: '时钟',
    playbook: '知识库',
    newerNode: '请安装 Node.js 20.19 以上、22.12 以上或 24。',
    loads: '可以加载',
    loadsNot: '不能加载',
    rebuild: '请运行 npm rebuild better-sqlite3。',
    writable: (dir: string) => `${dir} 可以写`,
    otherFolder: '请改文件夹的权限，或用 DATA_DIR 换一个文件夹。',
    free: (mib: number) => `还有 ${mib} MiB 空间`,
    makeRoom: '请清理磁盘：空间用完后不能再收消息。',
    portFree: (host: string, port: number) => `${host}:${port} 空闲`,
    portTaken: (port: number) => `${port} 已被占用（可能就是正在运行的售后客服台）`,
    otherPort: '不用处理：npm start 会用下一个空闲的端口；也可以用 PORT 指定。',
    otherHost: '请检查 HOST 和 PORT：这个地址不属于本机，或端口需要更高的权限。',
    setClock: '系统时间不对，请校准：签名、时限和统计都要用它。',
    faults: (count: number) => `${count} 个错误`,
    warnings: (count: number) => `${count} 个提醒`,
    check: '请运行 npm run -s shouhou -- check 看是哪一行。',
    summary: (faults: number, warnings: number) =>
      faults > 0
        ? `有 ${faults} 处要先解决，${warnings} 处提醒。`
        : `可以运行，${warnings} 处提醒。`,
  },
  en: {
    sqlite: 'Database module',
    folder: 'Data folder',
    disk: 'Disk',
    port: 'Port',
    clock: 'Clock',
    playbook: 'Playbook',
    newerNode: 'Install Node.js 20.19 or later, 22.12 or later, or 24.',
    loads: 'loads',
    loadsNot: 'does not load',
    rebuild: 'Run npm rebuild better-sqlite3.',
    writable: (dir: string) => `${dir} can be written`,
    otherFolder: 'Change the permissions of the folder, or choose another with DATA_DIR.',
    free: (mib: number) => `${mib} MiB free`,
    makeRoom: 'Make room: no message can be kept on a full disk.',
    portFree: (host: string, port: number) => `${host}:${port} is free`,
    portTaken: (port: number) => `${port} is taken (perhaps by this counter, running)`,
    otherPort: 'Nothing to do: npm start takes the next free port; or choose one with PORT.',
    otherHost:
      'Check HOST and PORT: not an address of this machine, or the port needs more rights.',
    setClock: 'The system’s time is wrong; set it: signatures, deadlines and figures depend on it.',
    faults: (count: number) => `${count} ${count === 1 ? 'error' : 'errors'}`,
    warnings: (count: number) => `${count} ${count === 1 ? 'warning' : 'warnings'}`,
    check: 'Run npm run -s shouhou -- check to see which line.',
    summary: (faults: number, warnings: number) =>
      faults > 0
        ? `To be solved first: ${faults}; warnings: ${warnings}.`
        : `Ready to run; warnings: ${warnings}.`,
  },
} as const
