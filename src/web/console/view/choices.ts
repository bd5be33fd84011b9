import type { DeskAgent } from '../../shared/index.ts'
import { texts } from '../texts.ts'
import type { Ask } from './ask-words.tsx'

/** Which colleague; who is not there is named with what that means. */
export const askWhom = (colleagues: readonly DeskAgent[]): Ask => ({
  label: texts.ticket.giveTo,
  needed: true,
  choices: colleagues.map(({ id, name, role, presence, here }) => ({
    value: id,
    label: `${name} · ${texts.role[role]} · ${here ? texts.presence.online : texts.presence[presence === 'online' ? 'offline' : presence]}`,
    ...(here ? {} : { warning: texts.notHere(name) }),
  })),
})
