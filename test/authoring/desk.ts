import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { EditRow, PlaybookText, SaveEvent } from '../../src/model/wire/authoring.ts'
import { aPlaybookDir } from '../playbook/playbook-dir.ts'
import { logIn, startCounter } from '../support/running-counter.ts'

export const refund = 'replies/refund.yaml'

/** What a story says that expects the shipped words of the smallest playbook. */
export const refundStory = `case: 问退款
at: 2026-11-25 14:00
steps:
  - customer: 退款说法甲0
    expect: { kind: answer, says: 请在订单里申请 }
`

/** A running counter with the smallest playbook, and an operator at it. */
export const openDesk = async ({
  files = {},
  stories = {},
  login = 'he',
}: {
  files?: Parameters<typeof aPlaybookDir>[0]
  stories?: Readonly<Record<string, string>>
  login?: string
} = {}) => {
  const dir = await aPlaybookDir(files)
  const casesDir = mkdtempSync(join(tmpdir(), 'shouhou-cases-'))
  for (const [name, text] of Object.entries(stories)) await writeFile(join(casesDir, name), text)
  const counter = await startCounter({ PLAYBOOK_DIR: dir, CASES_DIR: casesDir })
  onTestFinished(async () => {
    await counter.close()
    rmSync(casesDir, { recursive: true })
  })
  const { token } = await logIn(counter.url, login)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }

  const ask = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const answer = await fetch(`${counter.url}/api/playbook/${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, text: await answer.text() }
  }
  const json = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const { status, text } = await ask(method, path, body)
    return { status, body: JSON.parse(text) }
  }
  const steps = async (path: string, body: unknown): Promise<readonly SaveEvent[]> => {
    const { text } = await ask('POST', path, body)
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
  }
  const read = async (file: string): Promise<PlaybookText> =>
    (await json('GET', `file?file=${encodeURIComponent(file)}`)).body

  return {
    dir,
    casesDir,
    counter,
    ask,
    json,
    read,
    steps,
    onDisk: (file: string) => readFile(join(dir, file), 'utf8'),
    write: (file: string, text: string) => writeFile(join(dir, file), text),
    /** Replaces a piece of a file and saves it. */
    async save(file: string, from: string, to: string) {
      const { text, hash } = await read(file)
      const drafts = [{ file, text: text.replace(from, () => to), base: hash }]
      return steps('save', { drafts })
    },
    async history(query = ''): Promise<readonly EditRow[]> {
      return (await json('GET', `history${query}`)).body.edits
    },
  }
}

export type Desk = Awaited<ReturnType<typeof openDesk>>
