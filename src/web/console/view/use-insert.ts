import { App } from 'antd'
import { insertIntoReply } from '../insert.ts'
import { texts } from '../texts.ts'

/** Puts words into the reply box. `show` brings it to the fore, where the panel covers it. */
export function useInsert(show?: () => void): (words: string) => void {
  const { message } = App.useApp()
  return (words) => {
    show?.()
    // What is covered takes no focus: the box comes first.
    setTimeout(() => {
      if (insertIntoReply(words)) void message.success(texts.inserted, 1.5)
      else void message.warning(texts.notInserted)
    })
  }
}
