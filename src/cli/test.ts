import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Config, type Locale, projectRoot } from '../config.ts'
import { openTrainer } from '../mind.ts'
import { GatewayError } from '../model/errors.ts'
import { type Fault, formatFaults, where } from '../playbook/index.ts'
import {
  formatFailure,
  type Outcome,
  openRehearsalRoom,
  type RehearsalRoom,
  type Story,
  type Verdict,
  verdictOf,
} from '../rehearsal/index.ts'
import { type Command, complain, print, printJson } from './io.ts'

/** Plays scripted conversations; exit code 1 when one is not as written, 2 when one cannot be read. */
export const test: Command = async ({ config, positionals, values }) => {
  const files = filesOf(positionals, config)
  const trainer = openTrainer(config)
  try {
    const room = await openRehearsalRoom({ config, trainer })
    const { stories, faults } = await readAll(room, files)
    if (faults.length > 0) {
      const color = process.stdout.isTTY === true
      complain(formatFaults(faults, { locale: config.locale, color }))
      return 2
    }
    const played = []
    for (const story of stories) {
      const begun = performance.now()
      const outcome = await room.play(story)
      const one = { story, outcome, verdict: verdictOf(story, outcome) }
      played.push(one)
      const ms = Math.round(performance.now() - begun)
      if (values.json) printJson({ ...asJson(one), ms })
      else print(asText(one, ms, config, room))
    }
    if (!values.json) print(summaryOf(played, config.locale))
    return played.some(({ verdict }) => isBad(verdict)) ? 1 : 0
  } finally {
    await trainer.close()
  }
}

interface Played {
  readonly story: Story
  readonly outcome: Outcome
  readonly verdict: Verdict
}

const isBad = (verdict: Verdict) => verdict === 'failed' || verdict === 'passed_unexpectedly'

interface FileName {
  readonly dir: string
  readonly file: string
}

/** The YAML files of what was named, a folder's in order; those of `CASES_DIR` when nothing was. */
const filesOf = (given: readonly string[], { locale, casesDir }: Config): readonly FileName[] => {
  const files =
    given.length === 0
      ? inCasesDir(casesDir)
      : given.flatMap((path) => {
          if (!existsSync(path)) throw new GatewayError('bad_request', texts[locale].missing(path))
          return statSync(path).isDirectory() ? inFolder('', path) : [{ dir: '', file: path }]
        })
  if (files.length > 0) return files
  throw new GatewayError('bad_request', texts[locale].empty(given.join(' ') || casesDir))
}

/** Below the project they are named as one would type them. */
const inCasesDir = (casesDir: string): FileName[] => {
  if (!existsSync(casesDir)) return []
  const below = relative(projectRoot, casesDir)
  return below.startsWith('..') ? inFolder('', casesDir) : inFolder(projectRoot, below)
}

const inFolder = (dir: string, folder: string): FileName[] =>
  readdirSync(join(dir, folder))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ dir, file: join(folder, name) }))

const readAll = async (room: RehearsalRoom, files: readonly FileName[]) => {
  const stories: Story[] = []
  const faults: Fault[] = []
  for (const { dir, file } of files) {
    const read = await room.read(dir, file)
    if (read.ok) stories.push(read.story)
    else faults.push(...read.faults)
  }
  return { stories, faults }
}

const asText = (
  { story, outcome, verdict }: Played,
  ms: number,
  { locale }: Config,
  { shopTime }: RehearsalRoom,
): string => {
  const say = texts[locale]
  const head = `${say.verdicts[verdict]}  ${story.title}  (${story.file}, ${ms} ms)`
  switch (verdict) {
    case 'passed':
      return head
    case 'pending':
      return `${head}\n    ${say.pending(story.pending ?? '')}`
    case 'passed_unexpectedly':
      return `${head}\n    ${say.unmark}`
    case 'failed':
      return outcome.kind === 'failed'
        ? `${head}\n${formatFailure(story, outcome, { locale, shopTime })}\n`
        : head
    default:
      return verdict satisfies never
  }
}

const asJson = ({ story, outcome, verdict }: Played) => ({
  file: story.file,
  case: story.title,
  about: story.about,
  verdict,
  ...(story.pending === undefined ? {} : { pending: story.pending }),
  ...(outcome.kind === 'passed'
    ? {}
    : {
        step: outcome.step,
        place: where(outcome.place),
        because: outcome.sight.decision?.because ?? null,
        differences: outcome.differences.map(({ path, place, expected, actual }) => ({
          path: path.join('.'),
          place: where(place),
          expected: expected[0],
          actual: actual[0],
        })),
      }),
})

const summaryOf = (played: readonly Played[], locale: Locale): string => {
  const count = (verdict: Verdict) => played.filter((each) => each.verdict === verdict).length
  const say = texts[locale]
  const names = ['passed', 'failed', 'pending', 'passed_unexpectedly'] as const
  const parts = names
    .filter((name) => name === 'passed' || count(name) > 0)
    .map((name) => say.count(name, count(name)))
  return `\n${parts.join(say.comma)}`
}

const countedZh = {
  passed: '通过',
  failed: '没过',
  pending: '待办',
  passed_unexpectedly: '该删 pending',
}
const countedEn = {
  passed: 'passed',
  failed: 'failed',
  pending: 'pending',
  passed_unexpectedly: 'to unmark',
}

const texts = {
  'zh-CN': {
    missing: (path: string) => `${path}：没有这个文件或文件夹，请检查路径`,
    empty: (path: string) => `${path} 里没有 .yaml 剧本；写法见 docs/cases.md`,
    verdicts: {
      passed: '✓ 通过',
      failed: '✗ 没过',
      pending: '… 待办',
      passed_unexpectedly: '✗ 已能通过',
    },
    pending: (why: string) => `暂时做不到：${why}`,
    unmark: '这个剧本已经能通过了：请删掉 pending 那一行，让它从此看住这件事',
    count: (verdict: Verdict, n: number) => `${countedZh[verdict]} ${n}`,
    comma: '，',
  },
  en: {
    missing: (path: string) => `${path}: there is no such file or folder; check the path`,
    empty: (path: string) => `${path} holds no .yaml case; docs/cases.md says how to write one`,
    verdicts: {
      passed: '✓ passed',
      failed: '✗ failed',
      pending: '… pending',
      passed_unexpectedly: '✗ passes now',
    },
    pending: (why: string) => `not yet: ${why}`,
    unmark: 'this case passes now: delete its line "pending" so that it guards from here on',
    count: (verdict: Verdict, n: number) => `${n} ${countedEn[verdict]}`,
    comma: ', ',
  },
} as const
