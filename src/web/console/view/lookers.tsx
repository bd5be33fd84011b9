import { EditOutlined, EyeOutlined } from '@ant-design/icons'
import { type Desk, othersAt } from '../desk.ts'
import { texts } from '../texts.ts'

/** Which colleagues are at this chat, and whether one of them writes. */
export function Lookers({ desk, conversation }: { desk: Desk; conversation: string }) {
  const { viewing, typing } = othersAt(desk, conversation)
  const writing = typing.map(({ name }) => name)
  const looking = viewing.filter(({ id }) => !typing.some((each) => each.id === id))
  return (
    <p className="lookers" role="status">
      {writing.length > 0 && (
        <span className="writing">
          <EditOutlined aria-hidden="true" /> {texts.lookers.writing(writing.join(texts.listed))}
        </span>
      )}
      {looking.length > 0 && (
        <span>
          <EyeOutlined aria-hidden="true" />{' '}
          {texts.lookers.looking(looking.map(({ name }) => name).join(texts.listed))}
        </span>
      )}
    </p>
  )
}
