import { openDryCounter } from './dry-counter.ts'
import { type Command, complain, print, printJson } from './io.ts'

const shownIntents = 5

/** One message through everything, with the whole trace of why. */
export const ask: Command = async ({ config, positionals, values }) => {
  const text = positionals.join(' ').trim()
  if (text === '') {
    complain('请写要问的话：npm run -s shouhou -- ask "杯子碎了"')
    return 2
  }
  const counter = await openDryCounter(config)
  if (values.as !== undefined && !counter.knowsBuyer(values.as)) {
    complain(`没有买家「${values.as}」；演示买家的编号是 demo-1 到 demo-60，见 data/demo/README.md`)
    return 2
  }
  const understanding = await counter.mind.understand(text, Date.now())
  const decision = await counter.rehearse(values.as).say([{ kind: 'text', text }])
  if (values.json) {
    printJson({ understanding, decision })
    return 0
  }
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`
  const titleOf = (intent: string) =>
    [...counter.mind.playbook.intents.values()].find((each) => each.id === intent)?.title ?? ''
  print(`原文      ${understanding.text}`)
  print(`规范化    ${understanding.normalised}`)
  print(`本店的事  ${percent(understanding.inScope)}   判断 ${understanding.outcome}`)
  print('意图')
  for (const { intent, confidence } of understanding.ranking.slice(0, shownIntents)) {
    print(`  ${percent(confidence).padStart(6)}  ${intent}  ${titleOf(intent)}`)
  }
  if (understanding.matters.length > 1) {
    print('几件事')
    for (const { intent, start, end } of understanding.matters) {
      print(`  ${intent}  「${understanding.text.slice(start, end)}」`)
    }
  }
  const { emotion, urgent } = understanding.mood
  const signs = understanding.mood.signs.filter(({ kind }) => kind !== 'stress')
  if (signs.length > 0) {
    const words = signs.map((sign) => `「${sign.text}」`).join('')
    print(`情绪      ${emotion} 级${urgent ? '，时间急' : ''}：${words}`)
  }
  if (understanding.entities.length > 0) {
    print('信息')
    for (const { kind, text: words, value } of understanding.entities) {
      print(`  ${kind}  「${words}」 = ${value}`)
    }
  }
  if (understanding.candidates.length > 0) {
    print('相近的知识')
    for (const { answer, score } of understanding.candidates) {
      print(`  ${score.toFixed(2)}  ${answer}`)
    }
  }
  print('逐级判断')
  for (const { rung, found } of decision.tried) print(`  ${rung.padEnd(16)} ${found}`)
  print(`结果      ${decision.kind}（${decision.because}）`)
  if (decision.source !== undefined) print(`依据      ${decision.source}`)
  for (const reply of decision.replies) print(`回复\n${reply.replace(/^/gm, '  | ')}`)
  return 0
}
