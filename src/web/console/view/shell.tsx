import { MoreOutlined } from '@ant-design/icons'
import { Alert, Badge, Button, Dropdown } from 'antd'
import { lazy, type ReactNode, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { Me } from '../../shared/index.ts'
import { api } from '../api.ts'
import { composings } from '../compose.ts'
import type { Desk } from '../desk.ts'
import { firstFault } from '../first-fault.ts'
import type { Live } from '../live.ts'
import { watchNews } from '../notices.ts'
import { pagesFor } from '../pages.ts'
import { pathOf } from '../route.ts'
import { texts } from '../texts.ts'
import { chooseTheme, type ThemeChoice, themeChoice, themes } from '../theme.ts'
import { doCommand, useCommandKeys } from './commands.ts'
import { KeysSheet } from './keys-sheet.tsx'
import { NoticeMenu } from './notice-menu.tsx'
import { Palette } from './palette.tsx'
import { Part } from './part.tsx'
import { Presence } from './presence.tsx'
import { UndoBar } from './undo-bar.tsx'

interface Props {
  readonly live: Live
  readonly desk: Desk
  readonly me: Me
  readonly children: ReactNode
}

/** What stands around every page: where one can go, whether the line is up, who is there. */
export function Shell({ live, desk, me, children }: Props) {
  const [, go] = useLocation()
  useCommandKeys()
  useEffect(() => {
    // Without it what was begun elsewhere is not here, and that is all.
    api.drafts().then(
      ({ drafts }) => composings.load(drafts),
      () => {},
    )
  }, [])
  useEffect(() => watchNews(live, (id) => go(pathOf(id))), [live, go])
  return (
    <div className="shell">
      <header className="bar">
        <h1>{texts.title}</h1>
        <Pages me={me} mentions={desk.mentions?.size ?? 0} />
        <span className={desk.link === 'open' ? 'link open' : 'link'} role="status">
          <Badge
            status={desk.link === 'open' ? 'success' : 'warning'}
            text={desk.link === 'open' ? texts.online : texts.offline}
          />
        </span>
        <NoticeMenu />
        <Presence live={live} desk={desk} />
        <MyMenu live={live} me={me} />
      </header>
      <RefusedPlaybook desk={desk} />
      {children}
      <UndoBar live={live} />
      <KeysSheet />
      <Palette
        desk={desk}
        pages={linksFor(me)}
        onOpen={(id) => go(pathOf(id))}
        onPage={(path) => go(path)}
      />
    </div>
  )
}

const linksFor = (me: Me) => [{ key: 'desk', path: '/console/' } as const, ...pagesFor(me)]

function Pages({ me, mentions }: { me: Me; mentions: number }) {
  const [address] = useLocation()
  const others = pagesFor(me)
  if (others.length === 0) return null
  const here = others.find(({ path }) => address.startsWith(path))
  return (
    <nav className="pages" aria-label={texts.pagesLabel}>
      {linksFor(me).map(({ key, path }) => (
        <Link
          key={key}
          href={path}
          aria-current={key === (here?.key ?? 'desk') ? 'page' : undefined}
        >
          {texts.pages[key]}
          {key === 'notes' && mentions > 0 && (
            <span className="count" title={texts.mentions.count(mentions)}>
              {mentions}
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}

const OwnPassword = lazy(async () => ({
  default: (await import('../own-password/own-password.tsx')).OwnPassword,
}))

function MyMenu({ live, me }: { live: Live; me: Me }) {
  const [isChanging, setChanging] = useState(false)
  return (
    <>
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
            { key: 'keys', label: texts.keys.title },
            { key: 'password', label: texts.ownPassword },
            { key: 'logout', label: texts.logout },
          ],
          onClick: ({ key }) => {
            if (key === 'logout') void live.logout()
            else if (key === 'password') setChanging(true)
            else if (key === 'keys') doCommand('page.keys')
            else chooseTheme(key as ThemeChoice)
          },
        }}
      >
        <Button className="me" type="text" size="small" icon={<MoreOutlined />} iconPlacement="end">
          <span>
            {me.name} <small>{texts.role[me.role]}</small>
          </span>
        </Button>
      </Dropdown>
      {isChanging && (
        <Part fallback={null}>
          <OwnPassword me={me} onClose={() => setChanging(false)} />
        </Part>
      )}
    </>
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
