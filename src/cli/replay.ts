import { z } from 'zod'
import type { Rehearsal } from '../gateway/index.ts'
import type { Phase } from '../model/conversation.ts'
import { GatewayError } from '../model/errors.ts'
import { type DryCounter, openDryCounter } from './dry-counter.ts'
import { type Command, complain, print, printJson, readGivenFile } from './io.ts'

const dialogueSchema = z.object({
  id: z.string(),
  turns: z.array(z.object({ role: z.string(), text: z.string() })),
})

/**
 * Real dialogues through the whole policy. Each dialogue is a conversation of its own; it is handed
 * back to the bot after each handoff, so that every turn of the customer is judged.
 */
export const replay: Command = async ({ config, positionals, values }) => {
  const [file] = positionals
  if (file === undefined) {
    complain('请给出对话文件：npm run -s shouhou -- replay 对话.jsonl')
    return 2
  }
  const counter = await openDryCounter(config)
  const turns: Judged[] = []
  for (const [index, line] of readGivenFile(file).split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const { judged, end } = await replayOne(counter, parseDialogue(line, `${file}:${index + 1}`))
    turns.push(...judged)
    for (const turn of judged) values.json ? printJson(told(turn)) : printTurn(turn)
    if (!values.json) print(`=== ${end}\n`)
  }
  if (!values.json) for (const sentence of summary(counter, turns)) print(sentence)
  return 0
}

interface Judged {
  readonly dialogue: string
  readonly turn: number
  readonly text: string
  readonly decision: DecisionRecord
}

/** One turn as other programs read it. */
const told = ({ dialogue, turn, text, decision }: Judged) => {
  const { kind, intent, confidence, because, replies } = decision
  return {
    dialogue,
    turn,
    text,
    decision: { kind, intent: intent ?? null, confidence: confidence ?? null, because },
    replies,
  }
}

const printTurn = ({ dialogue, turn, text, decision }: Judged): void => {
  const { kind, intent, because, replies } = decision
  print(`${dialogue} #${turn}  ${text.replaceAll('\n', ' ')}`)
  print(`    ${kind}${intent === undefined ? '' : ` ${intent}`}：${because}`)
  for (const reply of replies) print(reply.replace(/^/gm, '    | '))
}

/**
 * How often each thing was decided; how much of what the shop has answers for was answered without
 * a person; and whether everybody who asked for one got one.
 */
const summary = ({ mind }: DryCounter, turns: readonly Judged[]): readonly string[] => {
  const { playbook } = mind
  const counts = new Map<string, number>()
  for (const { decision } of turns) counts.set(decision.kind, (counts.get(decision.kind) ?? 0) + 1)
  const people = [...playbook.handoff.wants_human.intents, ...playbook.handoff.safety.intents]
  const routine = turns.filter(
    ({ decision: { intent } }) =>
      intent !== undefined &&
      playbook.intents.get(intent)?.role === 'request' &&
      !playbook.flowOf.has(intent) &&
      !people.includes(intent),
  )
  const alone = routine.filter(({ decision }) => decision.kind !== 'handoff')
  const asked = turns.filter(({ decision }) => decision.rung === 'wants_human')
  const got = asked.filter(({ decision }) => decision.kind === 'handoff')
  return [
    `合计 ${[...counts].map(([kind, n]) => `${kind} ${n}`).join('，')}`,
    `店里有现成答案的问题 ${routine.length} 句，不用人工 ${alone.length} 句（${percent(alone, routine)}）`,
    `要人工的 ${asked.length} 句，当场转到 ${got.length} 句`,
  ]
}

const percent = (part: readonly unknown[], whole: readonly unknown[]): string =>
  whole.length === 0 ? '—' : `${Math.round((100 * part.length) / whole.length)}%`

type DecisionRecord = Awaited<ReturnType<Rehearsal['say']>>

type Dialogue = z.infer<typeof dialogueSchema>

const parseDialogue = (line: string, place: string): Dialogue => {
  try {
    return dialogueSchema.parse(JSON.parse(line))
  } catch (cause) {
    const message = `${place}: 应是一行一个 {"id","turns":[{"role","text"}]}`
    throw new GatewayError('bad_request', message, { path: place, cause })
  }
}

const replayOne = async (counter: DryCounter, { id, turns }: Dialogue) => {
  const rehearsal = counter.rehearse()
  const judged: Judged[] = []
  let end = '顾客没有说话'
  for (const [index, { role, text }] of turns.entries()) {
    if (role !== 'customer') continue
    const decision = await rehearsal.say([{ kind: 'text', text }])
    judged.push({ dialogue: id, turn: index, text, decision })
    const { phase } = rehearsal.conversation
    end = `${id} 结束时${stands(phase)}：${decision.because}`
    if (phase.kind === 'awaitingAgent' || phase.kind === 'withAgent') await rehearsal.handBack()
  }
  return { judged, end }
}

/** Where a dialogue has come to, in words. */
const stands = (phase: Phase): string => {
  switch (phase.kind) {
    case 'answering':
      return phase.question === undefined ? '已回答' : '在等顾客选'
    case 'collecting':
      return `在收「${phase.run.form?.title ?? phase.run.flow}」的凭证`
    case 'awaitingAgent':
    case 'withAgent':
      return '已转人工'
    case 'closed':
      return '已结束'
    default:
      return phase satisfies never
  }
}
