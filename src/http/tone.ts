import type { Role } from '../model/people.ts'
import { isReason } from '../model/reason.ts'
import { inTheWay, type ToneReport } from '../model/tone.ts'
import { Refusal } from './errors.ts'

interface Asked {
  readonly report: ToneReport
  readonly override: { readonly reason: string } | undefined
  readonly role: Role
}

/**
 * Lets pass what is fine, and what may be overridden and is; gives back what was overridden. Throws
 * `bad_request` for a reason that says nothing, `tone` with the findings and a better wording, `not_allowed` where others have to decide.
 */
export function overriddenTone({ report, override, role }: Asked) {
  if (override !== undefined && !isReason(override.reason)) throw noReason()
  const { findings } = report
  if (findings.length === 0) return undefined
  if (override === undefined) throw new Refusal('tone', undefined, { detail: report })
  const forbidden = inTheWay(report, { role, reason: override.reason })
  if (forbidden === undefined) return { ...override, findings }
  const { words, title } = forbidden
  throw new Refusal('not_allowed', {
    zh: `「${words}」属于${title}，只有主管或管理员能放行`,
    en: `"${words}" (${title}) can be sent by a supervisor or an administrator only`,
  })
}

const noReason = () =>
  new Refusal(
    'bad_request',
    { zh: '请写明理由，至少两个字', en: 'Write a reason of two letters or more' },
    { path: 'override.reason' },
  )
