import { Alert, Button, Progress, Steps } from 'antd'
import type { FailedStory, Notes, SaveEnd } from '../../shared/index.ts'
import { spoken, texts } from '../texts.ts'
import { words } from './texts.ts'
import type { Saver, SaveStep } from './use-save.ts'

const say = spoken(words).steps

/** How far a save is, and how it ended. */
export function SavePanel({ saver, onSave }: { saver: Saver; onSave: () => void }) {
  const { saving, close, cancel } = saver
  switch (saving.kind) {
    case 'idle':
      return null
    case 'running':
      return (
        <section className="save-panel" aria-label={say.label}>
          <Steps size="small" current={stepOf(saving.event)} items={stepItems} />
          <div className="save-now" role="status">
            <span>{sentenceOf(saving.event)}</span>
            {saving.event.kind === 'playing' && (
              <Progress
                percent={Math.round((100 * saving.event.done) / Math.max(1, saving.event.total))}
                size="small"
                aria-label={say.stories}
              />
            )}
            <Button size="small" onClick={cancel} disabled={stepOf(saving.event) === 2}>
              {say.cancel}
            </Button>
          </div>
        </section>
      )
    case 'cancelled':
      return (
        <Alert
          className="save-end"
          type="info"
          title={say.cancelled}
          closable={{ onClose: close }}
        />
      )
    case 'unsure':
      return (
        <Alert
          className="save-end"
          type="warning"
          showIcon
          title={say.unsure}
          closable={{ onClose: close, 'aria-label': say.close }}
        />
      )
    case 'ended':
      return (
        <Ended
          end={saving.end}
          onClose={close}
          onAgain={() => (saving.undo === null ? onSave() : void saver.undo(saving.undo))}
        />
      )
    default:
      return saving satisfies never
  }
}

const stepItems = [{ title: say.check }, { title: say.stories }, { title: say.live }]

const stepOf = ({ kind }: SaveStep): number => {
  if (kind === 'checking') return 0
  return kind === 'learning' || kind === 'playing' ? 1 : 2
}

const sentenceOf = (event: SaveStep): string => {
  switch (event.kind) {
    case 'checking':
      return say.checking
    case 'learning':
      return say.learning
    case 'playing':
      return event.concerned > 0 && event.done < event.concerned
        ? `${say.playing(event.done, event.total)}${texts.marks.aside(say.concerned(event.concerned))}`
        : say.playing(event.done, event.total)
    case 'writing':
      return say.writing
    case 'refreshing':
      return say.refreshing
    default:
      return event satisfies never
  }
}

interface EndedProps {
  readonly end: SaveEnd
  readonly onClose: () => void
  readonly onAgain: () => void
}

function Ended({ end, onClose, onAgain }: EndedProps) {
  const closable = { onClose, 'aria-label': say.close }
  switch (end.kind) {
    case 'live':
      return (
        <Alert
          className="save-end"
          type="success"
          showIcon
          title={say.inForce}
          description={<NotesView notes={end.notes} />}
          closable={closable}
        />
      )
    case 'saved':
      return (
        <Alert className="save-end" type="warning" showIcon title={say.saved} closable={closable} />
      )
    case 'refused':
      return (
        <Alert
          className="save-end"
          type="error"
          showIcon
          title={say.refused(end.faults.filter(({ severity }) => severity === 'error').length)}
          closable={closable}
        />
      )
    case 'failed':
      return (
        <Alert
          className="save-end"
          type="error"
          showIcon
          title={say.failed(end.stories.length)}
          description={
            <>
              <p>{say.failedHint}</p>
              {end.stories.map((story) => (
                <FailedView key={story.file} story={story} />
              ))}
            </>
          }
          closable={closable}
        />
      )
    case 'broken':
      return (
        <Alert
          className="save-end"
          type="error"
          showIcon
          title={say.broken}
          description={end.message}
          action={
            <Button size="small" onClick={onAgain}>
              {say.again}
            </Button>
          }
          closable={closable}
        />
      )
    // The two texts are shown in a dialog of their own.
    case 'conflict':
      return null
    default:
      return end satisfies never
  }
}

function NotesView({ notes: { played, failedBefore, unreadable } }: { notes: Notes }) {
  return (
    <>
      <p>{played === 0 ? say.noStories : say.liveCount(played - failedBefore.length)}</p>
      {failedBefore.length > 0 && <p>{say.failedBefore(failedBefore.join(texts.marks.clauses))}</p>}
      {unreadable.length > 0 && <p>{say.unreadable(unreadable.join(texts.marks.clauses))}</p>}
    </>
  )
}

function FailedView({ story }: { story: FailedStory }) {
  return (
    <details className="failed-story" open>
      <summary>
        {story.title} <code>{`${story.file}:${story.line}`}</code>
      </summary>
      {story.differences.length === 0 && <p>{say.unmark}</p>}
      {story.differences.map(({ field, expected, actual }) => (
        <dl key={field}>
          <dt>
            {say.step(story.step)} <code>{field}</code>
          </dt>
          <dd>{`${say.expected}${expected}`}</dd>
          <dd>{`${say.actual}${actual}`}</dd>
        </dl>
      ))}
      <ul>
        {story.said.slice(-6).map(({ by, time, text }) => (
          <li key={`${time} ${by} ${text}`} className={by}>
            <small>{time}</small> {text}
          </li>
        ))}
      </ul>
    </details>
  )
}
