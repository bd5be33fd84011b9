import { Alert, Button, Input } from 'antd'
import { type FormEvent, useEffect, useState } from 'react'
import type { LoginRequest } from '../../shared/index.ts'
import { api, type DemoLogin } from '../api.ts'
import { sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'

const fields = ['username', 'password'] as const
type Field = (typeof fields)[number]

export function LoginPage({ live }: { live: Live }) {
  const [failed, setFailed] = useState<string | null>(null)
  const [missing, setMissing] = useState<readonly Field[]>([])
  const [busy, setBusy] = useState(false)
  const [demo, setDemo] = useState<readonly DemoLogin[]>([])
  useEffect(() => {
    document.title = texts.title
    api.demo().then(
      ({ logins }) => setDemo(logins),
      () => setDemo([]),
    )
  }, [])

  async function signIn(request: LoginRequest) {
    setBusy(true)
    setFailed(null)
    try {
      await api.login(request)
      await live.enter()
    } catch (error) {
      setFailed(sentenceOf(error, texts.login.failed))
      setBusy(false)
    }
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const said = new FormData(event.currentTarget)
    const request = { username: `${said.get('username')}`, password: `${said.get('password')}` }
    const empty = fields.filter((field) => request[field] === '')
    setMissing(empty)
    if (empty[0] === undefined) void signIn(request)
    else document.getElementById(empty[0])?.focus()
  }

  const about = (field: Field) => ({
    id: field,
    name: field,
    size: 'large' as const,
    ...(missing.includes(field) && {
      status: 'error' as const,
      'aria-invalid': true,
      'aria-describedby': `${field}-missing`,
    }),
    onChange: () => setMissing(missing.filter((other) => other !== field)),
  })
  const below = (field: Field) =>
    missing.includes(field) && (
      <p id={`${field}-missing`} className="login-missing" role="alert">
        {texts.login.missing[field]}
      </p>
    )

  return (
    <main className="login">
      <div className="login-card">
        <h1>{texts.login.title}</h1>
        {failed !== null && <Alert type="error" showIcon title={failed} role="alert" />}
        <form onSubmit={submit} noValidate>
          <label htmlFor="username">{texts.login.username}</label>
          <Input {...about('username')} autoComplete="username" autoFocus />
          {below('username')}
          <label htmlFor="password">{texts.login.password}</label>
          <Input.Password {...about('password')} autoComplete="current-password" />
          {below('password')}
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {texts.login.submit}
          </Button>
        </form>
        {demo.length > 0 && (
          <section className="demo-logins">
            <p>{texts.login.demo}</p>
            {demo.map(({ username, password, role, name }) => (
              <button
                type="button"
                key={username}
                disabled={busy}
                onClick={() => void signIn({ username, password })}
              >
                <b>{name}</b>
                <span>{texts.role[role]}</span>
                <code>
                  {username} / {password}
                </code>
              </button>
            ))}
          </section>
        )}
      </div>
    </main>
  )
}
