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
  // No radio buttons: with those an arrow key alone would take the chat from the bot.
  return (
    <fieldset className="bot-mode" aria-label={texts.botMode.label} aria-busy={busy !== null}>
      {modes.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === mode}
          title={texts.botMode.means[each]}
          disabled={each !== mode && !choices.includes(each)}
          onClick={() => busy === null && choose(each)}
        >
          {texts.botMode.names[each]}
        </button>
      ))}
    </fieldset>
  )
}
