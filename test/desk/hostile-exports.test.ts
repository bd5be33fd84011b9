import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { caseFile, zipOf } from '../../src/desk/export-case.ts'
import { csvOf } from '../../src/model/csv.ts'
import { slotId } from '../../src/model/ids.ts'
import type { Ticket } from '../../src/model/ticket.ts'
import { createSqliteStore } from '../../src/store/index.ts'
import { aMessage, anyTicket } from '../support/builders.ts'
import { asText, payloads } from '../support/payloads.ts'
import { unzip } from '../support/zip.ts'

test('a case of 300 hostile texts is exported with each as it is, under names that are safe everywhere', async () => {
  const store = createSqliteStore({ file: ':memory:' })
  const texts = payloads.map(asText)
  const messages = texts.map((text, n) => aMessage({ text, externalId: `m-${n}`, sentAt: n }))
  const [receipt] = await store.accept(messages, 1_000)
  if (receipt === undefined) throw new Error('nothing was accepted')
  const { conversationId } = receipt
  const record = { conversationId, status: 'kept', mime: 'image/jpeg', bytes: 1, at: 1 } as const
  await store.media.save({
    ...record,
    id: 'm_1',
    url: 'media:m_1',
    sha256: 'sum',
    inspection: { kind: 'unreadable' },
  })
  const part = { kind: 'image', url: 'media:m_1', mediaId: 'm_1' } as const
  const filled = { kind: 'filled', values: [{ kind: 'media', part, from: 'm-1' }] } as const
  const ticket: Ticket = anyTicket({
    conversationId,
    title: payloads.join('\n'),
    slots: payloads.map((label, n) => ({
      ...{ id: slotId(`s-${n}`), kind: 'photo', label, required: true, state: filled },
    })),
    notes: payloads.map((text) => ({ at: 1, by: { kind: 'bot' }, text })),
  })
  const file = await caseFile(store, ticket)
  const zip = await zipOf(file, async () => Readable.from(['x']), 'Asia/Shanghai')
  const files = unzip(await buffer(zip))
  await store.close()

  const pictures = [...files.keys()].filter((name) => name.startsWith('evidence/'))
  expect(new Set(pictures).size).toBe(payloads.length)
  for (const name of pictures) {
    expect(name).toMatch(/^evidence\/\d{2,3}-[^/\\:*?"<>|]{1,60}-1\.jpg$/u)
    expect(name).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u)
  }
  expect([...files.keys()].filter((name) => !pictures.includes(name))).toEqual([
    'case.json',
    'transcript.txt',
  ])
  const read = JSON.parse(files.get('case.json')?.toString('utf8') ?? '')
  expect(read.ticket.notes.map(({ text }: { text: string }) => text)).toEqual(payloads)
  const said = read.transcript.map(({ parts }: { parts: { text: string }[] }) => parts[0]?.text)
  expect(said.toSorted()).toEqual(texts.toSorted())
  // Every line at the margin is one that the export has written.
  const lines = (files.get('transcript.txt')?.toString('utf8') ?? '').split(
    /[\n\r\v\f\x85\u2028\u2029]/,
  )
  const margin = lines.slice(1).filter((line) => line !== '' && !line.startsWith('    '))
  expect(margin).toHaveLength(payloads.length)
  for (const line of margin) expect(line).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d 顾客：/)
})

test('a table of them has each in its own cell, and none that a spreadsheet runs', () => {
  // Half letters do not get this far: a store keeps whole ones.
  const texts = payloads.map((payload) => payload.replace(/\p{Cs}/gu, ''))
  const rows = texts.map((text, n) => [n, text, text])
  const table: string[][] = parse(csvOf(rows), { bom: true, relax_column_count: false })
  expect(table).toHaveLength(payloads.length)
  for (const [n, cells] of table.entries()) {
    for (const cell of cells.slice(1)) {
      expect([texts[n], `'${texts[n]}`]).toContain(cell)
      expect(cell).not.toMatch(/^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u)
    }
  }
})
