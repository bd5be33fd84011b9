import type {
  AgentReply,
  ApiError,
  CaseChangeRequest,
  CaseView,
  ConversationDetail,
  ConversationRow,
  CustomerView,
  DeskAgent,
  DeskStatus,
  Draft,
  DraftChange,
  HelpMode,
  KnowledgeEntry,
  Line,
  Login,
  LoginChangeRequest,
  LoginRequest,
  LoginRow,
  Me,
  MeHere,
  NamedColleague,
  NewLoginRequest,
  NoteFound,
  NoteRequest,
  Overview,
  OverviewList,
  OverviewNow,
  OwnPasswordRequest,
  PeopleList,
  QuickGroup,
  SearchResults,
  Suggestion,
  Ticket,
  ToneRefusal,
  TypingRefusal,
  UnseenMention,
  UploadedMedia,
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
  /** Which of what was sent it is about. */
  readonly path: string | undefined
  constructor(status: number, message: string, path?: string) {
    super(message)
    this.status = status
    this.path = path
  }
}

/** A reply that was not sent for how it reads. */
export class ToneFailure extends ApiFailure {
  readonly refusal: ToneRefusal
  constructor(status: number, refusal: ToneRefusal) {
    super(status, refusal.message)
    this.refusal = refusal
  }
}

/** A reply that was not sent because a colleague writes one at the same chat. */
export class TypingFailure extends ApiFailure {
  readonly colleague: string
  constructor(status: number, { message, typing }: TypingRefusal) {
    super(status, message)
    this.colleague = typing.name
  }
}

const at = (conversation: string) => `/api/conversations/${encodeURIComponent(conversation)}`
const loginAt = (login: string) => `/api/people/${encodeURIComponent(login)}`
const caseAt = (ticket: string) => `/api/cases/${encodeURIComponent(ticket)}`

/** Where a case is taken away from; the browser saves it as a file. */
export const exportAddress = (ticket: string, format: 'json' | 'zip') =>
  `${caseAt(ticket)}/export?format=${format}`

/** Where the conversations behind a figure are taken away as a table. */
export const listAddress = (asked: URLSearchParams, format: 'csv' | 'xlsx') =>
  `/api/overview/conversations.${format}?${asked}`

