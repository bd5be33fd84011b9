import { agentId } from '../model/ids.ts'
import type { TicketChange } from '../model/ticket.ts'
import type { ChangeFile } from './case-file.ts'
import type { Player } from './story.ts'

/** The change that a story names; nothing where it names none, or more than one. */
export const changeOf = (
  file: ChangeFile,
  players: readonly Player[],
): TicketChange | undefined => {
  const changes = all(file, players)
  return changes.length === 1 ? changes[0] : undefined
}

const all = (file: ChangeFile, players: readonly Player[]): readonly TicketChange[] => {
  const {
    stage,
    note,
    level,
    because,
    plan,
    goal = 'proposed',
    vote,
    contacted,
    assign,
    comment,
    reply,
  } = file
  const more = comment === undefined ? {} : { comment }
  const said = reply === undefined ? {} : { reply }
  const classify = classifyOf(file)
  return [
    ...(stage === undefined ? [] : [{ kind: 'stage', to: stage, ...more, ...said } as const]),
    ...(note === undefined ? [] : [{ kind: 'note', text: note } as const]),
    ...(level === undefined ? [] : [{ kind: 'level', to: level, because: because ?? '' } as const]),
    ...(plan === undefined ? [] : [{ kind: 'plan', goal, text: plan } as const]),
    ...(vote === undefined ? [] : [{ kind: 'vote', verdict: vote, ...more } as const]),
    ...(contacted === undefined ? [] : [{ kind: 'contacted', how: contacted } as const]),
    ...(assign === undefined ? [] : [assignment(assign, players)]),
    ...(classify === undefined ? [] : [classify]),
  ]
}

const assignment = (login: string, players: readonly Player[]): TicketChange => {
  const player = players.find((each) => each.login === login)
  if (player === undefined) return { kind: 'assign' }
  return { kind: 'assign', to: { agent: agentId(player.login), name: player.name } }
}

const classifyOf = (file: ChangeFile): TicketChange | undefined => {
  const { class: problemClass, symptom, root_cause: rootCause, batch } = file
  const given = {
    ...(problemClass === undefined ? {} : { problemClass }),
    ...(symptom === undefined ? {} : { symptom }),
    ...(rootCause === undefined ? {} : { rootCause }),
    ...(batch === undefined ? {} : { batch }),
  }
  return Object.keys(given).length === 0 ? undefined : { kind: 'classify', ...given }
}
