import { expect, test } from 'vitest'
import { agentId } from '../../src/model/ids.ts'
import {
  changeFault,
  demoPassword,
  loginFault,
  nameFault,
  passwordFault,
} from '../../src/model/logins.ts'
import type { Role } from '../../src/model/people.ts'

test.each(['lin', 'xiao.lin', 'a1', 'kefu_02', 'l-2'])('%s is a login', (login) => {
  expect(loginFault(login)).toBeUndefined()
})

test.each(['', 'l', 'Lin', '小林', 'lin wang', '1lin', 'lin/demo', `l${'x'.repeat(32)}`])(
  '%s is none, and what a login looks like is told',
  (login) => {
    expect(loginFault(login)?.zh).toContain('小写字母')
  },
)

test('a name is seen and short', () => {
  expect(nameFault('小林')).toBeUndefined()
  expect(nameFault('\u200b ')).toBeDefined()
  expect(nameFault('林'.repeat(21))).toBeDefined()
  for (const turned of ['小\n林', '\u202e小林', '小\u2067林', '小\0林'])
    expect(nameFault(turned)).toBeDefined()
})

test.each([
  ['1234567', '至少 8 位'],
  ['xiaolin88', '不能和账号一样'],
  ['XiaoLin88', '不能和账号一样'],
  [demoPassword, '太常见'],
  ['Password1', '太常见'],
  ['88888888', '太常见'],
  ['aaaaaaaaaa', '太常见'],
])('%s is no password for xiaolin88: %s', (password, why) => {
  expect(passwordFault(password, 'xiaolin88')?.zh).toContain(why)
})

test('eight letters that nobody guesses are a password, in any script', () => {
  expect(passwordFault('tea-pot7', 'lin')).toBeUndefined()
  expect(passwordFault('茶叶罐碎了别生气', 'lin')).toBeUndefined()
})

const someone = (id: string, role: Role, disabled = false) => ({ id: agentId(id), role, disabled })
const su = someone('su', 'admin')
const an = someone('an', 'admin')
const change = (after: typeof su, by: string | undefined, ...everybody: (typeof su)[]) =>
  changeFault(su, after, { everybody, by: by === undefined ? undefined : agentId(by) })?.zh

test('the last administrator who can log in stays one', () => {
  const shut = { ...su, disabled: true }
  const lin = someone('lin', 'supervisor')
  expect(change(shut, 'an', su, lin)).toContain('最后一位')
  expect(change({ ...su, role: 'agent' }, 'an', su, { ...an, disabled: true })).toContain(
    '最后一位',
  )
  expect(change(shut, 'an', su, an)).toBeUndefined()
  expect(change(shut, undefined, su)).toContain('最后一位')
})

test('nobody shuts or demotes themselves; their name and shops they may change', () => {
  expect(change({ ...su, disabled: true }, 'su', su, an)).toContain('自己')
  expect(change({ ...su, role: 'operator' }, 'su', su, an)).toContain('自己')
  expect(change(su, 'su', su)).toBeUndefined()
})
