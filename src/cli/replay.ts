import { z } from 'zod'
import { GatewayError } from '../model/errors.ts'
import { type Counter, openCounter } from './counter.ts'
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
  const counter = await openCounter(config)
  const ends = new Map<string, number>()
  for (const [index, line] of readGivenFile(file).split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    for (const turn of await replayOne(counter, parseDialogue(line, `${file}:${index + 1}`))) {
      ends.set(turn.decision.kind, (ends.get(turn.decision.kind) ?? 0) + 1)
      if (values.json) printJson(turn)
      else {
        const { kind, intent, because } = turn.decision
        print(`${turn.dialogue} #${turn.turn}  ${turn.text.replaceAll('\n', ' ')}`)
        print(`    ${kind}${intent === null ? '' : ` ${intent}`}：${because}`)
        for (const reply of turn.replies) print(reply.replace(/^/gm, '    | '))
      }
    }
  }
  if (!values.json) print(`合计 ${[...ends].map(([kind, n]) => `${kind} ${n}`).join('，')}`)
  return 0
}

type Dialogue = z.infer<typeof dialogueSchema>

const parseDialogue = (line: string, place: string): Dialogue => {
  try {
    return dialogueSchema.parse(JSON.parse(line))
  } catch (cause) {
    const message = `${place}: 应是一行一个 {"id","turns":[{"role","text"}]}`
    throw new GatewayError('bad_request', message, { path: place, cause })
  }
}

const replayOne = async (counter: Counter, { id, turns }: Dialogue) => {
  const rehearsal = counter.rehearse()
  const judged = []
  for (const [index, { role, text }] of turns.entries()) {
    if (role !== 'customer') continue
    const decision = await rehearsal.say([{ kind: 'text', text }])
    const { kind, intent, confidence, because } = decision
    judged.push({
      dialogue: id,
      turn: index,
      text,
      decision: { kind, intent: intent ?? null, confidence: confidence ?? null, because },
      replies: decision.replies,
    })
    const { phase } = rehearsal.conversation
    if (phase.kind === 'awaitingAgent' || phase.kind === 'withAgent') await rehearsal.handBack()
  }
  return judged
}
