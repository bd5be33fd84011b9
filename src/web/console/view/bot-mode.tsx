import { Segmented } from 'antd'
import type { BotMode, ConversationRow } from '../../shared/index.ts'
import { api } from '../api.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { useCommand } from './commands.ts'
import { useRun } from './use-run.ts'

interface Props {
  readonly live: Live
  readonly row: ConversationRow
  /** What I may switch to; where it is only what there is, nothing may be switched. */
  readonly choices: readonly BotMode[]
  /** The conversation is about to go back to the bot. */
  readonly isReturning: boolean
  readonly onReturn: () => void
}

const modes: readonly BotMode[] = ['auto', 'assist', 'off']

/** The bot's part in this chat: it answers, it helps me, it keeps out of it. */
export function BotModeSwitch({ live, row, choices, isReturning, onReturn }: Props) {
  const { busy, run } = useRun(live)
  const mode = isReturning ? 'auto' : row.bot_mode

  function choose(next: BotMode) {
    if (next === mode) return
    live.undo.cancel(row.id)
    if (next === 'auto') onReturn()
    else if (next !== row.bot_mode) void run(next, api.switchHelp(row.id, next))
  }

  const toggled = mode === 'off' ? 'assist' : 'off'
  const canToggle = mode !== 'auto' && choices.includes(toggled)
  useCommand('reply.suggestions', canToggle ? () => choose(toggled) : null)
  return (
    <Segmented
      className="bot-mode"
      size="small"
      aria-label={texts.botMode.label}
      value={mode}
      disabled={busy !== null}
      options={modes.map((value) => ({
        value,
        label: texts.botMode.names[value],
        title: texts.botMode.means[value],
        disabled: value !== mode && !choices.includes(value),
      }))}
      onChange={choose}
    />
  )
}
