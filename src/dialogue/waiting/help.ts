import { botModeOf, type Memory } from '../../model/conversation.ts'
import type { Trigger } from '../../model/decision.ts'
import { type Move, note, type Situation } from '../situation.ts'

type Switching = Extract<Trigger, { kind: 'agentSwitched' }>

/** An agent wants the bot's help with a conversation that people have, or none. */
export const switched = ({ conversation }: Situation, { name, mode }: Switching): Move => {
  const { phase, memory } = conversation
  const because = mode === 'off' ? `${name}关闭了机器人辅助` : `${name}打开了机器人辅助`
  const move = { kind: 'silent', because, phase, memory, effects: [] } as const
  const before = botModeOf(conversation)
  if (before === 'auto' || before === mode) return { ...move, because: '机器人的分工没有变' }
  const next = mode === 'off' ? { ...memory, helps: mode } : withoutHelp(memory)
  return { ...move, memory: next, effects: [note(because)] }
}

/** As it is when people get a chat from the bot. */
export const withoutHelp = ({ helps: _, ...memory }: Memory): Memory => memory
