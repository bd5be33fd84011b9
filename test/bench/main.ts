import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { Bench, Table } from './bench.ts'
import { figures } from './figures.ts'
import { formatTable } from './format-table.ts'
import { open } from './open.ts'
import { retrieval } from './retrieval.ts'
import { scroll } from './scroll.ts'
import { timers } from './timers.ts'
import { understanding } from './understanding.ts'

/** `npm run bench -- <name> [--data DIR] [--json]`: a new bench is one import and one line here. */
const benches: Readonly<Record<string, Bench>> = {
  figures,
  open,
  retrieval,
  scroll,
  timers,
  understanding,
}

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, data: { type: 'string' } },
  allowPositionals: true,
})
const print = (text: string) => process.stdout.write(`${text}\n`)

const [name = ''] = positionals
const bench = benches[name]
if (bench === undefined) {
  process.stderr.write(
    `npm run bench -- ${Object.keys(benches).join(' | ')} [--data DIR] [--json]\n`,
  )
  process.exitCode = 2
} else report(await bench({ data: values.data }))

function report(tables: readonly Table[]): void {
  const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`
  const load = loadavg()[0]?.toFixed(1)
  const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${load}`
  if (values.json) print(JSON.stringify({ command, machine, tables }))
  else print([...tables.map(formatTable), command, machine].join('\n\n'))
}
