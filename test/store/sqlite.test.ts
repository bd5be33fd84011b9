import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqliteStore, type Store } from '../../src/store/index.ts'
import { describeStore } from './contract.ts'

describeStore('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shouhou-store-'))
  const opened: Store[] = []
  let copies = 0
  let file = join(folder, '0.db')
  const open = () => {
    const store = createSqliteStore({ file })
    opened.push(store)
    return store
  }
  return {
    store: open(),
    async reopen() {
      await opened.at(-1)?.close()
      return open()
    },
    /** What lies on the disk at this moment, opened elsewhere: nothing was closed or tidied up. */
    async crash() {
      const before = file
      file = join(folder, `${++copies}.db`)
      for (const end of ['', '-wal']) await cp(`${before}${end}`, `${file}${end}`)
      return open()
    },
    async dispose() {
      for (const store of opened) await store.close()
      await rm(folder, { recursive: true })
    },
  }
})
