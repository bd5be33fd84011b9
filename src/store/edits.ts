/** How a file of the playbook came to be changed: on the console's page, or by other means (git). */
export type EditHow = 'page' | 'undo' | 'outside'

/** What became of a file; a text of `null` is no file. */
export interface FileChange {
  readonly file: string
  readonly before: string | null
  readonly after: string | null
}

/** One save, of one file or several: what was changed together is taken back together. */
export interface NewEdit {
  readonly changes: readonly FileChange[]
  readonly at: number
  readonly how: EditHow
  /** Who did it, by name; nobody knows of a change from outside. */
  readonly who: { readonly login: string; readonly name: string } | null
}

export interface Edit extends NewEdit {
  readonly id: number
}

/** An edit without its texts, for a list. */
export interface EditHead extends Omit<Edit, 'changes'> {
  readonly files: readonly string[]
}

/** What became of the playbook's files, and how they were last seen; the files are the truth. */
export interface EditRecords {
  /** Each file as it was last seen. */
  texts(): Promise<ReadonlyMap<string, string>>
  /** Takes the files as they are for seen, and enters nothing. */
  see(texts: ReadonlyMap<string, string>): Promise<void>
  /** The files are seen as it left them. Returns its id. */
  enter(edit: NewEdit): Promise<number>
  /** Newest first. */
  list(options: {
    /** That changed this file, among others perhaps. */
    readonly file?: string
    /** Older than the edit of this id. */
    readonly before?: number
    readonly limit: number
  }): Promise<readonly EditHead[]>
  find(id: number): Promise<Edit | undefined>
}
