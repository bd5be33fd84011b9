import type { Playbook } from '../playbook/index.ts'
import type { Duty } from './duty.ts'

/** What the operators wrote about cases, and the shop's time zone. */
export type Rules = Pick<Playbook, 'severity' | 'cases'> & Duty
