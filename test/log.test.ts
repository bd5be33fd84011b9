import { expect, test } from 'vitest'
import { createLog, type LogOptions } from '../src/log.ts'

function aLog(options: Partial<LogOptions> = {}) {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  return { lines, log: createLog({ level: undefined, terminal: false, destination, ...options }) }
}

test('a line is JSON with its level in words and its facts', () => {
  const { log, lines } = aLog()
  log.info({ turnId: 't1', ms: 3 }, 'turn')
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: 'info', time: expect.any(String), turnId: 't1', ms: 3, msg: 'turn' },
  ])
})

test('customers’ words, people and secrets are blanked at any depth', () => {
  const { log, lines } = aLog()
  const found = [{ text: '13800138000', raw: { a: 1 } }]
  log.info({ message: { parts: ['碎了'], from: { phone: '13800138000' } }, found }, 'turn')
  log.info({ headers: { authorization: 'Bearer x', 'Set-Cookie': 'y' }, accessToken: 'z' }, 'in')
  log.child({ secret: 'hunter2' }).warn('bound')
  log.error({ err: Object.assign(new Error('no'), { body: 'words' }) }, 'failed')
  const all = lines.join('')
  for (const leak of ['13800138000', '碎了', 'Bearer', '"y"', '"z"', 'hunter2', 'words'])
    expect(all).not.toContain(leak)
  expect(all.match(/\[hidden\]/g)).toHaveLength(9)
})

test('an error keeps its message and stack', () => {
  const { log, lines } = aLog()
  log.error({ err: new Error('disk full') }, 'failed')
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    err: { type: 'Error', message: 'disk full', stack: expect.stringContaining('log.test') },
  })
})

test('a terminal sees warnings and errors only, unless a level is asked for', () => {
  expect(aLog({ terminal: true }).log.level).toBe('warn')
  expect(aLog({ terminal: true, level: 'debug' }).log.level).toBe('debug')
  expect(aLog().log.level).toBe('info')
})
