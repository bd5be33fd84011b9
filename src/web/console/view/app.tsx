import { Spin } from 'antd'
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
import { Part } from './part.tsx'
import { Shell } from './shell.tsx'

/** The console for who has a session, the login page for everybody else. */
export function App({ live }: { live: Live }) {
  const desk = useDesk(live)
  if (desk.me === null) return <LoginPage live={live} />
  return <Inside live={live} desk={desk} me={desk.me} />
}

const Inside = ({ live, desk, me }: { live: Live; desk: Desk; me: Me }) => (
  <Shell live={live} desk={desk} me={me}>
    <Switch>
      <Route path="/console/c/*">
        {/* An id may hold a slash: the router's own parameters are already decoded. */}
        {() => <DeskPage live={live} desk={desk} me={me} id={routeOf(location.pathname)} />}
      </Route>
      {pagesFor(me).map(({ key, path, Page }) => (
        <Route key={key} path={`${path}/*?`}>
          <Part fallback={<Spin className="loading" delay={200} />}>
            <Page me={me} />
          </Part>
        </Route>
      ))}
      <Route path="/console/*?">
        {({ '*': rest }) =>
          rest === undefined || rest === '' ? (
            <DeskPage live={live} desk={desk} me={me} id={null} />
          ) : (
            <section className="nowhere">
              <h2>{texts.noPage}</h2>
              <Link href="/console/">{texts.pages.desk}</Link>
            </section>
          )
        }
      </Route>
    </Switch>
  </Shell>
)
