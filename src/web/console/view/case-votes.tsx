import { Tag } from 'antd'
import type { CaseView, Ticket } from '../../shared/index.ts'
import { moment } from '../format.ts'
import { texts } from '../texts.ts'
import { standing } from '../votes.ts'
import { type CaseStep, CaseSteps } from './case-steps.tsx'
import type { CaseWork } from './use-case.ts'

/** What is voted on in a disputed case, who is for it, who is against it, who has said nothing yet. */
export function CaseVotes({ work, view }: { work: CaseWork; view: CaseView }) {
  const { votes, plan } = work.ticket
  const { against, wanted } = standing(votes, view.votes_wanted)
  const { plans, vote } = view.may
  if (plan === undefined && view.votes_wanted.length === 0 && plans.length === 0) return null
  return (
    <section>
      <h3>{texts.ticket.votes}</h3>
      {plan === undefined ? (
        <p className="faint">{texts.ticket.noPlan}</p>
      ) : (
        <>
          <p>{texts.ticket.votedOn(texts.planGoal[plan.goal], plan.text)}</p>
          <p className="faint">
            {texts.ticket.planBy(
              plan.by.kind === 'agent' ? plan.by.name : texts.actor[plan.by.kind],
            )}
          </p>
        </>
      )}
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
      {vote && <CaseSteps steps={verdictsOn(plan)} work={work} />}
      {plans.length > 0 && <CaseSteps steps={plans.map(planStep)} work={work} />}
    </section>
  )
}

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

/** The server refuses the vote where another plan took the place of the one that was read. */
const verdictsOn = (plan: Ticket['plan']): readonly CaseStep[] =>
  (['agree', 'refuse'] as const).map((verdict) => ({
    key: verdict,
    label: texts.ticket.verdict[verdict],
    weight: verdict === 'agree' ? 'main' : 'grave',
    ask:
      verdict === 'refuse'
        ? { label: texts.ticket.whyAgainst, needed: true }
        : { label: texts.ticket.comment, needed: false },
    change: (words) => ({
      kind: 'vote',
      verdict,
      ...(plan && { on: plan.at }),
      ...(words !== '' && { comment: words }),
    }),
  }))

const planStep = (goal: CaseView['may']['plans'][number]): CaseStep => ({
  key: `plan ${goal}`,
  label: texts.plan[goal],
  ask: { label: texts.ticket.planText, needed: true },
  change: (text) => ({ kind: 'plan', goal, text }),
})
