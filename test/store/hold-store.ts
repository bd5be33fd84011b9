import { createSqliteStore } from '../../src/store/index.ts'
import { aMessage } from '../support/builders.ts'

/** A process of its own that has a store open: `hold-store.ts <file> [load]`. Says what it did. */
const [file = '', load] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)

try {
  const store = createSqliteStore({ file })
  say('open')
  for (let n = 0; load !== undefined; n++) {
    await Promise.all(
      [0, 1, 2].map(async (part) => {
        const externalId = `load-${n}-${part}`
        await store.accept([aMessage({ externalId })], n)
        say(externalId)
      }),
    )
  }
  setInterval(() => {}, 1_000)
} catch (error) {
  say(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}
