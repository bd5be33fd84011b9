import type {
  Checked,
  DraftToSave,
  EditDetail,
  EditRow,
  FileDraft,
  FoundLine,
  PlaybookFiles,
  PlaybookText,
  SaveEvent,
  StoryText,
  Tried,
  TryRequest,
  UndoRequest,
  Vocabulary,
  WithExample,
} from '../../shared/index.ts'
import { ApiFailure, failureOf } from '../api.ts'
import { texts } from '../texts.ts'

const root = '/api/playbook'

/** What the counter does for who writes the playbook. */
export const server = {
  files: () => ask<PlaybookFiles>('GET', 'files'),
  read: (file: string) => ask<PlaybookText>('GET', `file?${new URLSearchParams({ file })}`),
  vocabulary: () => ask<Vocabulary>('GET', 'vocabulary'),
  search: (q: string) =>
    ask<{ readonly lines: readonly FoundLine[] }>('GET', `search?${new URLSearchParams({ q })}`),
  check: (drafts: readonly FileDraft[], signal: AbortSignal) =>
    ask<Checked>('POST', 'check', { drafts }, signal),
  history: (query: Readonly<Record<string, string>>) =>
    ask<{ readonly edits: readonly EditRow[] }>('GET', `history?${new URLSearchParams(query)}`),
  edit: (id: number) => ask<EditDetail>('GET', `history/${id}`),
  try: (request: TryRequest) => ask<Tried>('POST', 'try', request),
  story: (request: TryRequest & { readonly title: string; readonly keep: boolean }) =>
    ask<StoryText | Extract<Tried, { kind: 'refused' }>>('POST', 'story', request),
  example: (drafts: readonly FileDraft[], intent: string, text: string) =>
    ask<WithExample>('POST', 'example', { drafts, intent, text }),
  save: (drafts: readonly DraftToSave[], signal: AbortSignal) => events('save', { drafts }, signal),
  undo: (id: number, request: UndoRequest, signal: AbortSignal) =>
    events(`history/${id}/undo`, request, signal),
}

async function ask<T>(
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
  signal?: AbortSignal,
): Promise<T> {
  const answer = await send(method, path, body, signal)
  return (await answer.json()) as T
}

/** An answer that comes a line at a time, while it is done. */
async function* events(
  path: string,
  body: unknown,
  signal: AbortSignal,
): AsyncGenerator<SaveEvent> {
  const answer = await send('POST', path, body, signal)
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (reader === undefined) return
  let rest = ''
  for (;;) {
    const { done, value = '' } = await reader.read()
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as SaveEvent
    if (done) return
  }
}

async function send(
  method: 'GET' | 'POST',
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const answer = await fetch(`${root}/${path}`, {
    method,
    ...(signal === undefined ? {} : { signal }),
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new ApiFailure(0, texts.unreachable)
  })
  if (!answer.ok) throw failureOf(answer.status, await answer.text())
  return answer
}
