import { resolve } from 'node:path'
import { closest } from '../model/closest.ts'
import { GatewayError } from '../model/errors.ts'
import { type EngineName, engineNames } from '../understanding/index.ts'
import type { Given } from './io.ts'

export interface EvalOptions {
  readonly test: string
  /** Absent: the shop's own sentences. */
  readonly train: string | undefined
  readonly perClass: number | undefined
  readonly engines: readonly EngineName[]
  /** A file, or `last`. */
  readonly baseline: string | undefined
  /** Where reports are kept. */
  readonly dir: string
}

/** What `eval` was asked for. Throws a sentence that says what to write instead. */
export const evalOptions = ({ config, values, positionals }: Given): EvalOptions => {
  const say = texts[config.locale]
  const files = values.test === undefined ? positionals : [values.test, ...positionals]
  const [test] = files
  if (test === undefined) throw new GatewayError('bad_request', say.noFile)
  if (files.length > 1) throw new GatewayError('bad_request', say.oneFile(files.join(' ')))
  const named = values.compare ?? values.engine
  return {
    test,
    train: values.train,
    perClass: values['per-class'] === undefined ? undefined : atLeastOne(values['per-class'], say),
    engines: named === undefined ? [config.understandingEngine] : enginesIn(named, say),
    baseline: values.baseline,
    dir: resolve(values.out ?? resolve(config.dataDir, 'eval')),
  }
}

type Say = (typeof texts)['zh-CN' | 'en']

const atLeastOne = (given: string, say: Say): number => {
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given)
  throw new GatewayError('bad_request', say.perClass(given))
}

const enginesIn = (given: string, say: Say): readonly EngineName[] => {
  const names = given === 'all' ? engineNames : new Set(given.split(',').map((each) => each.trim()))
  return [...names].map((name) => {
    const known = engineNames.find((each) => each === name)
    if (known !== undefined) return known
    throw new GatewayError('bad_request', say.engine(name, closest(name, engineNames)))
  })
}

const texts = {
  'zh-CN': {
    noFile: '请给出标注文件：npm run -s shouhou -- eval 句子.jsonl',
    oneFile: (files: string) => `一次只测一个文件，给了：${files}；训练用的文件请写 --train FILE`,
    perClass: (given: string) => `--per-class 应是不小于 1 的整数，现在是「${given}」`,
    engine: (name: string, guess: string | undefined) =>
      `没有引擎「${name}」${guess === undefined ? '' : `，是不是 ${guess}？`}可用：${engineNames.join('、')}、all`,
  },
  en: {
    noFile: 'Name a labelled file: npm run -s shouhou -- eval lines.jsonl',
    oneFile: (files: string) =>
      `One file is measured at a time; given: ${files}. A file to train on goes behind --train`,
    perClass: (given: string) => `--per-class must be a whole number from 1; it is "${given}"`,
    engine: (name: string, guess: string | undefined) =>
      `There is no engine "${name}"${guess === undefined ? '' : `; did you mean ${guess}?`} Known: ${engineNames.join(', ')}, all`,
  },
} as const
