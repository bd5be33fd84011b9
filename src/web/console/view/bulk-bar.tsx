import { App, Button, Checkbox } from 'antd'
import { useEffect, useState } from 'react'
import type { ConversationRow, Me } from '../../shared/index.ts'
import { type Bulk, mostChosen, type Outcome } from '../bulk.ts'
import { whoTalksToAll } from '../colleagues.ts'
import type { Desk } from '../desk.ts'
import type { Live } from '../live.ts'
import { texts } from '../texts.ts'
import { AskWords } from './ask-words.tsx'
import { askWhom } from './choices.ts'
import { useHandheld } from './hooks.ts'

interface Props {
  readonly live: Live
  readonly desk: Desk
  readonly me: Me
  readonly bulk: Extract<Bulk, { kind: 'choosing' }>
  /** As the list shows them. */
  readonly rows: readonly ConversationRow[]
}

/** What may be done to all that is chosen, and what became of it. */
export function BulkBar({ live, desk, me, bulk, rows }: Props) {
  const { modal } = App.useApp()
  const [isGiving, setGiving] = useState(false)
  const [isBusy, setBusy] = useState(false)
  // What has left the list since it was chosen is out of sight, and so out of reach.
  const chosen = rows.filter(({ id }) => bulk.chosen.has(id))
  const others = whoTalksToAll(desk.status?.agents ?? [], chosen, me)
  const isHandheld = useHandheld()
  const ids = chosen.map(({ id }) => id)
  const isNone = chosen.length === 0
  const most = Math.min(rows.length, mostChosen)
  const { loaded } = desk
  useEffect(() => {
    // A list that is loaded anew loses nobody's choice.
    if (loaded) live.bulk.keep(rows.map(({ id }) => id))
  }, [live, loaded, rows])

  function resolve() {
    const cases = chosen.filter(({ level }) => level !== null).length
    const waiting = chosen.filter(({ waiting_since }) => waiting_since !== null).length
    const go = () => void live.bulk.start('resolve', ids)
    if (cases + waiting === 0) return go()
    modal.confirm({
      title: texts.bulk.confirm(chosen.length),
      content: (
        <ul className="still-open">
          {waiting > 0 && <li>{texts.bulk.waiting(waiting)}</li>}
          {cases > 0 && <li>{texts.bulk.cases(cases)}</li>}
        </ul>
      ),
      okText: texts.resolving.go,
      cancelText: texts.resolving.wait,
      autoFocusButton: 'cancel',
      onOk: go,
    })
  }

  return (
    <fieldset className="bulk" aria-label={texts.bulk.label}>
      <p className="bulk-head">
        <Checkbox
          checked={!isNone && chosen.length === most}
          indeterminate={!isNone && chosen.length < most}
          disabled={rows.length === 0}
          onChange={({ target }) =>
            live.bulk.chooseAll(
              rows.map(({ id }) => id),
              target.checked,
            )
          }
        >
          {texts.bulk.all}
        </Checkbox>
        <span>
          {texts.bulk.chosen(chosen.length)}
          {chosen.length === mostChosen && <small> · {texts.bulk.most(mostChosen)}</small>}
        </span>
        <Button size="small" type="text" onClick={live.bulk.close}>
          {texts.bulk.close}
        </Button>
      </p>
      <p className="bulk-verbs">
        <Button size="small" disabled={isNone || isBusy} onClick={resolve}>
          {texts.bulk.verbs.resolve}
        </Button>
        <Button
          size="small"
          disabled={isNone || isBusy || others.length === 0}
          loading={isBusy}
          aria-expanded={isGiving}
          onClick={() => setGiving(!isGiving)}
        >
          {texts.bulk.verbs.give}
        </Button>
        <Button
          size="small"
          disabled={isNone || isBusy}
          onClick={() => void live.bulk.start('return', ids)}
        >
          {texts.bulk.verbs.return}
        </Button>
      </p>
      {isGiving && !isNone && (
        <AskWords
          title={texts.bulk.verbs.give}
          ask={askWhom(others)}
          busy={isBusy}
          onCancel={() => setGiving(false)}
          onGive={async (to) => {
            setBusy(true)
            await live.bulk.give(to, ids)
            setBusy(false)
            setGiving(false)
          }}
        />
      )}
      <p role="status" className="bulk-said">
        {bulk.outcome !== null && inWords(bulk.outcome)}
        {bulk.outcome === null && !isHandheld && texts.bulk.hint}
      </p>
    </fieldset>
  )
}

const inWords = ({ verb, done, undone, failed }: Outcome): string =>
  [
    done > 0 && texts.bulk.done[verb](done),
    undone > 0 && texts.bulk.undone(undone),
    failed > 0 && texts.bulk.failed(failed),
  ]
    .filter((words) => words !== false)
    .join(texts.listed)
