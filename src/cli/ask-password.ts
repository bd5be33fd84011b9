import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { Locale } from '../config.ts'
import { GatewayError } from '../model/errors.ts'

/** From the keyboard, unseen and twice; or the first line of what is piped in. */
export const askPassword = async (locale: Locale): Promise<string> => {
  const say = texts[locale]
  if (!process.stdin.isTTY) return (await lineFrom({ prompt: '' })) ?? ''
  const password = await lineFrom({ prompt: say.password })
  const again = await lineFrom({ prompt: say.again })
  if (password === undefined || password !== again)
    throw new GatewayError('bad_request', say.different)
  return password
}

/** Undefined where the input ends before a line does. */
const lineFrom = ({ prompt }: { readonly prompt: string }): Promise<string | undefined> => {
  process.stderr.write(prompt)
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({
    input: process.stdin,
    output: unseen,
    terminal: process.stdin.isTTY,
  })
  return new Promise((resolve) => {
    let given: string | undefined
    lines.once('line', (line) => {
      given = line
      lines.close()
    })
    lines.once('close', () => {
      if (prompt !== '') process.stderr.write('\n')
      resolve(given)
    })
  })
}

const texts = {
  'zh-CN': { password: '密码：', again: '再输一遍：', different: '两遍不一样，什么也没有改' },
  en: {
    password: 'Password: ',
    again: 'Once more: ',
    different: 'They differ; nothing was changed',
  },
} as const
