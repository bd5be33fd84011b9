import { type FSWatcher, watch } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { errorAt, type Fault } from './fault.ts'
import type { Loaded } from './load.ts'
import type { Playbook } from './playbook.ts'
import { folders, picturesFolder, top } from './read.ts'

export interface WatchOptions {
  readonly dir: string
  readonly load: () => Promise<Loaded>
  /** A new playbook is good: use it from the next turn on. */
  readonly onLoaded: (playbook: Playbook, warnings: readonly Fault[]) => void
  /** What is on disk is not good: the last good one stays. */
  readonly onRefused: (faults: readonly Fault[]) => void
  /** The revision in use; without it the first load is reported as new. */
  readonly revision?: string
  readonly debounceMs?: number
}

const watched = [...folders, picturesFolder]
const longestWaitMs = 1_000
const pollMs = 1_000

/**
 * Watches the playbook's folders and loads what changed.
 * A change sets off a debounced load; a poll every second catches what the system did not report.
 * The outcome is told only when it differs from the one before: `revision` of the last good one,
 * or the faults. A playbook that is mended back to the revision in use is told again.
 */
export const watchPlaybook = (options: WatchOptions): { close: () => void } => {
  const { dir, load, onLoaded, onRefused, debounceMs = 200 } = options
  let told = options.revision ?? ''
  let seen = ''
  let closed = false
  let loading = false
  let again = false
  let quiet: NodeJS.Timeout | undefined
  let latest: NodeJS.Timeout | undefined
  const watchers = new Map<string, FSWatcher>()

  const changed = () => {
    if (closed) return
    clearTimeout(quiet)
    quiet = setTimeout(reload, debounceMs)
    latest ??= setTimeout(reload, longestWaitMs)
  }

  const reload = () => {
    clearTimeout(quiet)
    clearTimeout(latest)
    latest = undefined
    again = loading
    if (loading) return
    loading = true
    void load()
      .catch(failed)
      .then((loaded) => {
        loading = false
        if (closed) return
        if (again) changed()
        again = false
        tell(loaded)
      })
  }

  const tell = (loaded: Loaded) => {
    const outcome = loaded.ok ? loaded.playbook.revision : JSON.stringify(loaded.faults)
    if (outcome === told) return
    told = outcome
    if (loaded.ok) onLoaded(loaded.playbook, loaded.warnings)
    else onRefused(loaded.faults)
  }

  /** Attaches to folders that have appeared; one that was replaced gets a new watcher. */
  const attach = () => {
    for (const folder of watched) {
      if (watchers.has(folder)) continue
      try {
        const watcher = watch(join(dir, folder), (_event, name) => {
          if (name === null || isRead(name)) changed()
        })
        const drop = () => {
          watcher.close()
          watchers.delete(folder)
        }
        watcher.on('error', drop)
        watchers.set(folder, watcher)
      } catch {
        // The folder is not there now; the poll keeps looking.
      }
    }
  }

  const poll = async () => {
    const now = await fingerprint(dir)
    if (closed) return
    if (now !== seen) {
      seen = now
      for (const watcher of watchers.values()) watcher.close()
      watchers.clear()
      attach()
      changed()
    }
    next = setTimeout(() => void poll(), pollMs)
  }

  let next: NodeJS.Timeout | undefined
  attach()
  void poll()
  return {
    close: () => {
      closed = true
      for (const timer of [quiet, latest, next]) clearTimeout(timer)
      for (const watcher of watchers.values()) watcher.close()
    },
  }
}

/** Schemas for editors and files that are being written are no part of it. */
const isRead = (name: string) => !name.startsWith('.')

const failed = (cause: unknown): Loaded => ({
  ok: false,
  faults: [errorAt(top('.'), [`读取时出错：${String(cause)}`, `loading failed: ${String(cause)}`])],
  warnings: [],
})

/** Changes whenever a file does: names, sizes, times and identities of all folders. */
const fingerprint = async (dir: string): Promise<string> => {
  const marks: string[] = []
  for (const folder of watched) {
    const path = join(dir, folder)
    const names = await readdir(path).catch(() => [])
    for (const name of ['', ...names.filter(isRead).sort()]) {
      const about = await stat(join(path, name)).catch(() => undefined)
      marks.push(`${folder}/${name} ${about?.ino} ${about?.size} ${about?.mtimeMs}`)
    }
  }
  return marks.join('\n')
}
