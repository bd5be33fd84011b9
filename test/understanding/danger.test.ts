import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { decide } from '../../src/dialogue/index.ts'
import { loadPlaybook, type Playbook } from '../../src/playbook/index.ts'
import { createUnderstander, normalise, trainingOf } from '../../src/understanding/index.ts'
import type { Understander } from '../../src/understanding/understand.ts'
import { aConversation, noFacts, noon } from '../support/dialogue.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const file = fileURLToPath(new URL('danger.jsonl', import.meta.url))

interface Line {
  readonly text: string
  /** Whether somebody must be called at once. */
  readonly danger: boolean
}

const lines = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map((line): Line => JSON.parse(line))

let playbook: Playbook
let understand: Understander['understand']

beforeAll(async () => {
  const loaded = await loadPlaybook({ dir: root })
  if (!loaded.ok) throw new Error('the shipped playbook does not load')
  playbook = loaded.playbook
  understand = (await createUnderstander({ playbook, engine: 'linear' })).understand
}, 30_000)

/** What the whole of it decides: words, the meaning of the message, and that of its clauses. */
const isCalledFor = async (text: string): Promise<boolean> => {
  const { rung } = decide({
    conversation: aConversation(),
    trigger: {
      kind: 'customerSaid',
      messages: [{ id: 'm-1', at: noon, parts: [{ kind: 'text', text }] }],
      understanding: await understand(text, noon),
    },
    facts: { ...noFacts, shop: playbook.shop },
    tickets: [],
    playbook,
    at: noon,
    timeZone: 'Asia/Shanghai',
  })
  return rung === 'safety'
}

test('who was hurt or is in danger gets a person at once, and nobody else an alarm', async () => {
  const wrong: string[] = []
  for (const { text, danger } of lines) if ((await isCalledFor(text)) !== danger) wrong.push(text)
  expect(wrong).toEqual([])
})

test('none of these lines stands in the playbook', () => {
  const known = new Set(trainingOf(playbook).examples.map(({ text }) => normalise(text)))
  expect(lines.map(({ text }) => text).filter((text) => known.has(normalise(text)))).toEqual([])
})
