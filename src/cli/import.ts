import { importTable } from '../order-import.ts'
import { type Command, complain, print, printJson } from './io.ts'

/** Imports a table of orders; exit code 1 when a row was refused. */
export const importFile: Command = async ({ config, positionals, values }) => {
  const [what, file, ...others] = positionals
  if (what !== 'orders' || file === undefined || others.length > 0) {
    complain(texts[config.locale])
    return 2
  }
  const { report, text } = await importTable(config, {
    file,
    mode: values['dry-run'] ? 'dry_run' : 'kept',
    locale: config.locale,
  })
  if (values.json) printJson(report)
  else print(text)
  return report.refused > 0 ? 1 : 0
}

const texts = {
  'zh-CN': '请写：npm run -s shouhou -- import orders 订单.csv [--dry-run]（CSV 或 xlsx）',
  en: 'Write: npm run -s shouhou -- import orders FILE [--dry-run] (CSV or xlsx)',
} as const
