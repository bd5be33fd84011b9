import type { PresenceState, Role } from '../people.ts'

/** POST /api/login -> 200; sets the session cookie; the token also works as `Authorization: Bearer`. */
export interface LoginRequest {
  readonly username: string
  readonly password: string
}
export interface Login {
  readonly token: string
  readonly agent: Me
}
export interface Me {
  readonly id: string
  readonly name: string
  readonly role: Role
}
/** GET /api/me */
export interface MeHere extends Me {
  /** Of the shop: times are read in it, wherever somebody sits. */
  readonly time_zone: string
}

/** GET /api/people; POST /api/people and /api/people/{login} answer with the one person. */
export interface PeopleList {
  readonly people: readonly LoginRow[]
  /** What somebody may be given to see: a channel is `web`, an account of it `web/demo`. */
  readonly shops: readonly {
    readonly channel: string
    readonly account: string
    readonly name: string
  }[]
  /** The passwords of the demo's logins stand on the login page. */
  readonly demo: boolean
}

export interface LoginRow extends Me {
  /** Empty for all. */
  readonly shops: readonly string[]
  readonly disabled: boolean
  readonly presence: PresenceState
  readonly here: boolean
  readonly chats: number
  readonly seen_at: number | null
}

/** POST /api/people */
export interface NewLoginRequest extends Me {
  readonly shops: readonly string[]
  readonly password: string
}

/** POST /api/people/{login}; a new password by POST /api/people/{login}/password { password } */
export type LoginChangeRequest = Partial<Pick<LoginRow, 'name' | 'role' | 'shops' | 'disabled'>>

/** POST /api/me/password; every other session of theirs ends. */
export interface OwnPasswordRequest {
  readonly old: string
  readonly password: string
}