export const api = {
  login: (request: LoginRequest) => call<Login>('POST', '/api/login', request),
  logout: () => call<unknown>('POST', '/api/logout', {}),
  me: () => call<MeHere>('GET', '/api/me'),
  desk: () => call<DeskStatus>('GET', '/api/desk'),
  setPresence: (presence: DeskAgent['presence'], handBack: boolean) =>
    call<DeskStatus>('POST', '/api/me/presence', { presence, hand_back: handBack }),
  demo: () => call<{ readonly logins: readonly DemoLogin[] }>('GET', '/api/demo'),
  conversations: (query: Readonly<Record<string, string>>) =>
    call<{ readonly conversations: readonly ConversationRow[] }>(
      'GET',
      `/api/conversations?${new URLSearchParams(query)}`,
    ),
  conversation: (id: string, { before }: { readonly before?: number } = {}) =>
    call<ConversationDetail>('GET', before === undefined ? at(id) : `${at(id)}?before=${before}`),
  act: (id: string, verb: 'take' | 'return' | 'resolve') =>
    call<unknown>('POST', `${at(id)}/${verb}`, {}, { keepalive: true }),
  give: (id: string, to: string) => call<unknown>('POST', `${at(id)}/give`, { to }),
  switchHelp: (id: string, mode: HelpMode) => call<unknown>('POST', `${at(id)}/help`, { mode }),
  reply: (id: string, body: AgentReply) => call<unknown>('POST', `${at(id)}/reply`, body),
  note: (id: string, body: NoteRequest) =>
    call<{ readonly line: Line }>('POST', `${at(id)}/notes`, body),
  notes: (id: string) => call<{ readonly notes: readonly Line[] }>('GET', `${at(id)}/notes`),
  colleagues: (id: string) =>
    call<{ readonly colleagues: readonly NamedColleague[] }>('GET', `${at(id)}/colleagues`),
  allNotes: (query: Readonly<Record<string, string>>) =>
    call<{ readonly notes: readonly NoteFound[] }>(
      'GET',
      `/api/notes?${new URLSearchParams(query)}`,
    ),
  mentions: () => call<{ readonly mentions: readonly UnseenMention[] }>('GET', '/api/mentions'),
  seeMentions: (id: string) => call<unknown>('POST', `${at(id)}/mentions/seen`, {}),
  drafts: () => call<{ readonly drafts: readonly Draft[] }>('GET', '/api/drafts'),
  saveDraft: (id: string, change: DraftChange) =>
    call<Draft>('PUT', `${at(id)}/draft`, change, { keepalive: true }),
  quickReplies: (conversation: string) =>
    call<{ readonly groups: readonly QuickGroup[] }>(
      'GET',
      `/api/quick-replies?${new URLSearchParams({ conversation })}`,
    ),
  suggestions: (id: string) =>
    call<{ readonly suggestions: readonly Suggestion[] }>('GET', `${at(id)}/suggestions`),
  search: (words: string) =>
    call<SearchResults>('GET', `/api/search?${new URLSearchParams({ q: words })}`),
  /** For a note or a reply. */
  upload(file: File) {
    const form = new FormData()
    form.append('file', file)
    return call<UploadedMedia>('POST', '/api/agent/media', form)
  },
  settleDraft: (id: string, line: string, verb: 'send' | 'discard') =>
    call<unknown>('POST', `${at(id)}/drafts/${encodeURIComponent(line)}/${verb}`, {}),
  clearAlert: (id: string, alert: string) =>
    call<unknown>('POST', `${at(id)}/alerts/clear`, { alert }),
  customer: (id: string) => call<CustomerView>('GET', `${at(id)}/customer`),
  knowledge: (conversation: string, q: string) =>
    call<{ readonly found: readonly KnowledgeEntry[] }>(
      'GET',
      `/api/knowledge?${new URLSearchParams({ conversation, q })}`,
    ),
  casesAwaitingMe: () =>
    call<{ readonly cases: readonly Ticket[] }>('GET', '/api/cases?awaiting=me'),
  people: () => call<PeopleList>('GET', '/api/people'),
  addLogin: (body: NewLoginRequest) => call<LoginRow>('POST', '/api/people', body),
  changeLogin: (login: string, body: LoginChangeRequest) =>
    call<LoginRow>('POST', loginAt(login), body),
  setPassword: (login: string, password: string) =>
    call<unknown>('POST', `${loginAt(login)}/password`, { password }),
  setOwnPassword: (body: OwnPasswordRequest) => call<unknown>('POST', '/api/me/password', body),
  overview: (asked: URLSearchParams) => call<Overview>('GET', `/api/overview?${asked}`),
  overviewNow: (asked: URLSearchParams) => call<OverviewNow>('GET', `/api/overview/now?${asked}`),
  overviewList: (asked: URLSearchParams) =>
    call<OverviewList>('GET', `/api/overview/conversations?${asked}`),
  caseView: (id: string) => call<CaseView>('GET', caseAt(id)),
  changeCase: (id: string, body: CaseChangeRequest) =>
    call<CaseView>('POST', `${caseAt(id)}/changes`, body),
}

interface Sending {
  /** Carried out even when the page goes away; at most 64 KiB, says the Fetch standard. */
  readonly keepalive?: true
}

async function call<T>(
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
  sending: Sending = {},
): Promise<T> {
  const answer = await fetch(path, {
    method,
    ...sending,
    ...(body instanceof FormData
      ? { body }
      : body !== undefined && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
  }).catch(() => null)
  if (answer === null) throw new ApiFailure(0, texts.unreachable)
  const text = await answer.text()
  if (!answer.ok) throw failureOf(answer.status, text)
  return (text === '' ? {} : JSON.parse(text)) as T
}

export function failureOf(status: number, text: string): ApiFailure {
  try {
    const error = JSON.parse(text) as ApiError | ToneRefusal | TypingRefusal
    if ('typing' in error) return new TypingFailure(status, error)
    if ('findings' in error) return new ToneFailure(status, error)
    return new ApiFailure(status, error.message ?? texts.failed, error.path)
  } catch {
    return new ApiFailure(status, texts.failed)
  }
}
