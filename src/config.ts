import { createSecretKey } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { type ChannelAccount, type Environment, readAccounts } from './channels/index.ts'
import { GatewayError } from './model/errors.ts'
import { type Locale, localeOf } from './setup/locale.mjs'
import { engineNames } from './understanding/index.ts'

export type { Locale }

/** Every setting, checked. Folders are absolute; what the environment left out has its default. */
export type Config = Settings & {
  readonly locale: Locale
  readonly accounts: readonly ChannelAccount[]
  /** Sentences about keys that look like ours and are not; for the log. */
  readonly warnings: readonly string[]
}

/** The project's root: relative folders start here, whatever folder the program was started in. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url))

/** The levels of the log, the quietest first. */
export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const
export type LogLevel = (typeof logLevels)[number]

/** Reads the environment and the project's `.env`, which yields to it. Throws as `createConfig`. */
export function loadConfig(): Config {
  const file = resolve(projectRoot, '.env')
  const kept = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  return createConfig({ ...kept, ...process.env })
}

/** Throws one `GatewayError('config_invalid')` whose message lists every fault, one a line. */
export function createConfig(env: Environment): Config {
  const locale = localeOf(env)
  const say = texts[locale]
  const given = Object.fromEntries(
    settingNames.flatMap((key) => {
      const value = env[key]?.trim()
      return value ? [[key, value]] : []
    }),
  )
  const parsed = settingsIn(say)
    .refine(({ ORDERS_URL, ORDERS_SECRET }) => !ORDERS_URL || ORDERS_SECRET, {
      path: ['ORDERS_URL'],
      error: say.noSecret,
    })
    .safeParse(given)
  const { accounts, faults } = readAccounts(env)
  const wrong = parsed.error?.issues.map(({ path, message }) => {
    const key = String(path[0])
    // A secret that is wrong is still a secret.
    const shown = secretNames.includes(key) ? '…' : (given[key] ?? '')
    return `${key}: ${say.got(message, shown)}`
  })
  const all = [...(wrong ?? []), ...faults]
  if (!parsed.success || all.length > 0)
    throw new GatewayError('config_invalid', [say.title(all.length), ...all].join('\n  '))
  return { ...named(parsed.data), locale, accounts, warnings: nearMisses(env, say) }
}

const secretNames = ['ADMIN_PASSWORD', 'ORDERS_SECRET', 'TRACKING_SECRET', 'KUAIDI_SALT']

type Settings = ReturnType<typeof named>

/** The schema's keys under the names that the code uses. */
function named(data: z.infer<ReturnType<typeof settingsIn>>) {
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.DATA_DIR,
    playbookDir: data.PLAYBOOK_DIR,
    casesDir: data.CASES_DIR,
    demo: data.DEMO,
    demoHistory: data.DEMO_HISTORY,
    mediaHosts: data.MEDIA_HOSTS,
    burstWindowMs: data.BURST_WINDOW_MS,
    understandingEngine: data.UNDERSTANDING_ENGINE,
    timeZone: data.TIME_ZONE,
    /** Nothing when the environment leaves it to the log. */
    logLevel: data.LOG_LEVEL,
    shopName: data.SHOP_NAME,
    adminPassword: data.ADMIN_PASSWORD,
    trustProxy: data.TRUST_PROXY,
    /** The shop's own order system, where there is one. */
    orders:
      data.ORDERS_URL && data.ORDERS_SECRET
        ? { url: data.ORDERS_URL, secret: data.ORDERS_SECRET }
        : undefined,
    trackingSecret: data.TRACKING_SECRET,
    kuaidi100Salt: data.KUAIDI_SALT,
  } as const
}

