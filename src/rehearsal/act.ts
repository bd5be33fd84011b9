import type { Override } from '../desk/index.ts'
import { GatewayError } from '../model/errors.ts'
import { agentId } from '../model/ids.ts'
import { may } from '../model/people.ts'
import { inTheWay, linesBefore, toneSituation } from '../model/tone.ts'
import type { ToneGuard } from '../tone/index.ts'
import type { StepFile } from './case-file.ts'
import type { Stage } from './stage.ts'
import type { Player, Step } from './story.ts'
import { changeOf } from './ticket-change.ts'

export interface Acting {
  readonly stage: Stage
  readonly players: readonly Player[]
  /** What warns agents now. */
  readonly tone: () => ToneGuard
}

/** What is done: by whom, and to whose conversation. */
interface Deed extends Acting {
  readonly words: StepFile
  readonly player: Player
  readonly command: Parameters<Stage['desk']['take']>[0]
}

/** An agent does something at the desk; rejects with a `GatewayError` where the desk refuses it. */
export const act = async ({ words, as }: Step, acting: Acting): Promise<void> => {
  const player = acting.players.find(({ login }) => login === words.agent)
  if (player === undefined) throw new Error(`no agent ${words.agent}`)
  const { login, name, role } = player
  const conversationId = acting.stage.conversationOf(as)
  const command = {
    conversationId,
    agent: agentId(login),
    name,
    mayOverrule: may(role, 'overrule'),
  }
  const deed: Deed = { ...acting, words, player, command }
  if (words.changes !== undefined) await change(deed)
  else if (words.replies !== undefined) await reply(deed)
  else if (words.gives !== undefined) await give(deed, words.gives)
  else await doIt(deed)
  await acting.stage.awaitReplies()
}

const doIt = async ({ words: { does }, command, stage }: Deed): Promise<void> => {
  switch (does) {
    case 'take':
      return stage.desk.take(command)
    case 'return':
      return stage.desk.returnToBot(command)
    case 'resolve':
      return stage.desk.resolve(command)
    case 'online':
    case 'break':
    case 'offline':
      return stage.setPresence(command.agent, does)
    case undefined:
      return undefined
    default:
      return does satisfies never
  }
}

const give = async ({ players, command, stage }: Deed, login: string): Promise<void> => {
  const to = players.find((each) => each.login === login)
  if (to === undefined) throw new Error(`no agent ${login}`)
  await stage.desk.give({ ...command, to: { agent: agentId(to.login), name: to.name } })
}

/** As the console has it: the guard looks first. */
const reply = async (deed: Deed): Promise<void> => {
  const { replies: text = '' } = deed.words
  const override = await admitted(text, deed)
  await deed.stage.desk.reply({ ...deed.command, parts: [{ kind: 'text', text }], ...override })
}

const admitted = async (
  text: string,
  { words: { override: reason }, command, player, stage, tone }: Deed,
): Promise<{ readonly override?: Override }> => {
  const report = await tone().check(text, await situationOf(stage, command))
  const found = inTheWay(report, { role: player.role, reason })
  if (found !== undefined) {
    const why = `「${found.words}」${found.title}：${found.why}`
    const better = report.rewrite === undefined ? '' : `。可以说：${report.rewrite}`
    throw new GatewayError('conflict', `${why}${better}`)
  }
  const overridden = reason !== undefined && report.findings.length > 0
  return overridden ? { override: { reason, findings: report.findings } } : {}
}

const situationOf = async ({ store }: Stage, { conversationId, agent }: Deed['command']) => {
  const { read } = store
  const [summary, lines] = await Promise.all([
    read.conversation(conversationId),
    read.transcript(conversationId, { limit: linesBefore }),
  ])
  return summary === undefined ? {} : toneSituation(summary.conversation, lines, agent)
}

const change = async (deed: Deed): Promise<void> => {
  const { words, command, player, stage, players } = deed
  const { changes = {} } = words
  const { conversationId, agent, name } = command
  const tickets = await stage.store.read.tickets(conversationId)
  const ticket = changes.which === undefined ? tickets.at(-1) : tickets[changes.which - 1]
  const wanted = changeOf(changes, players)
  if (ticket === undefined || wanted === undefined) {
    throw new GatewayError('not_found', '这位顾客没有这张售后单')
  }
  const by = { kind: 'agent', agent, name, role: player.role } as const
  const override = changes.reply === undefined ? {} : await admitted(changes.reply, deed)
  await stage.cases.change({ ticket: ticket.id, change: wanted, by, ...override })
}
