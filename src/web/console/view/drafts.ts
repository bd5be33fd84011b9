/** For the customer, or for colleagues alone. */
export type Mode = 'reply' | 'note'

const texts = new Map<string, string>()
const modes = new Map<string, Mode>()

/** Where the words of a chat are kept, apart by whom they are for. */
export const draftOf = (conversation: string, mode: Mode): string => `${mode} ${conversation}`

/** What an agent has begun to write, by what it is for, while the page is open. */
export const drafts = {
  get: (place: string) => texts.get(place) ?? '',
  set(place: string, text: string) {
    if (text === '') texts.delete(place)
    else texts.set(place, text)
  },
  /** It changes only when the agent says so. */
  mode: (conversation: string): Mode => modes.get(conversation) ?? 'reply',
  setMode: (conversation: string, mode: Mode) => void modes.set(conversation, mode),
}
