import { MoreOutlined } from '@ant-design/icons'
import { Badge, Button, Dropdown, Tag } from 'antd'
import type { LoginRow, Me, PeopleList } from '../../shared/index.ts'
import { moment } from '../format.ts'
import { texts } from '../texts.ts'
import { said } from './said.ts'
import { shopName } from './shop-names.ts'

/** What is done to a login from its row. */
export type Act = 'edit' | 'reset' | 'disable' | 'enable'

interface Props {
  readonly logins: readonly LoginRow[]
  readonly shops: PeopleList['shops']
  readonly me: Me['id'] | undefined
  readonly onAct: (act: Act, login: LoginRow) => void
}

/** On a phone its rows become cards, by style alone. */
export function LoginTable({ logins, shops, me, onAct }: Props) {
  const { who, role, shops: shopsHead, state, act } = said.columns
  return (
    <table className="logins" aria-label={said.title}>
      <thead>
        <tr>
          {[who, role, shopsHead, state, act].map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {logins.map((login) => (
          <tr key={login.id} className={login.disabled ? 'shut' : undefined}>
            <th scope="row" className="login-who">
              <span>
                {login.name}
                {login.id === me && <small>{said.self}</small>}
              </span>
              <code>{login.id}</code>
            </th>
            <td>{texts.role[login.role]}</td>
            <td className="login-shops">
              {login.shops.length === 0
                ? said.allShops
                : login.shops.map((shop) => <Tag key={shop}>{shopName(shop, shops)}</Tag>)}
            </td>
            <td>
              <State login={login} />
            </td>
            <td className="login-acts">
              <Acts login={login} isMe={login.id === me} onAct={(kind) => onAct(kind, login)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const lights = { online: 'success', break: 'warning', offline: 'default' } as const

function State({ login: { disabled, presence, here, chats, seen_at } }: { login: LoginRow }) {
  const shown = here ? 'online' : presence === 'break' ? 'break' : 'offline'
  return (
    <>
      {disabled ? (
        <Badge status="error" text={said.disabled} />
      ) : (
        <Badge status={lights[shown]} text={texts.presence[shown]} />
      )}
      <small>
        {!disabled && chats > 0 && `${said.chats(String(chats))} · `}
        {seen_at === null ? said.neverSeen : said.seen(moment(seen_at))}
      </small>
    </>
  )
}

interface ActsProps {
  readonly login: LoginRow
  readonly isMe: boolean
  readonly onAct: (act: Act) => void
}

function Acts({ login: { name, disabled }, isMe, onAct }: ActsProps) {
  const turn = disabled ? 'enable' : 'disable'
  return (
    <>
      <Button size="small" aria-label={said.editOf(name)} onClick={() => onAct('edit')}>
        {said.edit}
      </Button>
      {!isMe && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'reset', label: said.reset },
              { key: turn, label: said[turn], danger: !disabled },
            ],
            onClick: ({ key }) => onAct(key as Act),
          }}
        >
          <Button size="small" icon={<MoreOutlined />} aria-label={said.more(name)} />
        </Dropdown>
      )}
    </>
  )
}
