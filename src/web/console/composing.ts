import type { AgentFile, AgentReply, Draft, ToneRefusal } from '../shared/index.ts'

/** For the customer, or for colleagues alone. */
export type Mode = 'reply' | 'note'

/** What is being written in one chat for one of the two. It outlives the field that shows it. */
export interface Composed {
  readonly text: string
  readonly files: readonly Picked[]
  /** Where words came from that were put in by a click or a key. */
  readonly origin: Origin | null
  readonly held: Held
  /** It is on its way. */
  readonly busy: boolean
}

export type Origin = Pick<AgentReply, 'from' | 'pictures'>

/** A file that goes along with the words. */
export type Picked =
  | { readonly kind: 'uploading'; readonly id: string; readonly name: string }
  | { readonly kind: 'ready'; readonly id: string; readonly name: string; readonly file: AgentFile }
  | FailedFile
export interface FailedFile {
  readonly kind: 'failed'
  readonly id: string
  readonly name: string
  readonly reason: string
  readonly source: File
}

/** What was granted to a reply that was held: its reason, and the colleague who writes, too. */
export type Granted = Pick<AgentReply, 'override' | 'anyway'>

/** Why a reply is still here. */
export type Held =
  | { readonly kind: 'not' }
  | {
      readonly kind: 'tone'
      readonly text: string
      readonly refusal: ToneRefusal
      readonly granted: Granted
    }
  | {
      readonly kind: 'colleague'
      readonly text: string
      readonly name: string
      readonly granted: Granted
    }
  | { readonly kind: 'gaps'; readonly names: readonly string[] }
  | { readonly kind: 'failed'; readonly reason: string }

/** What goes out. Tried again with the same content it has the same id, so it cannot be said twice. */
export interface Message {
  readonly client_id: string
  readonly text: string
  readonly media: readonly AgentFile[]
  readonly origin: Origin | null
}

interface World {
  readonly newId: () => string
  /** Runs later unless the returned function is called first. */
  readonly later: (ms: number, run: () => void) => () => void
  readonly saveDraft: (
    conversation: string,
    change: Partial<Record<Mode, string>>,
  ) => Promise<unknown>
  readonly upload: (source: File) => Promise<AgentFile>
  readonly sentenceOf: (error: unknown) => string
}

const settleMs = 800
const againMs = 5_000
const empty: Composed = { text: '', files: [], origin: null, held: { kind: 'not' }, busy: false }

/** What is being written at one place, and what may be done with it. */
export interface Composing {
  get(): Composed
  write(text: string): void
  hold(held: Held): void
  setOrigin(origin: Origin | null): void
  addFiles(sources: Iterable<File>): void
  retryFile(file: FailedFile): void
  removeFile(id: string): void
  /**
   * Sends these words, or those that stand there, with what goes along; then what was sent is there
   * no more. False where nothing can be sent now; rejects as `deliver` does.
   */
  send(words: string, deliver: (message: Message) => Promise<void>): Promise<boolean>
  /** The server's words, unless those here are newer. */
  take(text: string): void
  save(): Promise<void>
}

/** All that an agent has begun to write. The words are kept by the server, for every page of theirs. */
export function createComposings({ newId, later, saveDraft, upload, sentenceOf }: World) {
  const places = new Map<string, Composing>()
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }

  function createAt(conversation: string, mode: Mode): Composing {
    let state = empty
    /** What the server has. */
    let saved = ''
    let isSaving = false
    let stopSaving = () => {}
    let attempt = { content: '', id: '' }

    const set = (change: Partial<Composed>) => {
      state = { ...state, ...change }
      tell()
    }
    const replaceFile = (next: Picked) =>
      set({ files: state.files.map((each) => (each.id === next.id ? next : each)) })

    function saveSoon(ms: number) {
      stopSaving()
      stopSaving = later(ms, () => void save())
    }

    /** One at a time, and until the server has the last of it. */
    async function save() {
      stopSaving()
      const { text } = state
      if (isSaving || text === saved) return
      isSaving = true
      try {
        await saveDraft(conversation, { [mode]: text })
        saved = text
      } catch {
        saveSoon(againMs)
      } finally {
        isSaving = false
      }
      if (saved === text && state.text !== text) saveSoon(0)
    }

    async function load(id: string, source: File) {
      const { name } = source
      try {
        replaceFile({ kind: 'ready', id, name, file: await upload(source) })
      } catch (error) {
        replaceFile({ kind: 'failed', id, name, reason: sentenceOf(error), source })
      }
    }

    return {
      get: () => state,
      write(text) {
        const origin = text.trim() === '' ? null : state.origin
        set({ text, origin, held: { kind: 'not' } })
        saveSoon(settleMs)
      },
      hold: (held) => set({ held }),
      setOrigin: (origin) => set({ origin }),
      addFiles(sources) {
        for (const source of sources) {
          const id = newId()
          set({ files: [...state.files, { kind: 'uploading', id, name: source.name }] })
          void load(id, source)
        }
      },
      retryFile({ id, name, source }) {
        replaceFile({ kind: 'uploading', id, name })
        void load(id, source)
      },
      removeFile: (id) => set({ files: state.files.filter((each) => each.id !== id) }),
      async send(words, deliver) {
        const { text: before, files, origin, busy } = state
        const media = files.flatMap((each) => (each.kind === 'ready' ? [each.file] : []))
        const text = words.trim()
        if (busy || media.length < files.length || (text === '' && media.length === 0)) return false
        const content = JSON.stringify([text, media, origin?.pictures ?? []])
        if (attempt.content !== content) attempt = { content, id: newId() }
        set({ busy: true, held: { kind: 'not' } })
        try {
          await deliver({ client_id: attempt.id, text, media, origin })
          attempt = { content: '', id: '' }
          const isGone = new Set(files)
          set({
            files: state.files.filter((each) => !isGone.has(each)),
            // What was put in meanwhile stays.
            ...(state.text === before && { text: '', origin: null }),
          })
          void save()
          return true
        } finally {
          set({ busy: false })
        }
      },
      take(text) {
        const isNewer = state.text !== saved
        saved = text
        if (isNewer) saveSoon(settleMs)
        else set({ text })
      },
      save,
    }
  }

  const at = (conversation: string, mode: Mode): Composing => {
    const place = `${mode} ${conversation}`
    const known = places.get(place) ?? createAt(conversation, mode)
    places.set(place, known)
    return known
  }

  return {
    at,
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    has: (conversation: string): boolean =>
      (['reply', 'note'] as const).some((mode) =>
        places.get(`${mode} ${conversation}`)?.get().text.trim(),
      ),
    load(drafts: readonly Draft[]) {
      for (const { conversation, reply, note } of drafts) {
        at(conversation, 'reply').take(reply)
        at(conversation, 'note').take(note)
      }
    },
    /** Before the page goes away. */
    flush() {
      for (const place of places.values()) void place.save()
    },
  }
}
