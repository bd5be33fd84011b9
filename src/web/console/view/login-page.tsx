import { Alert, Button, Card, Form, Input } from 'antd'
import { useEffect, useState } from 'react'
import type { LoginRequest } from '../../shared/index.ts'
import { api, type DemoLogin } from '../api.ts'
import { sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'

export function LoginPage({ live }: { live: Live }) {
  const [failed, setFailed] = useState<string | null>(null)
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

  return (
    <main className="login">
      <Card className="login-card">
        <h1>{texts.login.title}</h1>
        {failed !== null && <Alert type="error" showIcon title={failed} role="alert" />}
        <Form<LoginRequest>
          layout="vertical"
          requiredMark={false}
          onFinish={(values) => void signIn(values)}
        >
          <Form.Item
            name="username"
            label={texts.login.username}
            rules={[{ required: true, message: texts.login.needUsername }]}
          >
            <Input size="large" autoComplete="username" autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={texts.login.password}
            rules={[{ required: true, message: texts.login.needPassword }]}
          >
            <Input.Password size="large" autoComplete="current-password" />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={busy}>
            {texts.login.submit}
          </Button>
        </Form>
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
      </Card>
    </main>
  )
}
