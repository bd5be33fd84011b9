import type { AgentId } from './ids.ts'

/** What a login may do; `legal` is the second voice where a disputed case is decided. */
export const roles = ['agent', 'supervisor', 'legal', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]

/** Whose word goes before an agent's: they may take over a chat, and send what is forbidden. */
export const isAbove = (role: Role): boolean => role === 'supervisor' || role === 'admin'

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
