import { type Alert, type ConversationRow, may } from '../shared/index.ts'
import { type Desk, isMine } from './desk.ts'

export interface RowAlert {
  readonly row: ConversationRow
  readonly alert: Alert
}

/**
 * What I must see, the most serious first: danger, then what is broken before what is near, then the
 * oldest. Supervisors see everything, others what is for the owner of a conversation that is theirs.
 */
export const alertsFor = ({ me, rows }: Pick<Desk, 'me' | 'rows'>): readonly RowAlert[] =>
  [...rows.values()]
    .flatMap((row) => row.alerts.map((alert) => ({ row, alert })))
    .filter(
      ({ row, alert }) =>
        (me !== null && may(me.role, 'overrule')) || (alert.to === 'owner' && isMine(me, row)),
    )
    .sort(
      (a, b) =>
        Number(isDanger(b.row)) - Number(isDanger(a.row)) ||
        gravest.indexOf(a.alert.kind) - gravest.indexOf(b.alert.kind) ||
        a.alert.at - b.alert.at,
    )

const isDanger = ({ level, urgent }: ConversationRow) => level === 1 || urgent

const gravest: readonly Alert['kind'][] = [
  'clock_breach',
  'escalated',
  'reply_breach',
  'clock_warning',
  'reply_warning',
  'call_back',
]
