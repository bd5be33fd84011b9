import { CheckOutlined, ClockCircleOutlined, RobotOutlined, UserOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { ConversationRow } from '../../shared/index.ts'
import { type Desk, isMine, waitingSince } from '../desk.ts'
import { texts } from '../texts.ts'
import { Waited } from './ticking.tsx'

/** Who speaks to this customer now: the bot, nobody yet, I, a colleague; nobody any more. */
export function OwnerChip({ desk, row }: { desk: Pick<Desk, 'me'>; row: ConversationRow }) {
  switch (row.phase) {
    case 'answering':
    case 'collecting':
      return <Chip look="bot" icon={<RobotOutlined />} text={texts.phase[row.phase]} />
    case 'awaiting_agent':
      return (
        <Chip look="queue" icon={<ClockCircleOutlined />} text={texts.phase.awaiting_agent}>
          <Waited since={waitingSince(row)} />
        </Chip>
      )
    case 'with_agent':
      return isMine(desk.me, row) ? (
        <Chip look="me" icon={<UserOutlined />} text={texts.ownedByMe} />
      ) : (
        <Chip
          look="colleague"
          icon={<UserOutlined />}
          text={row.owner === null ? texts.phase.with_agent : texts.owner(row.owner)}
        />
      )
    case 'closed':
      return <Chip look="closed" icon={<CheckOutlined />} text={texts.phase.closed} />
    default:
      return row.phase satisfies never
  }
}

interface ChipProps {
  readonly look: string
  readonly icon: ReactNode
  readonly text: string
  readonly children?: ReactNode
}

const Chip = ({ look, icon, text, children }: ChipProps) => (
  <span className={`chip chip-${look}`}>
    <span aria-hidden="true">{icon}</span> {text}
    {children}
  </span>
)