function settingsIn(say: Texts) {
  const whole = (least: number, most: number) =>
    z
      .string()
      .regex(/^\d{1,9}$/, say.whole(least, most))
      .transform(Number)
      .refine((value) => value >= least && value <= most, say.whole(least, most))
  const oneOf = <const Names extends readonly [string, ...string[]]>(...names: Names) =>
    z.enum(names, say.oneOf(names))
  const onOff = oneOf('on', 'off').transform((value) => value === 'on')
  const folder = z.string().transform((path) => resolve(projectRoot, path))
  // As key objects they end up in no log and no JSON by accident.
  const key = z
    .string()
    .min(16, say.tooShort(16))
    .transform((secret) => createSecretKey(secret, 'utf8'))
  return z.object({
    PORT: whole(0, 65535).prefault('8787'),
    HOST: z
      .string()
      .regex(/^[\w.:-]+$/, say.host)
      .prefault('127.0.0.1'),
    DATA_DIR: folder.prefault('data/run'),
    PLAYBOOK_DIR: folder.prefault('.'),
    CASES_DIR: folder.prefault('test/cases'),
    DEMO: onOff.prefault('on'),
    DEMO_HISTORY: onOff.prefault('on'),
    MEDIA_HOSTS: z
      .string()
      .transform((list) => list.split(',').map((host) => host.trim().toLowerCase()))
      .transform((hosts) => hosts.filter((host) => host !== ''))
      .pipe(z.array(z.string().regex(/^(\*\.)?[\w-]+(\.[\w-]+)*$/, say.mediaHost)))
      .prefault(''),
    BURST_WINDOW_MS: whole(0, 60_000).prefault('2000'),
    UNDERSTANDING_ENGINE: z.enum(engineNames, say.oneOf(engineNames)).prefault('linear'),
    TIME_ZONE: z.string().refine(isTimeZone, say.timeZone).prefault('Asia/Shanghai'),
    LOG_LEVEL: oneOf(...logLevels).optional(),
    LOCALE: oneOf('zh-CN', 'en').optional(),
    SHOP_NAME: z.string().max(40, say.tooLong(40)).optional(),
    ADMIN_PASSWORD: z.string().min(10, say.tooShort(10)).optional(),
    TRUST_PROXY: onOff.prefault('off'),
    ORDERS_URL: z
      .string()
      .refine(isPlainUrl, say.url)
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    ORDERS_SECRET: key.optional(),
    TRACKING_SECRET: key.optional(),
    KUAIDI_SALT: key.optional(),
  })
}

/** `http` or `https`, and nothing that questions could not be appended to. */
function isPlainUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, search, hash, username } = new URL(text)
  return /^https?:$/.test(protocol) && search === '' && hash === '' && username === ''
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

type Texts = (typeof texts)[Locale]

const texts = {
  'zh-CN': {
    title: (count: number) => `设置有 ${count} 处错误（环境变量或 .env，说明见 .env.example）：`,
    got: (message: string, value: string) => `${message}；现在是「${value}」`,
    whole: (least: number, most: number) => `应是 ${least} 到 ${most} 的整数`,
    oneOf: (names: readonly string[]) => `只能是 ${names.join('、')}`,
    host: '应是主机名或 IP 地址，不带端口和空格',
    mediaHost: '应是用逗号分开的域名，例如 img.example.com 或 *.example.com，不带协议、端口和路径',
    timeZone: '不是时区名；例如 Asia/Shanghai',
    url: '应是 http 或 https 网址，不带 ? 和 #',
    noSecret: '要同时设置 ORDERS_SECRET',
    tooLong: (most: number) => `最多 ${most} 个字`,
    tooShort: (least: number) => `至少 ${least} 个字符`,
    nearMiss: (key: string, guess: string) => `没有 ${key} 这项设置；是不是 ${guess}？`,
  },
  en: {
    title: (count: number) =>
      `${count} ${count === 1 ? 'fault' : 'faults'} in the settings (environment or .env; .env.example explains each):`,
    got: (message: string, value: string) => `${message}; it is "${value}"`,
    whole: (least: number, most: number) => `must be a whole number from ${least} to ${most}`,
    oneOf: (names: readonly string[]) => `must be one of ${names.join(', ')}`,
    host: 'must be a host name or an IP address, without a port or spaces',
    mediaHost:
      'must be domain names separated by commas, e.g. img.example.com or *.example.com, without scheme, port or path',
    timeZone: 'is not a time zone; e.g. Asia/Shanghai',
    url: 'must be an http or https address without ? and #',
    noSecret: 'needs ORDERS_SECRET as well',
    tooLong: (most: number) => `must have at most ${most} characters`,
    tooShort: (least: number) => `must have at least ${least} characters`,
    nearMiss: (key: string, guess: string) => `There is no setting ${key}; did you mean ${guess}?`,
  },
} as const

/** Every key of ours but the channels'. */
export const settingNames: readonly string[] = Object.keys(settingsIn(texts.en).shape)

/** First words that no other program's variables begin with. */
const ours = /^(?:BURST|PLAYBOOK|UNDERSTANDING|SHOP|MEDIA|ORDERS|TRACKING|KUAIDI)_/

function nearMisses(env: Environment, say: Texts): readonly string[] {
  const strange = Object.keys(env).filter((key) => !settingNames.includes(key))
  return strange.sort().flatMap((key) => {
    const guess = settingNames.find((name) => isNear(key, name))
    return guess ? [say.nearMiss(key, guess)] : []
  })
}

function isNear(key: string, name: string): boolean {
  const first = ours.exec(key)?.[0]
  if (first) return name.startsWith(first)
  return key[0] === name[0] && likeness(key, name) >= 0.75
}

/** The share of letter pairs that two words have in common. */
function likeness(a: string, b: string): number {
  const [mine, theirs] = [pairsOf(a), pairsOf(b)]
  const common = mine.filter((pair) => theirs.includes(pair)).length
  return (2 * common) / (mine.length + theirs.length)
}

const pairsOf = (word: string) => [...word.slice(1)].map((letter, i) => `${word[i]}${letter}`)
