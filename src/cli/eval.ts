import type { Config } from '../config.ts'
import { loadShopPlaybook, openShop } from '../mind.ts'
import { GatewayError } from '../model/errors.ts'
import { formatFaults } from '../playbook/index.ts'
import {
  type Baseline,
  changesSince,
  type EngineName,
  formatChanges,
  formatRun,
  parseLines,
  type Run,
  renderPage,
  runEvaluation,
  trainingOf,
  usualOffTopic,
} from '../understanding/index.ts'
import { keepRun, makeFolder, readBaseline } from './eval-files.ts'
import { type EvalOptions, evalOptions } from './eval-options.ts'
import { type Command, print, printJson, readGivenFile } from './io.ts'

/** Measures engines on labelled lines, keeps the report, and compares it with an earlier one. */
export const evaluateFile: Command = async (given) => {
  const { config, values } = given
  const { locale, timeZone } = config
  const options = evalOptions(given)
  const lines = readLines(options.test, config)
  const baseline = baselineFor(options, config)
  makeFolder(options.dir, locale)
  const training = await trainingFor(options, config)
  const run = await runEvaluation({
    at: Date.now(),
    test: options.test,
    ...(options.train === undefined ? {} : { train: options.train }),
    ...(options.perClass === undefined ? {} : { perClass: options.perClass }),
    engines: options.engines,
    lines,
    ...training,
    onTraining: (engine) => showProgress(texts[locale].training(engine)),
  })
  const page = keepRun(options.dir, run, renderPage({ run, baseline, timeZone }))
  if (values.json) {
    for (const report of reportsWithChanges(run, baseline)) printJson(report)
    return 0
  }
  print(formatRun(run, locale))
  if (baseline !== undefined) print(`\n${formatChanges(run, baseline, { locale, timeZone })}`)
  print(`\n${page}`)
  return 0
}

const readLines = (file: string, { locale }: Config) =>
  parseLines(readGivenFile(file, locale), { file, locale })

/** The shop's own sentences, or a file's, which is measured even while the playbook is broken. */
const trainingFor = async ({ train }: EvalOptions, config: Config) => {
  const loaded = await loadShopPlaybook(config, openShop(config, Date.now))
  if (train === undefined && !loaded.ok) {
    const report = formatFaults(loaded.faults, { locale: config.locale, color: false })
    throw new GatewayError('playbook_invalid', report)
  }
  const shop = loaded.ok ? trainingOf(loaded.playbook) : nothing
  const training = train === undefined ? shop : { examples: readLines(train, config) }
  if (new Set(training.examples.map(({ intent }) => intent)).size < 2) {
    throw new GatewayError('bad_request', texts[config.locale].oneIntent(train ?? 'intents/'))
  }
  const intents = loaded.ok ? [...loaded.playbook.intents.values()] : []
  const titles = new Map(intents.map(({ id, title }): [string, string] => [id, title]))
  // A benchmark may use one of the shop's ids and mean something else.
  const isShops = training.examples.every(({ intent }) => titles.has(intent))
  return {
    ...training,
    offTopic: new Set([...usualOffTopic, ...shop.offTopic]),
    titles: isShops ? Object.fromEntries(titles) : {},
  }
}

const nothing: Pick<ReturnType<typeof trainingOf>, 'examples' | 'offTopic'> = {
  examples: [],
  offTopic: new Set(),
}

const baselineFor = ({ baseline: named, dir, test, engines }: EvalOptions, config: Config) => {
  if (named === undefined) return undefined
  const baseline = readBaseline({ named, dir, test, locale: config.locale })
  const measured = baseline.reports.map(({ engine }) => engine)
  if (engines.some((engine) => measured.includes(engine))) return baseline
  throw new GatewayError('bad_request', texts[config.locale].otherEngines(measured.join(',')))
}

const reportsWithChanges = ({ reports }: Run, baseline: Baseline | undefined) =>
  reports.map((report) => {
    const before = baseline?.reports.find(({ engine }) => engine === report.engine)
    return before === undefined ? report : { ...report, changes: changesSince(before, report) }
  })

/** For whoever sits and waits; not for a file. */
const showProgress = (text: string): void => {
  if (process.stderr.isTTY) process.stderr.write(`${text}\n`)
}

const texts = {
  'zh-CN': {
    training: (engine: EngineName) => `正在训练和测试 ${engine}……`,
    oneIntent: (file: string) => `${file}：只有一个意图，没有什么可分辨的；训练至少要有两个意图`,
    otherEngines: (engines: string) =>
      `基线里没有这次的引擎；它测的是 ${engines}，请写 --engine ${engines}，或换一份基线`,
  },
  en: {
    training: (engine: EngineName) => `Training ${engine} …`,
    oneIntent: (file: string) =>
      `${file}: has one intent, so there is nothing to tell apart; training needs two or more`,
    otherEngines: (engines: string) =>
      `The baseline has none of these engines; it measured ${engines}. Write --engine ${engines}, or name another baseline`,
  },
} as const
