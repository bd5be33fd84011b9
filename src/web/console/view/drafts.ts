const texts = new Map<string, string>()

/** What was begun in the forms of cases, by what it is for, while the page is open. */
export const drafts = {
  get: (place: string) => texts.get(place) ?? '',
  set(place: string, text: string) {
    if (text === '') texts.delete(place)
    else texts.set(place, text)
  },
}
