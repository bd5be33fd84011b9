import type { AgentId } from './ids.ts'

/** What a login may do; `legal` is the second voice where a disputed case is decided. */
export const roles = ['agent', 'supervisor', 'legal', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]

/** What a login may do at all; what of it concerns one case or one chat is decided there. */
export const rights = {
  /** Read chats, cases and orders; be somebody whom a case is given to. */
  read: roles,
  /** Speak for the shop: take, reply, give, close. */
  answer: ['agent', 'supervisor', 'admin'],
  /** Whose word goes before an agent's: take over a chat, send what is forbidden. */
  overrule: ['supervisor', 'admin'],
  /** The figures of the shop and of its people. */
  overview: ['supervisor', 'operator', 'admin'],
  /** Write what the bot says. */
  playbook: ['operator', 'admin'],
  importOrders: ['supervisor', 'operator', 'admin'],
  /** Open and shut logins. */
  people: ['admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
export type Right = keyof typeof rights

export const may = (role: Role, right: Right): boolean =>
  (rights[right] as readonly Role[]).includes(role)

/** One account of a channel; where somebody's shops are written, `web/demo`, and `web` for all of it. */
export interface Shop {
  readonly channel: string
  readonly account: string
}

/** Whether somebody who is for these shops sees this one; for none means for all. */
export const isWithin = (shops: readonly string[], { channel, account }: Shop): boolean =>
  shops.length === 0 || shops.includes(channel) || shops.includes(`${channel}/${account}`)

/** What an agent says of themselves: takes conversations, is back in a moment, is not there. */
export const presenceStates = ['online', 'break', 'offline'] as const
export type PresenceState = (typeof presenceStates)[number]

/** Who does something to a case. */
export type Actor =
  | { readonly kind: 'bot' }
  /** Somebody of the shop in the platform's own client. */
  | { readonly kind: 'colleague' }
  | {
      readonly kind: 'agent'
      readonly agent: AgentId
      readonly name: string
      readonly role: Role
    }
