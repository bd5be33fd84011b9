/** @jsxImportSource preact */
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** What is said of a part that did not come: the chat knows how. */
export const lost = { tell() {} }

/** A part of the page that is downloaded when it is first wanted; until then there is nothing. */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let Part: ComponentType<Props> | undefined
  return function Lazily(props: Props & { readonly onClose?: () => void }) {
    // Not the part itself: a function that is a state is called.
    const [, show] = useState(false)
    // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked for once, whatever it shows
    useEffect(() => {
      if (Part) return
      // What did not come is closed, to be asked for again.
      load().then(
        (part) => {
          Part = part
          show(true)
        },
        () => {
          lost.tell()
          props.onClose?.()
        },
      )
    }, [])
    return Part ? <Part {...props} /> : null
  }
}
