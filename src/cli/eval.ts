import { loadShopPlaybook, openShop } from '../mind.ts'
import { GatewayError } from '../model/errors.ts'
import { formatFaults } from '../playbook/index.ts'
import {
  createEngine,
  type EngineName,
  engineNames,
  evaluate,
  formatReport,
  parseLines,
  trainingOf,
} from '../understanding/index.ts'
import { type Command, complain, type Given, print, printJson, readGivenFile } from './io.ts'

/** Measures one engine, or all three, on labelled lines. */
export const evaluateFile: Command = async (given) => {
  const [file] = given.positionals
  if (file === undefined) {
    complain('请给出标注文件：npm run -s shouhou -- eval 句子.jsonl')
    return 2
  }
  const lines = readLines(file)
  const training = await trainingFor(given)
  for (const engine of enginesOf(given)) {
    const rssBefore = process.memoryUsage.rss()
    const began = performance.now()
    const trained = await createEngine({ engine, ...training })
    const report = await evaluate({
      engine: trained,
      lines,
      offTopic: training.offTopic,
      trainMs: performance.now() - began,
      rssBytes: process.memoryUsage.rss() - rssBefore,
    })
    if (given.values.json) printJson(report)
    else print(formatReport(report))
  }
  return 0
}

const enginesOf = ({ config, values }: Given): readonly EngineName[] => {
  const { engine } = values
  if (engine === undefined) return [config.understandingEngine]
  const names = engine === 'all' ? engineNames : engine.split(',')
  return names.map((name) => {
    const known = engineNames.find((each) => each === name)
    if (known !== undefined) return known
    throw new GatewayError(
      'bad_request',
      `没有引擎「${name}」，可用：${engineNames.join('、')}、all`,
    )
  })
}

/** The shop's own sentences, or a file's. */
const trainingFor = async ({ config, values }: Given) => {
  if (values.train !== undefined) {
    return { examples: readLines(values.train), offTopic: new Set(['other_out_of_scope', 'oos']) }
  }
  const loaded = await loadShopPlaybook(config, openShop(config, Date.now))
  if (loaded.ok) return trainingOf(loaded.playbook)
  const report = formatFaults(loaded.faults, { locale: config.locale, color: false })
  throw new GatewayError('playbook_invalid', report)
}

const readLines = (file: string) => {
  const lines = parseGivenLines(file)
  if (lines.length > 0) return lines
  throw new GatewayError('bad_request', `${file}：一句也没有，应是一行一个 {"text","intent"}`)
}

const parseGivenLines = (file: string) => {
  const text = readGivenFile(file)
  try {
    return parseLines(text)
  } catch (cause) {
    const faults = cause instanceof Error ? cause.message : String(cause)
    const placed = faults.replace(/^line (\d+): /gm, `${file}:$1：`)
    const message = `${placed}\n应是一行一个 {"text": "…", "intent": "…", "alt": "…（可省）"}`
    throw new GatewayError('bad_request', message, { cause })
  }
}
