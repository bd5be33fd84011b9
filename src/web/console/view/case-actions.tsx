import type { CaseView, DeskAgent, Me } from '../../shared/index.ts'
import { whoElse } from '../colleagues.ts'
import { texts } from '../texts.ts'
import { type CaseStep, CaseSteps } from './case-steps.tsx'
import { askWhom } from './choices.ts'
import { levelName } from './level-tag.tsx'
import { TellCustomer } from './tell-customer.tsx'
import type { CaseWork } from './use-case.ts'

interface Props {
  readonly me: Me
  readonly work: CaseWork
  readonly view: CaseView
  readonly colleagues: readonly DeskAgent[]
}

/** What I may do to the case now, and nothing else. */
export function CaseActions(props: Props) {
  const { work, view } = props
  const steps = [...moves(props), ...ownership(props), ...others(view)].toSorted(
    (a, b) => Number(isGrave(a)) - Number(isGrave(b)),
  )
  if (steps.length === 0) return null
  return (
    <section>
      <h3>{texts.ticket.work}</h3>
      <CaseSteps steps={steps} work={work} />
    </section>
  )
}

const isGrave = ({ weight }: CaseStep) => weight === 'grave'

const comment = { label: texts.ticket.comment, needed: false }

const moves = ({ me, work, view: { may } }: Props): CaseStep[] =>
  may.stages.map((to, index) => {
    const isEnd = to === 'rejected' || to === 'withdrawn'
    const isTold = to === 'proposed' || to === 'rejected'
    return {
      key: to,
      label: texts.moveTo[to],
      weight: isEnd ? 'grave' : index === 0 ? 'main' : undefined,
      ...(isTold
        ? { form: (close) => <TellCustomer key={to} me={me} work={work} to={to} onClose={close} /> }
        : { ask: comment }),
      change: (words) => ({ kind: 'stage', to, ...(words !== '' && { comment: words }) }),
    }
  })

function ownership({ me, work: { ticket }, view: { may }, colleagues }: Props): CaseStep[] {
  if (!may.assign) return []
  const isMine = ticket.owner?.agent === me.id
  const others = whoElse(colleagues, ticket, me)
  return [
    {
      key: 'assign',
      label: isMine ? texts.ticket.release : texts.ticket.take,
      change: () => ({ kind: 'assign', to: isMine ? null : me.id }),
    },
    ...(others.length > 0 ? [give(others, texts.ticket.give)] : []),
  ]
}

const give = (others: readonly DeskAgent[], label: string): CaseStep => ({
  key: 'give',
  label,
  ask: askWhom(others),
  change: (to) => ({ kind: 'assign', to }),
})

const others = (view: CaseView): CaseStep[] => [
  ...(view.may.contacted ? [contacted] : []),
  ...view.may.levels.map(
    (level): CaseStep => ({
      key: `level ${level}`,
      label: levelLabel(level, view),
      ask: { label: texts.ticket.levelWhy, needed: true },
      change: (because) => ({ kind: 'level', to: level, because }),
    }),
  ),
]

/** What is urgent and under review loses one of them by the other. */
function levelLabel(level: CaseView['may']['levels'][number], view: CaseView): string {
  if (view.ticket.severity.review === undefined || level === 2) {
    return texts.ticket.toLevel(levelName(level, view))
  }
  return level === 1 ? texts.ticket.noReview : texts.ticket.noHurry
}

const contacted: CaseStep = {
  key: 'contacted',
  label: texts.ticket.contacted,
  ask: { label: texts.ticket.contactedHow, needed: true, usual: texts.ticket.byPhone },
  change: (how) => ({ kind: 'contacted', how }),
}
