import type { Connection } from './connection.ts'

/** Client-made keys of commands that were carried out, so that a repeated one does nothing. */
export interface Commands {
  isUsed(conversation: number, key: string): boolean
  use(conversation: number, key: string): void
}

export function prepareCommands({ db }: Connection): Commands {
  const find = db.prepare('SELECT 1 FROM commands WHERE conversation = ? AND key = ?')
  const insert = db.prepare('INSERT INTO commands (conversation, key) VALUES (?, ?)')
  return {
    isUsed: (conversation, key) => find.get(conversation, key) !== undefined,
    use: (conversation, key) => insert.run(conversation, key),
  }
}
