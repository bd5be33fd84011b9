import type { AgentId } from './ids.ts'
import type { Role } from './people.ts'
import { isSeen } from './reason.ts'

/** What is wrong with something that an administrator wants of the logins, for people. */
export interface LoginFault {
  readonly zh: string
  readonly en: string
}

/** Somebody who may log in, as far as the rules look. */
export interface Someone {
  readonly id: AgentId
  readonly role: Role
  readonly disabled: boolean
}

/** Of every demo login, and so known to everybody. */
export const demoPassword = 'demo1234'

export const leastPassword = 8

/** It stands in YAML and addresses: no spaces, no capitals to mistake. */
export const loginFault = (login: string): LoginFault | undefined =>
  /^[a-z][a-z0-9._-]{1,31}$/.test(login) ? undefined : badLogin

/** Customers see it above what the person writes. */
export const nameFault = (name: string): LoginFault | undefined =>
  isSeen(name) && [...name].length <= 20 && !turned.test(name) ? undefined : badName

/** Line breaks, and what turns the direction of the words around it. */
const turned = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u

export function passwordFault(password: string, login: string): LoginFault | undefined {
  if ([...password].length < leastPassword) return tooShort
  const lowered = password.toLowerCase()
  if (lowered === login.toLowerCase()) return likeLogin
  const isOneLetter = new Set(lowered).size === 1
  return isOneLetter || worst.has(lowered) ? wellKnown : undefined
}

/** Nobody locks the shop out of its own logins, and nobody themselves. */
export function changeFault(
  before: Someone,
  after: Someone,
  { everybody, by }: { readonly everybody: readonly Someone[]; readonly by: AgentId | undefined },
): LoginFault | undefined {
  if (isAdmin(before) && !isAdmin(after)) {
    if (before.id === by) return notOneself
    if (!everybody.some((each) => each.id !== before.id && isAdmin(each))) return lastAdmin
  }
  return before.id === by && after.disabled && !before.disabled ? notOneself : undefined
}

const isAdmin = ({ role, disabled }: Someone): boolean => role === 'admin' && !disabled

const badLogin = {
  zh: '账号用小写字母开头，2 到 32 位，只含小写字母、数字、点、横线、下划线，如 xiaolin',
  en: 'A login starts with a small letter and has 2 to 32 of a–z, 0–9, dot, dash and underscore',
}
const badName = {
  zh: '请填姓名，不超过 20 个字；顾客会看到它',
  en: 'Write a name of at most 20 letters; customers see it',
}
const tooShort = {
  zh: `密码至少 ${leastPassword} 位`,
  en: `A password has at least ${leastPassword} letters`,
}
const likeLogin = { zh: '密码不能和账号一样', en: 'The password must not be the login' }
const wellKnown = {
  zh: '这个密码太常见，一猜就中，请换一个',
  en: 'Everybody guesses this password; choose another',
}
const notOneself = {
  zh: '不能停用自己，也不能取消自己的管理员身份；请另一位管理员来做',
  en: 'You cannot shut your own login or stop being an administrator; ask another one',
}
const lastAdmin = {
  zh: '这是最后一位能登录的管理员；先让另一个人当管理员',
  en: 'This is the last administrator who can log in; make somebody else one first',
}

/** Of eight letters and more, in the order in which they are guessed. */
const worst: ReadonlySet<string> = new Set(
  [
    demoPassword,
    '12345678 123456789 1234567890 0123456789 987654321 9876543210 87654321 11223344 12341234',
    '12344321 123123123 147258369 123654789 789456123 88888888 66666666 5201314520 13145201314',
    'password password1 password123 passw0rd p@ssw0rd p@ssword passwd123 qwertyui qwertyuiop',
    'qwerty123 qwer1234 1q2w3e4r 1qaz2wsx qazwsxedc asdfghjkl zxcvbnm123 abcd1234 abc12345',
    'abcdefgh a1234567 a12345678 a123456789 aa123456 aa12345678 woaini520 woaini1314 iloveyou',
    'admin123 admin1234 admin888 administrator root1234 test1234 welcome1 changeme letmein1',
    'sunshine football baseball princess superman dragon123 monkey123 taobao123 kefu1234 kefu12345',
  ].flatMap((line) => line.split(' ')),
)
