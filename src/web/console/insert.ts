/** Words that another part of the page offers for the reply; they go where the caret is. */
type Listener = (words: string) => void

let listener: Listener | undefined

/** The reply box listens while it is there; the returned function is for its end. */
export function onInsert(next: Listener): () => void {
  listener = next
  return () => {
    if (listener === next) listener = undefined
  }
}

/** False where no reply can be written now. */
export function insertIntoReply(words: string): boolean {
  listener?.(words)
  return listener !== undefined
}
