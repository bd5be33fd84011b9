import { errorAt, type Fault, type Words, where } from './fault.ts'
import { folded } from './folded.ts'
import { placeOfText, type Written } from './outline.ts'
import { repeats } from './repeats.ts'

/** What stands there again although once is enough; the key says which texts are the same. */
export const writtenTwice = (
  written: readonly Written[],
  remedy: Words,
  keyOf: (text: string) => string = folded,
): Fault[] =>
  repeats(written, ({ text }) => keyOf(text)).map(([again, earlier]) => {
    const at = where(placeOfText(earlier))
    return errorAt(
      placeOfText(again),
      [
        `「${again.text}」写了两遍，另一处在 ${at}`,
        `"${again.text}" is written twice, first at ${at}`,
      ],
      remedy,
    )
  })
