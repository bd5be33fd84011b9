/** @jsxImportSource preact */
import { useState } from 'preact/hooks'
import type { CustomerSurvey, SurveyAnswer, SurveyMark } from '../../shared/index.ts'
import { adopt } from '../adopt.ts'
import type { Chat } from '../chat.ts'
import { texts as page, spoken } from '../texts.ts'
import css from './style.css?inline'
import cssFile from './style.css?url'
import { words } from './words.ts'

adopt(css, cssFile)

const texts = await spoken(words)

const scores = [1, 2, 3, 4, 5]
const good: readonly SurveyMark[] = ['fast', 'solved', 'kind', 'clear']
const bad: readonly SurveyMark[] = ['slow', 'unsolved', 'unkind', 'repeated']
/** Up to here somebody was not well served: a person is offered. */
const lowScore = 2

interface Props {
  readonly survey: CustomerSurvey
  readonly chat: Chat
}

/** Asks once how a round was: a line above the composer that can be put away for good. */
export function SurveyCard({ survey, chat }: Props) {
  const [score, setScore] = useState(0)
  const [marks, setMarks] = useState<readonly SurveyMark[]>([])
  const [more, setMore] = useState('')
  const [isSent, setSent] = useState(false)
  const send = (answer: SurveyAnswer | null, done: () => void) => {
    if (chat.tell({ type: 'survey', round: survey.round, answer })) done()
    else chat.warn(texts.offline)
  }
  const putAway = () => (isSent ? chat.hideSurvey() : send(null, chat.hideSurvey))
  const submit = () => send({ score, marks, words: more.trim() }, () => setSent(true))
  const choose = (next: number) => {
    if (next > 3 !== score > 3) setMarks([])
    setScore(next)
  }
  return (
    <section class="survey" aria-label={texts.title}>
      <div class="survey-head">
        <p role={isSent ? 'status' : undefined}>{isSent ? saidTo(score) : askOf(survey)}</p>
        <button
          type="button"
          aria-label={isSent ? page.close : texts.away}
          title={isSent ? page.close : texts.away}
          onClick={putAway}
        >
          ✕
        </button>
      </div>
      {isSent && score <= lowScore && (
        <button
          type="button"
          class="send"
          onClick={() => {
            chat.sendText(page.toHuman)
            chat.hideSurvey()
          }}
        >
          {page.toHuman}
        </button>
      )}
      {!isSent && (
        <div class="survey-stars" role="radiogroup" aria-label={texts.ask}>
          {scores.map((each) => (
            <label key={each} class={each <= score ? 'lit' : ''}>
              <input
                type="radio"
                name="score"
                aria-label={`${texts.star(each)} ${texts.scores[each - 1]}`}
                checked={score === each}
                onChange={() => choose(each)}
              />
              <Star />
            </label>
          ))}
          <span aria-hidden="true">{texts.scores[score - 1]}</span>
        </div>
      )}
      {!isSent && score > 0 && (
        <>
          <div class="chips">
            {(score > 3 ? good : bad).map((mark) => (
              <button
                type="button"
                key={mark}
                aria-pressed={marks.includes(mark)}
                onClick={() =>
                  setMarks(
                    marks.includes(mark) ? marks.filter((each) => each !== mark) : [...marks, mark],
                  )
                }
              >
                {texts.marks[mark]}
              </button>
            ))}
          </div>
          <div class="survey-more">
            <textarea
              rows={1}
              maxLength={500}
              placeholder={texts.words}
              aria-label={texts.words}
              value={more}
              onInput={({ currentTarget }) => setMore(currentTarget.value)}
            />
            <button type="button" class="send" onClick={submit}>
              {texts.send}
            </button>
          </div>
        </>
      )}
    </section>
  )
}

const askOf = ({ agent }: CustomerSurvey) => (agent === null ? texts.ask : texts.askOf(agent))

const saidTo = (score: number) => (score <= lowScore ? texts.sorry : texts.thanks)

const Star = () => (
  <svg viewBox="0 0 24 24" width="30" height="30" aria-hidden="true">
    <path d="M12 2.8l2.8 5.9 6.4.8-4.7 4.5 1.2 6.4-5.7-3.1-5.7 3.1 1.2-6.4L2.8 9.5l6.4-.8z" />
  </svg>
)
