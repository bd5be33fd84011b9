import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import type { Locale } from '../config.ts'
import { GatewayError } from '../model/errors.ts'
import type { Baseline, Run } from '../understanding/index.ts'
import { readGivenFile } from './io.ts'

/** Files measured, by full path, and the report of the last run of each; the latest comes last. */
const pointerSchema = z.record(z.string(), z.string())

const baselineSchema: z.ZodType<Baseline> = z.object({
  at: z.number(),
  test: z.string(),
  reports: z.array(
    z
      .object({
        engine: z.string(),
        intents: z.array(z.object({ intent: z.string(), f1: z.number() })),
        verdicts: z.array(
          z.object({
            text: z.string(),
            intent: z.string(),
            got: z.string(),
            rank: z.number(),
          }),
        ),
      })
      .loose(),
  ),
})

interface BaselineAsked {
  /** A file, or `last`: the last run on the same lines, or else the last of all. */
  readonly named: string
  readonly dir: string
  readonly test: string
  readonly locale: Locale
}

/** An earlier run. Throws a sentence when there is none, or it is no report. */
export const readBaseline = ({ named, dir, test, locale }: BaselineAsked): Baseline => {
  const say = texts[locale]
  const pointers = named === 'last' ? readPointers(dir) : {}
  const last = pointers[resolve(test)] ?? Object.values(pointers).at(-1)
  if (named === 'last' && last === undefined) throw new GatewayError('bad_request', say.noLast(dir))
  const file = last === undefined ? named : join(dir, last)
  try {
    return baselineSchema.parse(JSON.parse(readGivenFile(file, locale)))
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause
    throw new GatewayError('bad_request', say.noReport(file), { cause })
  }
}

/** Made before anything is measured, so that a long run does not end before a locked door. */
export const makeFolder = (dir: string, locale: Locale): void => {
  try {
    mkdirSync(dir, { recursive: true })
    accessSync(dir, constants.W_OK)
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new GatewayError('bad_request', texts[locale].noFolder(dir, code ?? ''), { cause })
  }
}

/** Keeps the run as JSON and as a page, and points at it; gives the page's path. */
export const keepRun = (dir: string, run: Run, page: string): string => {
  const name = new Date(run.at).toISOString().replace(/[:.]/g, '-')
  writeFileSync(join(dir, `${name}.json`), JSON.stringify(run))
  writeFileSync(join(dir, `${name}.html`), page)
  const { [resolve(run.test)]: _older, ...others } = readPointers(dir)
  const pointers = { ...others, [resolve(run.test)]: `${name}.json` }
  writeFileSync(join(dir, lastFile), JSON.stringify(pointers, undefined, 2))
  return join(dir, `${name}.html`)
}

const lastFile = 'last.json'

const readPointers = (dir: string): z.infer<typeof pointerSchema> => {
  const file = join(dir, lastFile)
  if (!existsSync(file)) return {}
  try {
    return pointerSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // A pointer that was cut short costs a comparison, not the run.
    return {}
  }
}

const texts = {
  'zh-CN': {
    noLast: (dir: string) =>
      `还没有上一次的结果可比（${dir} 里没有）：先不带 --baseline 测一次，或写 --baseline 报告.json`,
    noReport: (file: string) =>
      `${file}：不是 eval 写下的报告；请给 <时间>.json，或写 --baseline last`,
    noFolder: (dir: string, code: string) =>
      `${dir}：报告写不进这个文件夹（${code}），请改权限，或用 --out 换一个`,
  },
  en: {
    noLast: (dir: string) =>
      `There is no earlier run to compare with (none in ${dir}): run once without --baseline, or name a report: --baseline report.json`,
    noReport: (file: string) =>
      `${file}: not a report that eval wrote; name a <time>.json, or write --baseline last`,
    noFolder: (dir: string, code: string) =>
      `${dir}: reports cannot be written to this folder (${code}); change its permissions, or name another with --out`,
  },
} as const
