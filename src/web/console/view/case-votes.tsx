import { Tag } from 'antd'
import type { CaseView, Ticket } from '../../shared/index.ts'
import { moment } from '../format.ts'
import { texts } from '../texts.ts'
import { standing } from '../votes.ts'
import { type CaseStep, CaseSteps } from './case-steps.tsx'
import type { CaseWork } from './use-case.ts'

/** What is voted on in a disputed case, who is for it, who is against it, who has said nothing yet. */
export function CaseVotes({ work, view }: { work: CaseWork; view: CaseView }) {
  const { votes, stage } = work.ticket
  const { against, wanted } = standing(votes, view.votes_wanted)
  if (votes.length === 0 && view.votes_wanted.length === 0 && !view.may.vote) return null
  return (
    <section>
      <h3>{texts.ticket.votes}</h3>
      <p className="faint">{texts.ticket.votedOn(isDecided(stage) ? texts.stage[stage] : null)}</p>
      <ul className="case-lines">
        {votes.map((vote) => (
          <VoteLine key={vote.agent} vote={vote} />
        ))}
        {against.length > 0 && (
          <li>
            {texts.ticket.against(against.map(({ role }) => texts.role[role]).join(texts.listed))}
          </li>
        )}
        {wanted.length > 0 && (
          <li className="faint">
            {texts.ticket.votesWanted(wanted.map((role) => texts.role[role]).join(texts.listed))}
          </li>
        )}
      </ul>
      {view.may.vote && <CaseSteps steps={verdicts} work={work} />}
    </section>
  )
}

const isDecided = (stage: Ticket['stage']) =>
  stage === 'proposed' || stage === 'agreed' || stage === 'done' || stage === 'rejected'

const VoteLine = ({ vote }: { vote: Ticket['votes'][number] }) => (
  <li>
    {vote.name} <span className="faint">{texts.role[vote.role]}</span>{' '}
    <Tag color={vote.verdict === 'agree' ? 'green' : 'red'}>
      {texts.ticket.verdict[vote.verdict]}
    </Tag>{' '}
    <time>{moment(vote.at)}</time>
    {vote.comment !== undefined && <p>{vote.comment}</p>}
  </li>
)

const verdicts = (['agree', 'refuse'] as const).map(
  (verdict): CaseStep => ({
    key: verdict,
    label: texts.ticket.verdict[verdict],
    weight: verdict === 'agree' ? 'main' : 'grave',
    ask:
      verdict === 'refuse'
        ? { label: texts.ticket.whyAgainst, needed: true }
        : { label: texts.ticket.comment, needed: false },
    change: (words) => ({ kind: 'vote', verdict, ...(words !== '' && { comment: words }) }),
  }),
)
