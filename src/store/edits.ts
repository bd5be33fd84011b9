/** How a file of the playbook came to be changed: on the console's page, or by other means (git). */
export type EditHow = 'page' | 'undo' | 'outside'

/** One change of one file; a text of `null` is no file. */
export interface NewEdit {
  readonly file: string
  readonly before: string | null
  readonly after: string | null
  readonly at: number
  readonly how: EditHow
  /** Who did it, by name; nobody knows of a change from outside. */
  readonly who: { readonly login: string; readonly name: string } | null
}

export interface Edit extends NewEdit {
  readonly id: number
}

/** An edit without its texts, for a list. */
export type EditHead = Omit<Edit, 'before' | 'after'>

/** What became of the playbook's files, and how they were last seen; the files are the truth. */
export interface EditRecords {
  /** Each file as it was last seen. */
  texts(): Promise<ReadonlyMap<string, string>>
  /** Takes the files as they are for seen, and enters nothing. */
  see(texts: ReadonlyMap<string, string>): Promise<void>
  /** Enters changes in the order given; the files are seen with them. Returns their ids. */
  enter(edits: readonly NewEdit[]): Promise<readonly number[]>
  /** Newest first. */
  list(options: {
    readonly file?: string
    /** Older than the edit of this id. */
    readonly before?: number
    readonly limit: number
  }): Promise<readonly EditHead[]>
  find(id: number): Promise<Edit | undefined>
}
