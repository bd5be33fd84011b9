import { type Phase, runOf } from '../model/conversation.ts'
import { outboxId, turnId } from '../model/ids.ts'
import { textOf } from '../model/message.ts'
import type { Verdict, Work } from '../store/index.ts'

const failuresBorne = 5
const because = '机器人连续出错，已转人工'

export const hasFailedTooOften = ({ failures }: Work): boolean => failures >= failuresBorne

/**
 * To a person, without the playbook and without a word to the customer: for a conversation whose
 * turns fail again and again, whatever they fail of.
 */
export const giveUp = ({ conversation, unread, timers }: Work, at: number): Verdict => {
  const id = turnId(conversation.id, conversation.version)
  return {
    kind: 'commit',
    turn: {
      id,
      at,
      trigger: 'failed',
      decision: {
        kind: 'handoff',
        rung: 'human',
        because,
        tried: [],
        turn: id,
        at,
        messages: unread.map((message) => message.externalId),
        text: textOf(unread.flatMap((message) => message.parts)),
        replies: [],
        playbookRevision: '',
      },
      next: {
        ...conversation,
        version: conversation.version + 1,
        phase: toPerson(conversation.phase, at),
      },
      lines: [
        {
          id: outboxId(id, 0),
          author: { kind: 'event' },
          parts: [{ kind: 'text', text: because }],
          route: 'none',
        },
      ],
      tickets: [],
      startTimers: [],
      cancelTimers: [{ name: 'evidence_reminder' }, { name: 'evidence_expiry' }],
      timers: timers.map((timer) => timer.id),
    },
  }
}

/** Who has it or waits for it already keeps it. */
const toPerson = (phase: Phase, at: number): Phase => {
  if (phase.kind === 'awaitingAgent' || phase.kind === 'withAgent') return phase
  const run = runOf(phase)
  return {
    kind: 'awaitingAgent',
    handoff: {
      reason: 'bot_failed',
      because,
      at,
      summary: [],
      evidence: { have: [], missing: [] },
    },
    ...(run === undefined ? {} : { run }),
  }
}
