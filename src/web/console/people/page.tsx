import './style.css'
import { SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Empty, Input, Spin } from 'antd'
import { useState } from 'react'
import type { LoginRow } from '../../shared/index.ts'
import { api } from '../api.ts'
import { sentenceOf } from '../format.ts'
import { type Handover, HandoverSheet } from './handover.tsx'
import { LoginDrawer } from './login-drawer.tsx'
import { type Act, LoginTable } from './login-table.tsx'
import { usePeople, useReload } from './queries.ts'
import { ResetPassword } from './reset-password.tsx'
import { said } from './said.ts'

/** What is open over the list. */
type Sheet =
  | { readonly kind: 'none' | 'add' }
  | { readonly kind: 'edit' | 'reset'; readonly login: LoginRow }
  | { readonly kind: 'handover'; readonly login: Handover }

/** Who may log in: an administrator opens, changes and shuts logins. */
export function PeoplePage() {
  const { message, modal } = App.useApp()
  const { data, error, isPending, refetch } = usePeople()
  const me = useQuery({ queryKey: ['me'], queryFn: api.me })
  const reload = useReload()
  const [sheet, setSheet] = useState<Sheet>({ kind: 'none' })
  const [asked, setAsked] = useState('')
  const close = () => setSheet({ kind: 'none' })

  async function turn(login: LoginRow, change: { readonly disabled: boolean }) {
    try {
      await api.changeLogin(login.id, change)
      await reload()
    } catch (failed) {
      void message.error(sentenceOf(failed))
    }
  }

  function act(kind: Act, login: LoginRow) {
    if (kind === 'edit' || kind === 'reset') return setSheet({ kind, login })
    if (kind === 'enable') return void turn(login, { disabled: false })
    modal.confirm({
      title: said.disabling.title(login.name),
      content: <WhatHappens login={login} />,
      okText: said.disable,
      okButtonProps: { danger: true },
      cancelText: said.cancel,
      onOk: () => turn(login, { disabled: true }),
    })
  }

  if (isPending) return <Spin className="loading" delay={200} />
  if (data === undefined)
    return (
      <Alert
        className="people-failed"
        type="error"
        showIcon
        title={sentenceOf(error)}
        action={<Button onClick={() => void refetch()}>{said.again}</Button>}
      />
    )
  const { people, shops, demo } = data
  const found = people.filter(({ id, name }) => `${id} ${name}`.includes(asked.trim()))
  return (
    <main className="people">
      <header>
        <h2>
          {said.title} <small>{said.count(String(people.length))}</small>
        </h2>
        <Input
          allowClear
          prefix={<SearchOutlined />}
          className="people-search"
          aria-label={said.search}
          placeholder={said.search}
          onChange={(event) => setAsked(event.target.value)}
        />
        <Button type="primary" onClick={() => setSheet({ kind: 'add' })}>
          {said.add}
        </Button>
      </header>
      {demo && <Alert type="info" showIcon title={said.demo} />}
      {found.length === 0 ? (
        <Empty description={said.nothing} />
      ) : (
        <LoginTable logins={[...found].sort(shutLast)} shops={shops} me={me.data?.id} onAct={act} />
      )}
      {(sheet.kind === 'add' || sheet.kind === 'edit') && (
        <LoginDrawer
          login={sheet.kind === 'edit' ? sheet.login : undefined}
          shops={shops}
          onClose={close}
          onSaved={(name) => {
            close()
            void message.success(said.saved(name))
            void reload()
          }}
          onAdded={(login) => {
            setSheet({ kind: 'handover', login })
            void reload()
          }}
        />
      )}
      {sheet.kind === 'reset' && (
        <ResetPassword
          login={sheet.login}
          onClose={close}
          onSet={(login) => setSheet({ kind: 'handover', login })}
        />
      )}
      {sheet.kind === 'handover' && <HandoverSheet login={sheet.login} onClose={close} />}
    </main>
  )
}

const shutLast = (a: LoginRow, b: LoginRow) => Number(a.disabled) - Number(b.disabled)

function WhatHappens({ login: { chats } }: { login: LoginRow }) {
  const { now, chats: some, noChats, cases } = said.disabling
  return (
    <ul className="what-happens">
      <li>{now}</li>
      <li>{chats > 0 ? some(String(chats)) : noChats}</li>
      <li>{cases}</li>
    </ul>
  )
}
