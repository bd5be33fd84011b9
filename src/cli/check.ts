import { formatFaults, loadPlaybook } from '../playbook/index.ts'
import { type Command, print } from './io.ts'

/** Checks what the operators wrote; exit code 1 on any error. */
export const check: Command = async ({ config }) => {
  // Without the demo shop's details, so that every place a shop still has to fill in is listed.
  const loaded = await loadPlaybook({
    dir: config.playbookDir,
    channels: config.accounts.map(({ channel }) => channel.name),
  })
  const faults = [...(loaded.ok ? [] : loaded.faults), ...loaded.warnings]
  const color = process.stdout.isTTY === true
  if (faults.length > 0) print(formatFaults(faults, { locale: config.locale, color }))
  if (!loaded.ok) return 1
  const { intents, answers, flows, revision } = loaded.playbook
  print(
    config.locale === 'en'
      ? `The playbook is fine: ${intents.size} intents, ${answers.size} answers, ${flows.size} evidence flows, revision ${revision}.`
      : `知识库没有错误：${intents.size} 个意图，${answers.size} 条回复，${flows.size} 个凭证流程，版本 ${revision}。`,
  )
  return 0
}
