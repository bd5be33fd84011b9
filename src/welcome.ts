import type { Config } from './config.ts'
import { demoLogins } from './demo-logins.ts'
import { GatewayError } from './model/errors.ts'
import { demoPassword } from './model/logins.ts'

interface Opened {
  readonly url: string
  /** Nobody can log in to the console: there is no login yet. */
  readonly nobodyCanLogIn: boolean
  /** The port that was asked for and taken by somebody else. */
  readonly busyPort?: number
}

/** What a person reads when the counter opens: where to go, and how to get in. */
export const welcome = (config: Config, { url, busyPort, nobodyCanLogIn }: Opened): string => {
  const say = texts[config.locale]
  const lines = [
    say.open,
    '',
    `${say.customer}  ${url}/`,
    `${say.console}  ${url}/console`,
    `${say.playbook}  ${url}/console/playbook`,
    `${say.overview}  ${url}/console/overview`,
    `${say.docs}  ${url}/docs`,
    ...(nobodyCanLogIn ? ['', say.noLogin] : []),
    ...(config.demo ? ['', say.logins(demoPassword), ...loginLines()] : []),
    '',
    say.stop,
  ]
  const busy = busyPort === undefined ? '' : `${say.busy(busyPort, new URL(url).port)}\n`
  return `${busy}${box(lines)}\n`
}

/** Two to a line, so that the frame fits a terminal of 80 columns. */
const loginLines = (): readonly string[] => {
  const logins = demoLogins.map(({ username, name }) => `  ${username.padEnd(6)}${name}`)
  const width = Math.max(...logins.map(columns))
  return logins.flatMap((left, index) => {
    if (index % 2 === 1) return []
    const right = logins[index + 1]
    return right === undefined ? left : left + ' '.repeat(width - columns(left)) + right
  })
}

const texts = {
  'zh-CN': {
    open: '售后客服台开门了',
    customer: '顾客页面',
    console: '客服台  ',
    playbook: '话术    ',
    overview: '概览    ',
    docs: '接口文档',
    logins: (password: string) => `演示账号，登录页上点名字就进，密码都是 ${password}：`,
    noLogin: '还没有人能登录客服台：用 ADMIN_PASSWORD=… 启动一次，建立账号 admin。',
    stop: '按 Ctrl+C 关门；数据都留着，下次接着用。',
    busy: (asked: number, got: string) =>
      `端口 ${asked} 已被别的程序占用，改用 ${got}。想换端口：PORT=9000 npm start`,
  },
  en: {
    open: 'The after-sales counter is open',
    customer: 'Customer page',
    console: 'Agent console',
    playbook: 'Playbook     ',
    overview: 'Overview     ',
    docs: 'API docs     ',
    logins: (password: string) =>
      `Demo logins: pick a name on the login page, the password is ${password}`,
    noLogin: 'Nobody can log in yet: start once with ADMIN_PASSWORD=… to make the login admin.',
    stop: 'Ctrl+C closes it; the data stays for the next time.',
    busy: (asked: number, got: string) =>
      `Port ${asked} is taken by another program, using ${got}. To choose: PORT=9000 npm start`,
  },
} as const

/**
 * Why the counter could not open: what is wrong and what to do. The store says it in English, for
 * the log; people here read Chinese first. Only a bug shows its stack.
 */
export const whyNot = (error: unknown): string => {
  if (!(error instanceof GatewayError)) return systemFault(error)
  if (error.code !== 'store_busy') return error.message
  return `数据文件正被另一个进程使用。一个数据文件只能有一个柜台：请先停掉那一个，或用 DATA_DIR 换一个文件夹。\n${error.message}`
}

/** Faults of the machine that a setting can mend; everything else is a bug and shows its stack. */
const systemFault = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const { code = '', path = '' } = error as NodeJS.ErrnoException
  const said: Readonly<Record<string, string>> = {
    EADDRNOTAVAIL: '这台机器没有 HOST 里写的地址；本机用 127.0.0.1，对外用 0.0.0.0。',
    EADDRINUSE: '这个端口和后面的二十个都被占用了：用 PORT 换一个。',
    EACCES: `没有权限使用 ${path || 'PORT 或 HOST'}：换一个，或用有权限的用户运行。`,
    ENOTDIR: `${path} 不是文件夹：用 DATA_DIR 换一个。`,
    EEXIST: `${path} 已经是一个文件：DATA_DIR 应是文件夹。`,
    ENOENT: `不能建立 ${path}：用 DATA_DIR 换一个可以写的文件夹。`,
    EROFS: `${path} 只能读：用 DATA_DIR 换一个可以写的文件夹。`,
    ENOSPC: '磁盘满了：清理出空间后再启动。',
  }
  const sentence = said[code]
  return sentence === undefined ? `${error.stack}` : `${sentence}\n${error.message}`
}

/** A frame that also stands straight around Chinese, whose letters are two columns wide. */
const box = (lines: readonly string[]): string => {
  const width = Math.max(...lines.map(columns))
  const row = (line: string) => `│ ${line}${' '.repeat(width - columns(line))} │`
  const bar = '─'.repeat(width + 2)
  return [`┌${bar}┐`, ...lines.map(row), `└${bar}┘`].join('\n')
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/

const columns = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0)
