import type {
  AgentReply,
  ApiError,
  ConversationDetail,
  ConversationRow,
  Login,
  LoginRequest,
  Me,
} from '../shared/index.ts'
import { texts } from './texts.ts'

/** Whom a visitor of a demo shop may sign in as. */
export interface DemoLogin {
  readonly username: string
  readonly password: string
  readonly role: Me['role']
  readonly name: string
}

/** An error answer; its message is a sentence for people. Status 0 means that none came. */
export class ApiFailure extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

const at = (conversation: string) => `/api/conversations/${encodeURIComponent(conversation)}`

export const api = {
  login: (request: LoginRequest) => call<Login>('POST', '/api/login', request),
  logout: () => call<unknown>('POST', '/api/logout', {}),
  me: () => call<Me>('GET', '/api/me'),
  demo: () => call<{ readonly logins: readonly DemoLogin[] }>('GET', '/api/demo'),
  conversations: (query: Readonly<Record<string, string>>) =>
    call<{ readonly conversations: readonly ConversationRow[] }>(
      'GET',
      `/api/conversations?${new URLSearchParams(query)}`,
    ),
  conversation: (id: string) => call<ConversationDetail>('GET', at(id)),
  act: (id: string, verb: 'take' | 'return' | 'resolve') =>
    call<unknown>('POST', `${at(id)}/${verb}`, {}),
  reply: (id: string, body: AgentReply) => call<unknown>('POST', `${at(id)}/reply`, body),
  settleDraft: (id: string, line: string, verb: 'send' | 'discard') =>
    call<unknown>('POST', `${at(id)}/drafts/${encodeURIComponent(line)}/${verb}`, {}),
}

async function call<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
  const answer = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => null)
  if (answer === null) throw new ApiFailure(0, texts.unreachable)
  const text = await answer.text()
  if (!answer.ok) throw new ApiFailure(answer.status, messageOf(text))
  return (text === '' ? {} : JSON.parse(text)) as T
}

function messageOf(text: string): string {
  try {
    return (JSON.parse(text) as ApiError).message ?? texts.failed
  } catch {
    return texts.failed
  }
}
