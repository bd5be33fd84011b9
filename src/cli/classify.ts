import { createInterface } from 'node:readline'
import { openDryCounter } from './dry-counter.ts'
import { type Command, print, printJson } from './io.ts'

/** One message a line in, what it means a line out, in the same order. */
export const classify: Command = async ({ config, values }) => {
  const { mind } = await openDryCounter(config)
  for await (const text of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const understood = await mind.understand(text, Date.now())
    const { ranking, inScope, outcome, matters, mood, entities } = understood
    if (values.json) printJson({ text, ranking, inScope, outcome, matters, mood, entities })
    else {
      const [best] = ranking
      const confidence = ((best?.confidence ?? 0) * 100).toFixed(0)
      print(`${outcome}\t${best?.intent ?? ''}\t${confidence}%\t${text}`)
    }
  }
  return 0
}
