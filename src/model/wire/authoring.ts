/** What travels between the server and the console's page of the playbook, as JSON. */

/** In bytes: no YAML file of the playbook may be larger. */
export const largestFile = 256 * 1024

/** GET /api/playbook/files */
export interface PlaybookFiles {
  readonly files: readonly PlaybookFile[]
  /** Of the demo shop: whom the playground's conversation may be with. */
  readonly buyers: readonly {
    readonly id: string
    readonly name: string
    readonly hint: string
  }[]
  /** How many scripted conversations a save is held against; whether one can be added. */
  readonly stories: { readonly count: number; readonly folder: string | null }
}

export interface PlaybookFile {
  /** `replies/damaged.yaml` */
  readonly file: string
  /** `intent`, `topic`, or the name of a file that there is one of: `shop`. */
  readonly kind: string
  /** As written in it; null where it has none. */
  readonly title: string | null
  readonly hash: string
}

/** GET /api/playbook/file?file= */
export interface PlaybookText extends PlaybookFile {
  readonly text: string
}

/** GET /api/playbook/search?q= -> { lines } */
export interface FoundLine {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly text: string
}

/** GET /api/playbook/vocabulary: what may be written, for completion and hover. */
export interface Vocabulary {
  /** JSON Schemas by kind of file. */
  readonly schemas: Readonly<Record<string, unknown>>
  readonly intents: readonly Named[]
  readonly answers: readonly Named[]
  readonly flows: readonly Named[]
  readonly rules: readonly Named[]
  /** Names of groups of lexicon.yaml. */
  readonly groups: readonly string[]
  /** Keys of shop.yaml with what is filled in. */
  readonly shop: readonly Named[]
  readonly variables: readonly string[]
}
export interface Named {
  readonly id: string
  readonly title: string
}

/** A file as somebody wants it to be; `null` is gone. */
export interface FileDraft {
  readonly file: string
  readonly text: string | null
}

export interface PlaybookFault {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly severity: 'error' | 'warning'
  readonly message: string
  readonly remedy: string | null
}

/** POST /api/playbook/check { drafts } */
export interface Checked {
  /** Nothing stands against it but, perhaps, warnings. */
  readonly ok: boolean
  readonly faults: readonly PlaybookFault[]
}

/** A draft to be saved, and the hash of what it was made from; `null` where there was no file. */
export interface DraftToSave extends FileDraft {
  readonly base: string | null
}

/**
 * POST /api/playbook/save { drafts } and POST /api/playbook/history/{id}/undo {@link UndoRequest} ->
 * NDJSON: what
 * happens, as it happens. The last one is an end.
 */
export type SaveEvent =
  | { readonly kind: 'checking' }
  /** The intents or the lexicon are other ones: they are learned first, which takes seconds. */
  | { readonly kind: 'learning' }
  | {
      readonly kind: 'playing'
      readonly done: number
      readonly total: number
      /** Those that concern what was changed; they are played first. */
      readonly concerned: number
    }
  | { readonly kind: 'writing' }
  | SaveEnd

export type SaveEnd =
  /** In force from the next message on. */
  | { readonly kind: 'live'; readonly saved: readonly PlaybookFile[]; readonly notes: Notes }
  /** Written, and not in force: what others wrote meanwhile is not sound. */
  | { readonly kind: 'saved'; readonly saved: readonly PlaybookFile[]; readonly notes: Notes }
  | { readonly kind: 'refused'; readonly faults: readonly PlaybookFault[] }
  | { readonly kind: 'failed'; readonly stories: readonly FailedStory[] }
  /** It is another text by now; both are here, so nothing is lost. */
  | {
      readonly kind: 'conflict'
      readonly file: string
      readonly theirs: string | null
      readonly hash: string | null
      readonly mine: string | null
    }
  | { readonly kind: 'broken'; readonly message: string }

