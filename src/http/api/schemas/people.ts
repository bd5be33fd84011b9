import { z } from 'zod'
import { presenceStates, roles } from '../../../model/people.ts'
import type { Login, LoginRow, MeHere, PeopleList } from '../../../model/wire/people.ts'
import { describes, words } from './describes.ts'

export const anyMe = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
})

export const meHere = describes<MeHere>(
  anyMe.extend({ time_zone: z.string().describe('店铺的时区，如 Asia/Shanghai') }),
)

export const login = describes<Login>(z.strictObject({ token: z.string(), agent: anyMe }))

export const shopWords = words.describe(
  '能看哪些店：渠道 web，或其中一个账号 web/demo；空的就是全部',
)

const anyLoginRow = anyMe.extend({
  shops: shopWords,
  disabled: z.boolean(),
  presence: z.enum(presenceStates),
  here: z.boolean(),
  chats: z.number(),
  seen_at: z.number().nullable().describe('最近一次登录着的时候'),
})

export const loginRow = describes<LoginRow>(anyLoginRow)

export const peopleList = describes<PeopleList>(
  z.strictObject({
    people: z.array(anyLoginRow),
    shops: z.array(z.strictObject({ channel: z.string(), account: z.string(), name: z.string() })),
    demo: z.boolean().describe('演示店铺：演示账号的密码写在登录页上'),
  }),
)
