import { type Fault, loadPlaybook } from '../../src/playbook/index.ts'
import { aPlaybookDir } from './playbook-dir.ts'

/** What is wrong with the minimal playbook after these changes, one line a fault. */
export const errorsOf = async (files: Parameters<typeof aPlaybookDir>[0]): Promise<string[]> => {
  const loaded = await loadPlaybook({ dir: await aPlaybookDir(files) })
  return loaded.ok ? [] : loaded.faults.map(inOneLine)
}

export const warningsOf = async (files: Parameters<typeof aPlaybookDir>[0]): Promise<string[]> =>
  (await loadPlaybook({ dir: await aPlaybookDir(files) })).warnings.map(inOneLine)

const inOneLine = ({ file, line, column, message }: Fault) => `${file}:${line}:${column} ${message}`