/** What stood against it before as well, and therefore does not now. */
export interface Notes {
  readonly played: number
  /** Stories that are not as written, before and after. */
  readonly failedBefore: readonly string[]
  /** Story files that cannot be read. */
  readonly unreadable: readonly string[]
}

export interface FailedStory {
  readonly file: string
  readonly title: string
  readonly step: number
  /** The line of the step in the story's file. */
  readonly line: number
  readonly differences: readonly {
    readonly field: string
    readonly expected: string
    readonly actual: string
  }[]
  readonly said: readonly {
    readonly by: string
    readonly time: string
    readonly text: string
  }[]
}

/** GET /api/playbook/history?file=&before= -> { edits }: what was saved together is one edit. */
export interface EditRow {
  readonly id: number
  readonly files: readonly string[]
  readonly at: number
  readonly how: 'page' | 'undo' | 'outside'
  readonly who: string | null
}
/** GET /api/playbook/history/{id} */
export interface EditDetail extends EditRow {
  /** Nothing of it is left on disk: there is nothing to take back. */
  readonly undone: boolean
  readonly changes: readonly {
    readonly file: string
    readonly diff: string
  }[]
}
/** POST /api/playbook/history/{id}/undo */
export interface UndoRequest {
  /** Files where others have built on the edit, as somebody wants them to be. */
  readonly settled: readonly DraftToSave[]
}

/** POST /api/playbook/try: a conversation against the drafts, played anew from its first line. */
export interface TryRequest {
  readonly drafts: readonly FileDraft[]
  /** A stranger without orders where there is none. */
  readonly buyer?: string
  /** When it begins; now where nothing is said. */
  readonly at?: number
  readonly lines: readonly string[]
}
export type Tried =
  | { readonly kind: 'refused'; readonly faults: readonly PlaybookFault[] }
  | {
      readonly kind: 'played'
      readonly at: number
      readonly lines: readonly TriedLine[]
    }

export interface TriedLine {
  readonly said: string
  readonly replies: readonly string[]
  /** Notes that only people see. */
  readonly events: readonly string[]
  readonly trace: Trace
}

/** Why the bot said what it said. */
export interface Trace {
  readonly normalised: string
  /** What the classifier sees of it. */
  readonly features: {
    readonly pieces: readonly string[]
    /** Groups of lexicon.yaml that it speaks of. */
    readonly concepts: readonly string[]
  }
  readonly ranking: readonly (Named & { readonly confidence: number })[]
  readonly inScope: number
  readonly outcome: 'answer' | 'clarify' | 'reject'
  /** From these on it is sure, and the shop's business. */
  readonly thresholds: { readonly sure: number; readonly business: number }
  readonly matters: readonly (Named & { readonly text: string })[]
  readonly mood: {
    readonly emotion: number
    readonly urgent: boolean
    readonly words: readonly string[]
  }
  readonly entities: readonly {
    readonly kind: string
    readonly text: string
    readonly value: string
  }[]
  readonly knowledge: readonly { readonly answer: string; readonly score: number }[]
  readonly decision: {
    readonly kind: string
    readonly rung: string
    readonly because: string
    readonly source: string | null
    readonly tried: readonly { readonly rung: string; readonly found: string }[]
  } | null
  readonly facts: {
    readonly phase: string
    readonly orders: readonly {
      readonly order_no: string
      readonly state: string
      readonly items: string
      /** The one that is spoken of. */
      readonly current: boolean
    }[]
    readonly tickets: readonly {
      readonly number: string
      readonly title: string
      readonly level: number
    }[]
  }
}

/** POST /api/playbook/example { drafts, intent, text } -> the intent's file with one line more */
export interface WithExample {
  readonly file: string
  readonly text: string
  readonly line: number
}

/** POST /api/playbook/story { …TryRequest, title, keep } -> the conversation as a story */
export interface StoryText {
  readonly text: string
  /** Where it was written to; null where it was not. */
  readonly file: string | null
}
