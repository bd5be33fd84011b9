import { basename } from 'node:path'
import { GatewayError } from '../../model/errors.ts'
import { kindOf, readTable } from '../table/read-table.ts'
import { WorkbookError } from '../table/xlsx-rows.ts'
import { type Keeping, keepOrders } from './keep-orders.ts'
import { createReadMoment } from './moments.ts'
import { type ReadFile, readRows } from './read-rows.ts'
import { type ImportReport, lineOf } from './report.ts'
import { withoutRounded } from './rounded-numbers.ts'
import { type Locale, type Say, sentences } from './sentences.ts'

export interface ImportOptions extends Omit<Keeping, 'say'> {
  readonly file: string
  /** What its reader calls it; the last part of its path when absent. */
  readonly name?: string
  /** The shop's, on whose clock the file's times are. */
  readonly timeZone: string
  readonly locale: Locale
  readonly mostRows?: number
}

const usualMostRows = 200_000
/** Of a file that is none; the heading may be among them. */
const mostFaults = 3

/**
 * Reads a table of orders into the store. A row that cannot be read hinders no other order, every row
 * is counted once, and the same file again changes nothing. Throws `bad_request` when the file is no
 * table of orders at all; nothing of it is kept then.
 */
export async function importOrders(options: ImportOptions): Promise<ImportReport> {
  const { file, name = basename(file), mode } = options
  const say = sentences[options.locale]
  const read = withoutRounded(await readFile({ ...options, name, say }), say)
  if (read.columns.size === 0) {
    const faults = read.refusals
      .slice(0, mostFaults)
      .map((fault) => lineOf(fault, name, options.locale))
    throw refusal(name, [say.noHeading, ...faults, ...read.notes].join('\n  '))
  }
  return { file: name, mode, ...(await keepOrders(read, { ...options, say })) }
}

interface Reading extends ImportOptions {
  readonly name: string
  readonly say: Say
}

async function readFile(reading: Reading): Promise<ReadFile> {
  const { file, name, timeZone, now, say, mostRows = usualMostRows } = reading
  const kind = await kindOf(file).catch((cause: unknown) => {
    throw new GatewayError('bad_request', `${name}: ${say.noFile}`, { cause })
  })
  if (kind !== 'xlsx' && kind !== 'text') throw refusal(name, say[kind])
  try {
    const reader = { readMoment: createReadMoment(timeZone), now: now(), say, mostRows }
    return await readRows(readTable(file, kind), reader)
  } catch (error) {
    if (!(error instanceof WorkbookError)) throw error
    throw refusal(name, error.tooBig ? say.workbookTooBig : say.workbook(error.message))
  }
}

const refusal = (name: string, why: string) => new GatewayError('bad_request', `${name}: ${why}`)
