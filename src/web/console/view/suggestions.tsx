import { RobotOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Tooltip } from 'antd'
import type { Suggestion } from '../../shared/index.ts'
import { api } from '../api.ts'
import { percent } from '../format.ts'
import { shownAs } from '../keys.ts'
import { texts } from '../texts.ts'
import { useCommand, useKeys } from './commands.ts'
import { useHandheld } from './hooks.ts'

interface Props {
  readonly conversation: string
  /** Anew with every word of the customer. */
  readonly lastSaid: string | null
  readonly onPick: (suggestion: Suggestion) => void
}

const commands = ['reply.suggestion-1', 'reply.suggestion-2', 'reply.suggestion-3'] as const

/** What the shop's own knowledge would say, three at most. Nothing is sent before somebody sends it. */
export function Suggestions({ conversation, lastSaid, onPick }: Props) {
  const isHandheld = useHandheld()
  const { data } = useQuery({
    queryKey: ['suggestions', conversation, lastSaid],
    queryFn: () => api.suggestions(conversation),
    staleTime: 60_000,
  })
  const offered = data?.suggestions ?? []
  const keys = useKeys()
  const pickOf = (index: number) => {
    const found = offered[index]
    return found === undefined ? null : () => onPick(found)
  }
  useCommand(commands[0], pickOf(0))
  useCommand(commands[1], pickOf(1))
  useCommand(commands[2], pickOf(2))
  if (offered.length === 0) return null
  return (
    <section className="suggestions" aria-label={texts.quick.suggestions}>
      {offered.map((suggestion, index) => {
        const command = commands[index]
        return (
          <Tooltip
            key={suggestion.id}
            placement="topLeft"
            classNames={{ root: 'suggestion-whole' }}
            title={<Whole suggestion={suggestion} />}
          >
            <button type="button" onClick={() => onPick(suggestion)}>
              {!isHandheld && command !== undefined && <kbd>{shownAs(keys[command])}</kbd>}
              {suggestion.by === 'bot' ? (
                <b className="by-bot">
                  <RobotOutlined aria-hidden="true" /> {texts.quick.byBot}
                </b>
              ) : (
                <b>{suggestion.intent_title ?? texts.quick.answer}</b>
              )}
              <span>{suggestion.text}</span>
            </button>
          </Tooltip>
        )
      })}
    </section>
  )
}

const Whole = ({ suggestion: { text, confidence, source } }: { suggestion: Suggestion }) => (
  <>
    <p className="suggestion-text">{text}</p>
    <small>
      {confidence !== null && `${texts.why.confidence} ${percent(confidence)} · `}
      {source}
    </small>
  </>
)
