import type { AgentId } from './ids.ts'

/** What a login may do; `legal` is the second voice where a disputed case is decided. */
export const roles = ['agent', 'supervisor', 'legal', 'operator', 'admin'] as const
export type Role = (typeof roles)[number]

/** Who does something to a case. */
export type Actor =
  | { readonly kind: 'bot' }
  | {
      readonly kind: 'agent'
      readonly agent: AgentId
      readonly name: string
      readonly role: Role
    }
