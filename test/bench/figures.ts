import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Figure, Span, Store } from '../../src/store/index.ts'
import { type Connection, connect } from '../../src/store/sqlite/connection.ts'
import { storeOn } from '../../src/store/sqlite/sqlite-store.ts'
import type { Bench } from './bench.ts'

const rounds = 100_000
const dayMs = 86_400_000
const from = Date.parse('2026-01-01T00:00:00Z')
const intents = ['damaged', 'refund_status', 'logistics_status', 'size_issue', 'invoice', 'urge']

/** 100,000 rounds: how long a day of them holds the loop, and how long all days take. */
export const figures: Bench = async () => [
  { title: 'the overview, by days', rows: [await overDays(42), await overDays(400)] },
  { title: 'a list out of all', rows: await lists() },
]

const onSeeded = async <T>(days: number, work: (store: Store) => Promise<T>): Promise<T> => {
  const dir = mkdtempSync(join(tmpdir(), 'shouhou-figures-'))
  const connection = connect({ file: join(dir, 'a.db') })
  const store = storeOn(connection)
  try {
    seed(connection, days)
    return await work(store)
  } finally {
    await store.close()
    rmSync(dir, { recursive: true })
  }
}

const overDays = (days: number) =>
  onSeeded(days, async (store) => {
    const took: number[] = []
    for (let day = 0; day < days; day += 1) {
      const span = { from: from + day * dayMs, to: from + (day + 1) * dayMs }
      took.push(await timed(() => store.figures.slice({ ...span, at: from + days * dayMs })))
    }
    took.sort((a, b) => a - b)
    return {
      days,
      'rounds a day': Math.round(rounds / days),
      'median ms': took[Math.floor(days / 2)] ?? 0,
      'worst ms': took.at(-1) ?? 0,
      'all ms': took.reduce((sum, ms) => sum + ms, 0),
    }
  })

const lists = () =>
  onSeeded(42, async (store) => {
    const span: Span = { from, to: from + 42 * dayMs }
    const asked = { spans: [span], at: span.to, skip: 0, limit: 50 }
    const names: readonly Figure[] = [
      'begun',
      'resolved',
      'handed',
      'clockKept',
      'repliesMet',
      'disliked',
      'surveyTold',
      'suggested',
      'caseReturned',
    ]
    const rows = []
    for (const figure of names) {
      rows.push({ figure, ms: await timed(() => store.figures.list({ ...asked, figure })) })
    }
    return rows
  })

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Every fourth handed over and asked how it was, every tenth rated, every fifth with a case and three clocks. */
function seed({ db, write }: Connection, days: number): void {
  const conversation = db.prepare(
    `INSERT INTO conversations (key, id, channel, account, external_id, customer_id, version, round,
       ticket_count, phase, state, seq, last_at, last_text)
     VALUES (:i, 'c' || :i, 'web', 'demo', 'x' || :i, 'u' || :i, 1, 1, 0, 'answering',
       '{"phase":{"kind":"answering"},"memory":{}}', :i, :at, '好')`,
  )
  const round = db.prepare(
    `INSERT INTO rounds VALUES (:at, :i, 1, 'web', 'demo', :at + 60000, NULL, NULL, NULL, 1,
       :at + 1000, :i % 9 = 0, :i % 9 = 0, json_array(:intent), :i % 6 = 0,
       iif(:i % 4 = 0, :at + 5000, NULL), iif(:i % 4 = 0, 'customer_request', NULL),
       iif(:i % 4 = 0, :at + 30000, NULL), iif(:i % 4 = 0, :at + 60000 + :i % 1000, NULL),
       iif(:i % 4 = 0, 'lin', NULL), iif(:i % 4 = 0, :at + 900000, NULL))`,
  )
  const spoke = db.prepare(`INSERT INTO round_agents VALUES (:i, 1, 'lin')`)
  const owed = db.prepare(
    `INSERT INTO reply_clocks VALUES (:at + 5000, :i, 'web', 'demo', :at + 185000, :at + 60000, NULL)`,
  )
  const fact = db.prepare(
    `INSERT INTO case_facts VALUES (:at, 't' || :i, :i, 'web', 'demo', 2, 'done', 'complete', 3,
       'lin', :at + ${dayMs}, 'refund', 1250)`,
  )
  const rating = db.prepare(
    `INSERT INTO ratings (line, conversation, position, at, verdict, reasons, intent, rung, source)
     VALUES ('l' || :i, :i, :i, :at + 2000, 'down', '["wrong"]', 'damaged', 'intent',
       'replies/damaged.yaml:' || (:i % 50) || ':5')`,
  )
  const asked = db.prepare('INSERT INTO survey_asks VALUES (:at + 901000, :i, 1)')
  const survey = db.prepare(
    `INSERT INTO surveys VALUES (:i, 1, :at + 902000, 'lin', '小林', 1 + :i % 5, '[]', '')`,
  )
  const suggested = db.prepare(
    `INSERT INTO suggested (conversation, up_to, id, text, at, agent, outcome)
     VALUES (:i, 1, 'a', '好', :at + 31000, 'lin', iif(:i % 8 = 0, 'accepted', NULL))`,
  )
  const clock = db.prepare(
    `INSERT INTO clock_facts VALUES (:at, 't' || :i, :clock, 2, '回复', :at + 3600000, 'met',
       :at + 1800000, 0, :i, 'web', 'demo')`,
  )
  write(() => {
    for (let i = 1; i <= rounds; i += 1) {
      const at = from + Math.floor(((i - 1) / rounds) * days * dayMs)
      conversation.run({ i, at })
      round.run({ i, at, intent: intents[i % intents.length] })
      if (i % 4 === 0) {
        spoke.run({ i })
        owed.run({ i, at })
        asked.run({ i, at })
        survey.run({ i, at })
        suggested.run({ i, at })
      }
      if (i % 10 === 0) rating.run({ i, at })
      if (i % 5 > 0) continue
      fact.run({ i, at })
      for (const name of ['reply', 'review', 'close']) clock.run({ i, at, clock: name })
    }
  })
}
