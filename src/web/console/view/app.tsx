import { Result, Spin } from 'antd'
import { Suspense, useEffect, useState } from 'react'
import { Link, Route, Switch } from 'wouter'
import type { Me } from '../../shared/index.ts'
import type { Desk } from '../desk.ts'
import type { Live } from '../live.ts'
import { pagesFor } from '../pages.ts'
import { routeOf } from '../route.ts'
import { texts } from '../texts.ts'
import { DeskPage } from './desk-page.tsx'
import { useDesk } from './hooks.ts'
import { LoginPage } from './login-page.tsx'
import { Shell } from './shell.tsx'

/** The console for who has a session, the login page for everybody else. */
export function App({ live }: { live: Live }) {
  const desk = useDesk(live)
  const [asked, setAsked] = useState(isGuest)
  useEffect(() => {
    if (isGuest) return
    live
      .enter()
      .catch(() => {})
      .finally(() => setAsked(true))
  }, [live])
  if (desk.me !== null) return <Inside live={live} desk={desk} me={desk.me} />
  return asked ? <LoginPage live={live} /> : <Spin fullscreen delay={300} />
}

/** The server saw no session with the page: there is nobody to ask for. */
const isGuest = document.querySelector('script[data-guest]') !== null

const Inside = ({ live, desk, me }: { live: Live; desk: Desk; me: Me }) => (
  <Shell live={live} desk={desk} me={me}>
    <Suspense fallback={<Spin className="loading" delay={200} />}>
      <Switch>
        <Route path="/console/c/*">
          {/* An id may hold a slash: the router's own parameters are already decoded. */}
          {() => <DeskPage live={live} desk={desk} me={me} id={routeOf(location.pathname)} />}
        </Route>
        {pagesFor(me).map(({ key, path, Page }) => (
          <Route key={key} path={`${path}/*?`}>
            <Page me={me} />
          </Route>
        ))}
        <Route path="/console/*?">
          {({ '*': rest }) =>
            rest === undefined || rest === '' ? (
              <DeskPage live={live} desk={desk} me={me} id={null} />
            ) : (
              <Result
                status="404"
                title={texts.noPage}
                extra={<Link href="/console/">{texts.pages.desk}</Link>}
              />
            )
          }
        </Route>
      </Switch>
    </Suspense>
  </Shell>
)
