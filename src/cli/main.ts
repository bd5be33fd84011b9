import { parseArgs } from 'node:util'
import { loadConfig } from '../config.ts'
import { GatewayError } from '../model/errors.ts'
import { ask } from './ask.ts'
import { check } from './check.ts'
import { classify } from './classify.ts'
import { runDoctor } from './doctor-command.ts'
import { evaluateFile } from './eval.ts'
import { importFile } from './import.ts'
import { type Command, complain } from './io.ts'
import { replay } from './replay.ts'
import { schema } from './schema.ts'
import { test } from './test.ts'

/** Every command of `shouhou`: what it does, in a line, and who does it. */
const commands: Readonly<Record<string, { usage: string; about: string; run: Command }>> = {
  check: { usage: 'check', about: '检查 intents/ 和 replies/ 里的 YAML', run: check },
  ask: {
    usage: 'ask "文字" [--as 顾客] [--json]',
    about: '问一句，看全部推理过程',
    run: ask,
  },
  classify: {
    usage: 'classify --json < 每行一句',
    about: '只做意图识别',
    run: classify,
  },
  eval: {
    usage:
      'eval FILE.jsonl [--train FILE.jsonl] [--per-class N] [--compare linear,node-nlp,natural | --engine linear]\n       [--baseline last|FILE.json] [--out DIR] [--json]',
    about: '用标注好的句子衡量识别效果，写成网页和 JSON 报告；--baseline last 看与上次相比变了什么',
    run: evaluateFile,
  },
  replay: { usage: 'replay FILE.jsonl [--json]', about: '把真实对话重放一遍', run: replay },
  test: {
    usage: 'test [FILE.yaml|文件夹 …] [--json]',
    about: '照剧本走一遍对话，看回复和单子是不是该有的样子；不写文件就用 CASES_DIR（test/cases）',
    run: test,
  },
  schema: { usage: 'schema', about: '写出编辑器用的 JSON Schema（补全、标错）', run: schema },
  import: {
    usage: 'import orders FILE [--dry-run] [--json]',
    about: '导入订单表格（平台导出的 CSV 或 xlsx），逐行报告；--dry-run 只试算不保存',
    run: importFile,
  },
  agents: {
    usage:
      'agents list | add 账号 --name 姓名 [--role 角色] [--shops 店铺,…] | password 账号 | disable 账号',
    about: '谁能登录客服台；要先停下柜台，密码从键盘或标准输入读',
    // The server's parts take a moment to load, which no other command has to wait for.
    run: async (given) => (await import('./agents.ts')).agents(given),
  },
  doctor: { usage: 'doctor', about: '检查这台机器能否运行', run: runDoctor },
}

const help = (): string =>
  [
    '用法：npm run -s shouhou -- <命令>',
    '',
    ...Object.values(commands).map(({ usage, about }) => `  ${usage}\n      ${about}`),
    '',
  ].join('\n')

const main = async (argv: readonly string[]): Promise<number> => {
  const [name = '', ...args] = argv
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command === undefined) {
    const asked = name === '' || name === 'help' || name === '--help'
    process[asked ? 'stdout' : 'stderr'].write(asked ? help() : `没有命令「${name}」\n\n${help()}`)
    return asked ? 0 : 2
  }
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        test: { type: 'string' },
        train: { type: 'string' },
        'per-class': { type: 'string' },
        engine: { type: 'string' },
        compare: { type: 'string' },
        baseline: { type: 'string' },
        out: { type: 'string' },
        as: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        name: { type: 'string' },
        role: { type: 'string' },
        shops: { type: 'string' },
      },
    })
    return await command.run({ config: loadConfig(), values, positionals })
  } catch (error) {
    const wrongUse = error instanceof TypeError && 'code' in error
    complain(wrongUse ? `${error.message}\n用法：${command.usage}` : error)
    return error instanceof GatewayError || wrongUse ? 2 : 1
  }
}

process.exitCode = await main(process.argv.slice(2))
