import { Spin } from 'antd'
import { useEffect, useState } from 'react'
import type { Live } from '../live.ts'
import { routeOf } from '../route.ts'
import { DeskPage } from './desk-page.tsx'
import { useDesk } from './hooks.ts'
import { LoginPage } from './login-page.tsx'

/** The desk for who has a session, the login page for everybody else. */
export function App({ live }: { live: Live }) {
  const desk = useDesk(live)
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    live.open(routeOf(location.pathname))
    live
      .enter()
      .catch(() => {})
      .finally(() => setAsked(true))
  }, [live])
  if (desk.me !== null) return <DeskPage live={live} desk={desk} me={desk.me} />
  return asked ? <LoginPage live={live} /> : <Spin fullscreen delay={300} />
}
