import { itemsText, orderStateText } from '../model/case-text.ts'
import type { IntentId } from '../model/ids.ts'
import type { Trace, TriedLine } from '../model/wire/authoring.ts'
import type { Playbook } from '../playbook/index.ts'
import type { ChatLine } from '../rehearsal/index.ts'
import { bands, featuresOf } from '../understanding/index.ts'

const shownIntents = 5
const shownPieces = 40

/** Everything that the bot went by for one line, in the operators' words. */
export const tracedLine = (line: ChatLine, playbook: Playbook): TriedLine => ({
  said: line.said,
  replies: line.sight.said,
  events: line.sight.events,
  trace: traceOf(line, playbook),
})

const traceOf = ({ said, understanding, sight, orders }: ChatLine, playbook: Playbook): Trace => {
  const { normalised, ranking, inScope, outcome, matters, mood, entities } = understanding
  const named = (intent: IntentId) => ({
    id: intent,
    title: playbook.intents.get(intent)?.title ?? intent,
  })
  const { pieces, concepts } = featuresOf(normalised, playbook.lexicon)
  const { conversation, decision, tickets } = sight
  return {
    normalised,
    features: { pieces: pieces.slice(0, shownPieces), concepts },
    ranking: ranking
      .slice(0, shownIntents)
      .map(({ intent, confidence }) => ({ ...named(intent), confidence })),
    inScope,
    outcome,
    thresholds: bands,
    matters: matters.map(({ intent, start, end }) => ({
      ...named(intent),
      text: said.slice(start, end),
    })),
    mood: {
      emotion: mood.emotion,
      urgent: mood.urgent,
      words: mood.signs.filter(({ kind }) => kind !== 'stress').map(({ text }) => text),
    },
    entities: entities.map(({ kind, text, value }) => ({ kind, text, value })),
    knowledge: understanding.candidates.map(({ answer, score }) => ({ answer, score })),
    decision:
      decision === undefined
        ? null
        : {
            kind: decision.kind,
            rung: decision.rung,
            because: decision.because,
            source: decision.source ?? null,
            tried: decision.tried,
          },
    facts: {
      phase: conversation?.phase.kind ?? 'answering',
      orders: orders.map((order) => ({
        order_no: order.orderNo,
        state: orderStateText[order.state],
        items: itemsText(order),
        current: conversation?.memory.order === order.orderNo,
      })),
      tickets: tickets.map(({ number, title, severity }) => ({
        number,
        title,
        level: severity.level,
      })),
    },
  }
}
