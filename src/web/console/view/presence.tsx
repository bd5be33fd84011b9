import { DownOutlined } from '@ant-design/icons'
import { App, Badge, Button, Dropdown, Popover } from 'antd'
import { type DeskAgent, type DeskStatus, may } from '../../shared/index.ts'
import { type Desk, waitForMe } from '../desk.ts'
import { sentenceOf, span } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'

const states = ['online', 'break', 'offline'] as const
const lights = { online: 'success', break: 'warning', offline: 'default' } as const

/** What I say of myself, and who else is there. */
export function Presence({ live, desk }: { live: Live; desk: Desk }) {
  const { message, modal } = App.useApp()
  const { me, status } = desk
  const mine = status?.agents.find(({ id }) => id === me?.id)
  if (status === null || mine === undefined) return null
  const say = (presence: DeskAgent['presence'], handBack = false) =>
    live.setPresence(presence, handBack).catch((error: unknown) => {
      void message.error(sentenceOf(error))
    })
  function choose(presence: DeskAgent['presence']) {
    const waiting = waitForMe(live.get())
    if (presence === 'online' || waiting === 0) return void say(presence)
    modal.confirm({
      title: texts.leaving.title(waiting),
      content: texts.leaving.choice,
      okText: texts.leaving.handBack(texts.presence[presence]),
      cancelText: texts.leaving.stay,
      autoFocusButton: 'cancel',
      onOk: () => say(presence, true),
    })
  }
  return (
    <span className="presence">
      {me !== null && may(me.role, 'answer') && (
        <Dropdown
          trigger={['click']}
          menu={{
            selectable: true,
            selectedKeys: [mine.presence],
            items: states.map((state) => ({
              key: state,
              label: <Badge status={lights[state]} text={texts.presence[state]} />,
            })),
            onClick: ({ key }) => choose(key as DeskAgent['presence']),
          }}
        >
          <Button
            size="small"
            className="my-state"
            aria-haspopup="menu"
            aria-label={`${texts.presence.label}${texts.marks.colon}${texts.presence[mine.presence]}`}
            icon={<DownOutlined />}
            iconPlacement="end"
          >
            <Badge status={lights[mine.presence]} text={texts.presence[mine.presence]} />
          </Button>
        </Dropdown>
      )}
      <Popover trigger="click" placement="bottom" content={<Colleagues status={status} />}>
        <Button size="small" type="text">
          {texts.onlineCount(status.agents.filter(({ here }) => here).length)}
        </Button>
      </Popover>
    </span>
  )
}

function Colleagues({ status }: { status: DeskStatus }) {
  const { agents, wait_ms, unknown_logins } = status
  return (
    <div className="colleagues">
      <ul>
        {agents.map((agent) => (
          <li key={agent.id}>
            <Badge status={lights[stateOf(agent)]} text={agent.name} />
            <small>
              {texts.presence[stateOf(agent)]} · {agent.chats}/{agent.capacity}
            </small>
          </li>
        ))}
      </ul>
      {wait_ms !== null && <p>{texts.usualWait(span(wait_ms))}</p>}
      {unknown_logins.length > 0 && <p>{texts.unknownLogins(unknown_logins.join(texts.listed))}</p>}
    </div>
  )
}

/** Who says that they are online, and has no console open, is not there. */
const stateOf = ({ presence, here }: DeskAgent): DeskAgent['presence'] =>
  presence === 'online' && !here ? 'offline' : presence
