import type { ToneReport } from '../tone.ts'
import type { ApiError } from './error.ts'

/**
 * POST /api/conversations/{id}/take|return|resolve   body {}
 * POST /api/conversations/{id}/reply                 body AgentReply -> { line ids }
 * POST /api/conversations/{id}/drafts/{line id}/send|discard
 * A second agent's take or reply is 409 with the owner's name.
 */
export interface AgentReply {
  /** Made by the console; a repeated POST with it has no second effect. */
  readonly client_id: string
  /** May be empty where there are files. */
  readonly text: string
  readonly media?: readonly AgentFile[]
  /** One of the customer's own orders, as a card. */
  readonly order?: string
  /** Sends it in spite of what `ToneRefusal` said; colleagues read the reason in the transcript. */
  readonly override?: { readonly reason: string }
  /** Sends it though a colleague is writing: see `TypingRefusal`. */
  readonly anyway?: boolean
  /** Names of `QuickReply.picture`. */
  readonly pictures?: readonly string[]
  /** Where the words came from, however they were changed: it is counted. */
  readonly from?: { readonly kind: 'quick' | 'suggestion'; readonly id: string }
}

/** 422 with code `unresolved`: a place `{{…}}` in the text still wants a value. */
export interface UnresolvedRefusal extends ApiError {
  readonly places: readonly {
    readonly text: string
    readonly start: number
    readonly end: number
  }[]
}

/** GET /api/quick-replies?conversation= -> { groups }: what agents say again and again. */
export interface QuickGroup {
  readonly id: string
  readonly title: string
  /** In the operators' order. */
  readonly replies: readonly QuickReply[]
}

export interface QuickReply {
  readonly id: string
  readonly title: string
  /** With what is known of the conversation; the rest stands in it as `{{…}}`. */
  readonly text: string
  /** Variables without a value here: `order.no`. */
  readonly unresolved: readonly string[]
  /** What the agent is to fill in: 「金额」, which stands as `{{ask:金额}}`. */
  readonly asks: readonly string[]
  /** Shown at `/example/<name>`. */
  readonly picture: string | null
  readonly aliases: readonly string[]
  /** Of the title: `thdz`, `tuihuodizhi`. */
  readonly initials: string
  readonly pinyin: string
  readonly used: { readonly mine: number; readonly all: number }
}

/** GET /api/conversations/{id}/suggestions -> { suggestions }: three at most, likeliest first. */
export interface Suggestion {
  /** For `AgentReply.from`. */
  readonly id: string
  /** What the bot would have said itself, or what else the playbook has. */
  readonly by: 'bot' | 'playbook'
  readonly text: string
  readonly intent: string | null
  readonly intent_title: string | null
  readonly confidence: number | null
  /** `replies/return.yaml:12:5` */
  readonly source: string | null
}

/** GET /api/suggestions/tally?since= -> { answers }; what was neither accepted nor edited was ignored. */
export interface SuggestionTally {
  readonly id: string
  readonly shown: number
  readonly accepted: number
  readonly edited: number
}

/** POST /api/agent/media uploads it; `kind` must be what it is, and `file` is always right. */
export interface AgentFile {
  readonly media: string
  readonly name?: string
  readonly kind: 'image' | 'video' | 'file'
}

/**
 * GET /api/drafts -> { drafts: mine, latest first }; kept until they are sent or emptied.
 * GET /api/conversations/{id}/draft -> Draft
 * PUT /api/conversations/{id}/draft   body DraftChange -> Draft; what is left out stays.
 */
export interface Draft {
  readonly conversation: string
  readonly reply: string
  readonly note: string
  /** 0 where there is none. */
  readonly at: number
}
export type DraftChange = Partial<Pick<Draft, 'reply' | 'note'>>

/** 409: nothing was sent, as this colleague is writing a reply there. The owner is never refused. */
export interface TypingRefusal extends ApiError {
  readonly typing: { readonly id: string; readonly name: string }
}

/** 422 with code `tone`: nothing was sent. What is `forbid` only a supervisor or admin overrides. */
export interface ToneRefusal extends ApiError, ToneReport {}
