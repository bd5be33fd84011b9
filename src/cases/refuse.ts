import { isSeen } from '../model/reason.ts'

/** Why something may not be done to a ticket, and what can be done instead. */
export interface Refusal {
  readonly zh: string
  readonly en: string
}

export const refuse = (zh: string, en: string): Refusal => ({ zh, en })

export const refuseEmpty = (text: string, zh: string, en: string): Refusal | undefined =>
  isSeen(text) ? undefined : refuse(`请写上${zh}`, `write the ${en}`)
