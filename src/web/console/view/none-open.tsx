import { App, Button } from 'antd'
import { type Me, may } from '../../shared/index.ts'
import { type Desk, nextWaiting } from '../desk.ts'
import { sentenceOf } from '../format.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'

/** What there is to do for who has no chat open. */
export function NoneOpen({ live, desk, me }: { live: Live; desk: Desk; me: Me }) {
  const { message } = App.useApp()
  const presence = desk.status?.agents.find(({ id }) => id === me.id)?.presence
  return (
    <section className="chat empty">
      <div className="none-open">
        <p>{nextWaiting(desk) === undefined ? texts.nobodyWaits : texts.pickOne}</p>
        {may(me.role, 'answer') && presence !== undefined && presence !== 'online' && (
          <>
            <p>{texts.notOnline}</p>
            <Button
              type="primary"
              onClick={() =>
                live
                  .setPresence('online')
                  .catch((error: unknown) => message.error(sentenceOf(error)))
              }
            >
              {texts.beOnline}
            </Button>
          </>
        )}
      </div>
    </section>
  )
}
