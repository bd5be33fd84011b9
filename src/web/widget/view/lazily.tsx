/** @jsxImportSource preact */
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** A part of the page that is downloaded when it is first wanted; until then there is nothing. */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let Part: ComponentType<Props> | undefined
  return function Lazily(props: Props) {
    const [, show] = useState(Part)
    useEffect(() => {
      if (Part !== undefined) return
      // Without a network there is no chat either; the part is asked for again with the next form.
      load().then(
        (part) => {
          Part = part
          show(() => part)
        },
        () => {},
      )
    }, [])
    return Part === undefined ? null : <Part {...props} />
  }
}
