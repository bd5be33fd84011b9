import { MoreOutlined } from '@ant-design/icons'
import { Alert, Badge, Button, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import type { Me } from '../../shared/index.ts'
import type { Desk } from '../desk.ts'
import { firstFault } from '../first-fault.ts'
import type { Live } from '../live.ts'
import { pagesFor } from '../pages.ts'
import { texts } from '../texts.ts'
import { chooseTheme, type ThemeChoice, themeChoice, themes } from '../theme.ts'
import { Presence } from './presence.tsx'

interface Props {
  readonly live: Live
  readonly desk: Desk
  readonly me: Me
  readonly children: ReactNode
}

/** What stands around every page: where one can go, whether the line is up, who is there. */
export function Shell({ live, desk, me, children }: Props) {
  return (
    <div className="shell">
      <header className="bar">
        <h1>{texts.title}</h1>
        <Pages me={me} />
        <span className={desk.link === 'open' ? 'link open' : 'link'} role="status">
          <Badge
            status={desk.link === 'open' ? 'success' : 'warning'}
            text={desk.link === 'open' ? texts.online : texts.offline}
          />
        </span>
        <Presence live={live} desk={desk} />
        <MyMenu live={live} me={me} />
      </header>
      <RefusedPlaybook desk={desk} />
      {children}
    </div>
  )
}

function Pages({ me }: { me: Me }) {
  const [address] = useLocation()
  const others = pagesFor(me)
  if (others.length === 0) return null
  const here = others.find(({ path }) => address.startsWith(path))
  const links = [{ key: 'desk', path: '/console/' } as const, ...others]
  return (
    <nav className="pages" aria-label={texts.pagesLabel}>
      {links.map(({ key, path }) => (
        <Link
          key={key}
          href={path}
          aria-current={key === (here?.key ?? 'desk') ? 'page' : undefined}
        >
          {texts.pages[key]}
        </Link>
      ))}
    </nav>
  )
}

function MyMenu({ live, me }: { live: Live; me: Me }) {
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        defaultSelectedKeys: [themeChoice()],
        items: [
          {
            type: 'group',
            label: texts.theme.label,
            children: themes.map((key) => ({ key, label: texts.theme[key] })),
          },
          { type: 'divider' },
          { key: 'logout', label: texts.logout },
        ],
        onClick: ({ key }) => {
          if (key === 'logout') void live.logout()
          else chooseTheme(key as ThemeChoice)
        },
      }}
    >
      <Button className="me" type="text" size="small" icon={<MoreOutlined />} iconPlacement="end">
        {me.name} <small>{texts.role[me.role]}</small>
      </Button>
    </Dropdown>
  )
}

function RefusedPlaybook({ desk }: { desk: Desk }) {
  const refused = desk.playbook?.refused
  if (refused == null) return null
  return (
    <Alert
      className="refused"
      type="error"
      banner
      title={
        <details>
          <summary>
            {texts.refused} · <code>{firstFault(refused.text)}</code> · {texts.refusedMore}
          </summary>
          <pre>{refused.text}</pre>
        </details>
      }
    />
  )
}
