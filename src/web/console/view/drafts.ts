const texts = new Map<string, string>()

/** What an agent has begun to write, by conversation, while the page is open. */
export const drafts = {
  get: (conversation: string) => texts.get(conversation) ?? '',
  set(conversation: string, text: string) {
    if (text === '') texts.delete(conversation)
    else texts.set(conversation, text)
  },
}
