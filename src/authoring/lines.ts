/** A run of lines of `a` in whose place other lines of `b` stand. Both ends count from 0. */
interface Change {
  readonly from: number
  readonly to: number
  readonly lines: readonly string[]
}

/** Lines with their ends, so that joining them gives the very text. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? []

/**
 * What an edit (`before` to `after`) did taken out of the text as it is now, where nobody has touched
 * the same lines or those right beside them since; undefined where somebody has.
 */
export const takeBack = (before: string, after: string, now: string): string | undefined => {
  if (now === after) return before
  const { text, isClean } = mergedBack(before, after, now)
  return isClean ? text : undefined
}

/** The same where somebody has: those lines are as they were before, and what is elsewhere stays. */
export const forceBack = (before: string, after: string, now: string): string =>
  mergedBack(before, after, now).text

const mergedBack = (before: string, after: string, now: string) => {
  const lines = linesOf(after)
  const back = changesBetween(lines, linesOf(before))
  const later = changesBetween(lines, linesOf(now))
  const meet = (a: Change, b: Change) => a.from <= b.to && b.from <= a.to
  const elsewhere = later.filter((each) => !back.some((other) => meet(each, other)))
  const all = [...back, ...elsewhere].sort((a, b) => b.from - a.from)
  const merged = [...lines]
  for (const { from, to, lines: other } of all) merged.splice(from, to - from, ...other)
  return { text: merged.join(''), isClean: elsewhere.length === later.length }
}

/** As `diff -u` shows it. */
export const unifiedDiff = (file: string, before: string | null, after: string | null): string => {
  const old = linesOf(before ?? '')
  const changes = changesBetween(old, linesOf(after ?? ''))
  const names = [
    before === null ? '/dev/null' : `a/${file}`,
    after === null ? '/dev/null' : `b/${file}`,
  ]
  let shift = 0
  const hunks = grouped(changes).map((group) => {
    const from = Math.max(0, (group[0]?.from ?? 0) - context)
    const to = Math.min(old.length, (group.at(-1)?.to ?? 0) + context)
    const body: string[] = []
    let at = from
    let grown = 0
    for (const change of group) {
      body.push(...marked(' ', old.slice(at, change.from)))
      body.push(...marked('-', old.slice(change.from, change.to)))
      body.push(...marked('+', change.lines))
      grown += change.lines.length - (change.to - change.from)
      at = change.to
    }
    body.push(...marked(' ', old.slice(at, to)))
    const [size, start] = [to - from, from + shift]
    shift += grown
    return [`@@ -${range(from, size)} +${range(start, size + grown)} @@`, ...body].join('\n')
  })
  return hunks.length === 0 ? '' : [`--- ${names[0]}`, `+++ ${names[1]}`, ...hunks, ''].join('\n')
}

const context = 3
/** Of texts with more other lines than this nothing is said to have stayed. */
const mostChanged = 800

const range = (from: number, size: number) => `${size === 0 ? from : from + 1},${size}`

const marked = (mark: string, lines: readonly string[]) =>
  lines.map((line) =>
    line.endsWith('\n') ? mark + line.slice(0, -1) : `${mark}${line}\n\\ No newline at end of file`,
  )

const grouped = (changes: readonly Change[]): readonly (readonly Change[])[] => {
  const groups: Change[][] = []
  for (const change of changes) {
    const last = groups.at(-1)
    if (last && change.from - (last.at(-1)?.to ?? 0) <= 2 * context) last.push(change)
    else groups.push([change])
  }
  return groups
}

/** The fewest lines to change (Myers 1986), from top to bottom. */
const changesBetween = (a: readonly string[], b: readonly string[]): readonly Change[] => {
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  const shorter = Math.min(a.length, b.length) - head
  while (tail < shorter && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1
  const middle = [a.slice(head, a.length - tail), b.slice(head, b.length - tail)] as const
  const changes: Change[] = []
  let [x, y] = [0, 0]
  const end = [middle[0].length, middle[1].length] as const
  for (const [keptX, keptY] of [...keptIn(middle[0], middle[1]), end]) {
    if (keptX > x || keptY > y) {
      changes.push({ from: head + x, to: head + keptX, lines: middle[1].slice(y, keptY) })
    }
    ;[x, y] = [keptX + 1, keptY + 1]
  }
  return changes
}

/** Which lines of `a` are kept, and where each stands in `b`. */
const keptIn = (a: readonly string[], b: readonly string[]): (readonly [number, number])[] => {
  const rounds: Map<number, number>[] = []
  const reach = new Map<number, number>([[1, 0]])
  const at = (of: ReadonlyMap<number, number>, diagonal: number) => of.get(diagonal) ?? -1
  const isDown = (of: ReadonlyMap<number, number>, k: number, d: number) =>
    k === -d || (k !== d && at(of, k - 1) < at(of, k + 1))
  search: for (let d = 0; ; d += 1) {
    if (d > mostChanged) return []
    rounds.push(new Map(reach))
    for (let k = -d; k <= d; k += 2) {
      let x = isDown(reach, k, d) ? at(reach, k + 1) : at(reach, k - 1) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1
      reach.set(k, x)
      if (x >= a.length && x - k >= b.length) break search
    }
  }
  const kept: (readonly [number, number])[] = []
  let [x, y] = [a.length, b.length]
  for (const [d, of] of [...rounds.entries()].reverse()) {
    const k = x - y
    const before = isDown(of, k, d) ? k + 1 : k - 1
    const startX = d === 0 ? 0 : at(of, before)
    const startY = startX - (d === 0 ? 0 : before)
    for (; x > startX && y > startY; x -= 1, y -= 1) kept.unshift([x - 1, y - 1])
    ;[x, y] = [startX, startY]
  }
  return kept
}
