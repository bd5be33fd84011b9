import { readFileSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { channels } from '../src/channels/index.ts'
import { createConfig, projectRoot, settingNames } from '../src/config.ts'
import { GatewayError } from '../src/model/errors.ts'

test('an empty environment runs', () => {
  expect(createConfig({})).toMatchObject({
    port: 8787,
    host: '127.0.0.1',
    dataDir: join(projectRoot, 'data', 'run'),
    demo: true,
    mediaHosts: [],
    burstWindowMs: 2000,
    understandingEngine: 'linear',
    timeZone: 'Asia/Shanghai',
    logLevel: undefined,
    locale: 'zh-CN',
    shopName: undefined,
    trustProxy: false,
    warnings: [],
  })
})

test('every value is read as what it is', () => {
  const config = createConfig({
    PORT: ' 9000 ',
    DATA_DIR: 'elsewhere',
    DEMO: 'off',
    MEDIA_HOSTS: 'img.example.com, *.Example.net,',
    SHOP_NAME: '一叶茶器',
    TRUST_PROXY: 'on',
    LOG_LEVEL: 'debug',
    CHANNEL_WEB_DEMO_MODE: 'draft',
  })
  expect(config).toMatchObject({
    port: 9000,
    demo: false,
    mediaHosts: ['img.example.com', '*.example.net'],
    shopName: '一叶茶器',
    trustProxy: true,
    logLevel: 'debug',
  })
  expect(isAbsolute(config.dataDir)).toBe(true)
  const web = config.accounts.find(({ channel }) => channel.name === 'web')
  expect(web?.settings).toMatchObject({ mode: 'draft' })
})

test('an empty value is no value', () => {
  expect(createConfig({ PORT: '', HOST: '  ' })).toMatchObject({ port: 8787, host: '127.0.0.1' })
})

const allWrong = {
  PORT: '70000',
  HOST: 'http://shop',
  DEMO: 'yes',
  MEDIA_HOSTS: 'https://img.example.com/a',
  BURST_WINDOW_MS: '-1',
  UNDERSTANDING_ENGINE: 'bert',
  TIME_ZONE: 'Mars/Base',
  LOG_LEVEL: 'loud',
  LOCALE: 'fr',
  SHOP_NAME: '茶'.repeat(41),
  TRUST_PROXY: '1',
  CHANNEL_BRIDGE_DEMO_SECRET: 'short',
  CHANNEL_BRIDG_DEMO_SECRET: 'short',
}

function faultsOf(env: Readonly<Record<string, string>>): GatewayError {
  try {
    createConfig(env)
  } catch (error) {
    if (error instanceof GatewayError) return error
  }
  throw new Error('no faults were found')
}

test('one error lists every fault', () => {
  const { code, message } = faultsOf(allWrong)
  expect(code).toBe('config_invalid')
  const [title, ...lines] = message.split('\n')
  expect(title).toMatch(/^设置有 13 处错误/)
  expect(lines.map((line) => line.trim().split(':')[0]).sort()).toEqual(
    Object.keys(allWrong).sort(),
  )
})

test('a fault says what is wrong, what is expected and what was there', () => {
  expect(faultsOf({ PORT: 'abc' }).message).toContain('PORT: 应是 0 到 65535 的整数；现在是「abc」')
})

test('a fault is in English where the system is', () => {
  const { message } = faultsOf({ PORT: 'abc', LANG: 'en_GB.UTF-8' })
  expect(message).toMatch(/^1 fault in the settings/)
  expect(message).toContain('PORT: must be a whole number from 0 to 65535; it is "abc"')
})

test('a secret is never in an error', () => {
  const { message } = faultsOf({ CHANNEL_BRIDGE_DEMO_SECRET: 'hunter2', PORT: 'x' })
  expect(message).not.toContain('hunter2')
})

test.each([
  [{ LANG: 'C' }, 'zh-CN'],
  [{ LANG: 'de_DE.UTF-8' }, 'zh-CN'],
  [{ LANG: 'en_US.UTF-8' }, 'en'],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'zh_CN.UTF-8' }, 'zh-CN'],
  [{ LANG: 'en_US.UTF-8', LOCALE: 'zh-CN' }, 'zh-CN'],
  [{ LOCALE: 'en' }, 'en'],
])('the language of %j is %s', (env, locale) => {
  expect(createConfig(env).locale).toBe(locale)
})

test.each([
  ['BURST_WINDOWS_MS', 'BURST_WINDOW_MS'],
  ['BURST_MS', 'BURST_WINDOW_MS'],
  ['TIMEZONE', 'TIME_ZONE'],
  ['MEDIA_HOST', 'MEDIA_HOSTS'],
  ['LOG_LEVLE', 'LOG_LEVEL'],
  ['DATADIR', 'DATA_DIR'],
  ['PORTS', 'PORT'],
])('%s is answered with: did you mean %s', (key, meant) => {
  expect(createConfig({ [key]: 'x', LOCALE: 'en' }).warnings).toEqual([
    `There is no setting ${key}; did you mean ${meant}?`,
  ])
})

test('what belongs to the system is not taken for a misspelling', () => {
  const keys = ['HOSTNAME', 'HOME', 'LOGNAME', 'XDG_DATA_DIRS', 'LC_ALL', 'USERNAME', 'TZ', 'PATH']
  const env = Object.fromEntries([...keys, 'HOSTTYPE', 'PWD', 'SHELL'].map((key) => [key, 'x']))
  expect(createConfig(env).warnings).toEqual([])
})

const example = readFileSync(join(projectRoot, '.env.example'), 'utf8')

test('.env.example names every setting, and no other', () => {
  const ofChannels = channels.flatMap(({ name, settings }) =>
    Object.keys(settings.shape).map((key) => `CHANNEL_${name}_DEMO_${key}`.toUpperCase()),
  )
  const keys = Array.from(example.matchAll(/^# ([A-Z][A-Z_]+)=/gm), ([, key]) => key)
  expect(keys.sort()).toEqual([...settingNames, ...ofChannels].sort())
})

test('.env.example shows the defaults', () => {
  const shown = parseEnv(example.replaceAll(/^# (?=[A-Z][A-Z_]+=)/gm, ''))
  expect(createConfig(shown)).toEqual(createConfig({}))
})

test('.env.example explains each setting in both languages', () => {
  const blocks = example.split('\n\n').filter((block) => /^# [A-Z][A-Z_]+=/m.test(block))
  const both = blocks.filter((block) => /\p{Script=Han}/u.test(block) && /[a-z]{3} /.test(block))
  expect(both).toHaveLength(Array.from(example.matchAll(/^# [A-Z][A-Z_]+=/gm)).length)
})
