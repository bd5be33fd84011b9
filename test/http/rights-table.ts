/** Who asks, in the order of the columns below. `elsewhere` is an agent of another shop. */
export const personas = [
  'nobody',
  'disabled',
  'elsewhere',
  'agent',
  'supervisor',
  'legal',
  'operator',
  'admin',
  'customer',
] as const
export type Persona = (typeof personas)[number]

/** A status, `in` for who may do it, `same` where it is one and the same for everybody. */
type Outcome = number | 'in' | 'same'
type Outcomes = readonly [
  nobody: Outcome,
  disabled: Outcome,
  elsewhere: Outcome,
  agent: Outcome,
  supervisor: Outcome,
  legal: Outcome,
  operator: Outcome,
  admin: Outcome,
  customer: Outcome,
]

const columns = {
  everybody: ['in', 'in', 'in', 'in', 'in', 'in', 'in', 'in', 'in'],
  page: ['same', 'same', 'same', 'same', 'same', 'same', 'same', 'same', 'same'],
  signed: [401, 401, 401, 401, 401, 401, 401, 401, 401],
  anyLogin: [401, 401, 'in', 'in', 'in', 'in', 'in', 'in', 401],
  sees: [401, 401, 404, 'in', 'in', 'in', 'in', 'in', 401],
  answers: [401, 401, 404, 'in', 'in', 403, 403, 'in', 401],
  overview: [401, 401, 403, 403, 'in', 403, 'in', 'in', 401],
  playbook: [401, 401, 403, 403, 403, 403, 'in', 'in', 401],
  imports: [401, 401, 403, 403, 'in', 403, 'in', 'in', 401],
  people: [401, 401, 403, 403, 403, 403, 403, 'in', 401],
  visitor: [401, 401, 401, 401, 401, 401, 401, 401, 'in'],
  file: [404, 404, 404, 'in', 'in', 'in', 'in', 'in', 'in'],
  original: [404, 404, 404, 'in', 'in', 'in', 'in', 'in', 404],
} as const satisfies Readonly<Record<string, Outcomes>>
export type Column = keyof typeof columns

export const expected = (column: Column, persona: Persona): Outcome =>
  columns[column][personas.indexOf(persona)] ?? 'same'

/** What a request is about: all of it is of the shop `web/demo`. */
export interface Things {
  readonly chat: string
  readonly ticket: string
  readonly file: string
  /** Different with each request. */
  readonly n: number
}

export interface Row {
  readonly column: Column
  /** Where the path's own names do not do. */
  readonly path?: (things: Things) => string
  readonly body?: (things: Things) => unknown
  readonly upload?: string
  /** What it answers to who got in, where that is neither 2xx nor a conflict. */
  readonly answers?: number
}

const at = (rest: string) => (things: Things) => `/api/conversations/${things.chat}${rest}`
const ofCase = (rest: string) => (things: Things) =>
  `/api/cases/${encodeURIComponent(things.ticket)}${rest}`
const empty = () => ({})

/** Every route that there is; one without a row fails the test. */
export const routes: Readonly<Record<string, Row>> = {
  'GET /': { column: 'page' },
  'GET /*': { column: 'page', path: () => '/assets/main.js' },
  'GET /console.webmanifest': { column: 'page' },
  'GET /widget.js': { column: 'page' },
  'GET /console': { column: 'page' },
  'GET /console*': { column: 'page', path: () => '/console/people' },
  'GET /docs': { column: 'page' },
  'GET /docs/': { column: 'page' },
  'GET /docs/*': { column: 'page', path: () => '/docs/nothing.js' },
  'GET /docs/json': { column: 'page' },
  'GET /docs/yaml': { column: 'page' },
  'GET /docs/static/index.html': { column: 'page' },
  'GET /docs/static/swagger-initializer.js': { column: 'page' },
  'GET /example/:name': { column: 'page', path: () => '/example/damaged.webp' },
  'GET /healthz': { column: 'everybody' },
  'GET /readyz': { column: 'everybody' },
  'GET /metrics': { column: 'everybody' },

  'GET /channels/:channel/:account': { column: 'page', path: () => '/channels/bridge/demo' },
  'POST /channels/:channel/:account': {
    column: 'signed',
    path: () => '/channels/bridge/demo',
    body: empty,
  },
  'GET /channels/bridge/:account/outbox': {
    column: 'signed',
    path: () => '/channels/bridge/demo/outbox',
  },
  'POST /channels/bridge/:account/outbox/:id': {
    column: 'signed',
    path: () => '/channels/bridge/demo/outbox/x',
    body: () => ({ status: 'sent' }),
  },
  'POST /hooks/tracking': { column: 'signed', body: empty },

  'POST /api/login': {
    column: 'everybody',
    body: () => ({ username: 'lin', password: 'correct horse' }),
  },
  'POST /api/logout': { column: 'everybody', body: empty },
  'GET /api/demo': { column: 'page' },
  'GET /api/me': { column: 'anyLogin' },
  'POST /api/me/password': {
    column: 'anyLogin',
    body: () => ({ old: 'correct horse', password: 'tea-pot-77' }),
  },
  'POST /api/me/presence': { column: 'anyLogin', body: () => ({ presence: 'online' }) },
  'GET /api/desk': { column: 'anyLogin' },
  'GET /api/drafts': { column: 'anyLogin' },
  'GET /api/search': { column: 'anyLogin', path: () => '/api/search?q=hello' },
  'GET /api/playbook': { column: 'anyLogin' },
  'GET /api/overview': { column: 'overview' },
  'GET /api/overview/now': { column: 'overview' },
  'GET /api/overview/conversations': {
    column: 'overview',
    path: () => '/api/overview/conversations?figure=overdue',
  },
  'GET /api/overview/conversations.csv': {
    column: 'overview',
    path: () => '/api/overview/conversations.csv?figure=overdue',
  },
  'GET /api/overview/conversations.xlsx': {
    column: 'overview',
    path: () => '/api/overview/conversations.xlsx?figure=overdue',
  },
  'GET /api/suggestions/tally': { column: 'overview' },

  'GET /api/conversations': { column: 'anyLogin' },
  'GET /api/conversations/:id': { column: 'sees', path: at('') },
  'GET /api/conversations/:id/customer': { column: 'sees', path: at('/customer') },
  'GET /api/conversations/:id/draft': { column: 'sees', path: at('/draft') },
  'PUT /api/conversations/:id/draft': {
    column: 'sees',
    path: at('/draft'),
    body: () => ({ note: '记一下' }),
  },
  'GET /api/notes': { column: 'anyLogin' },
  'GET /api/mentions': { column: 'anyLogin' },
  'POST /api/conversations/:id/mentions/seen': {
    column: 'sees',
    path: at('/mentions/seen'),
    body: empty,
  },
  'GET /api/conversations/:id/colleagues': { column: 'sees', path: at('/colleagues') },
  'GET /api/conversations/:id/notes': { column: 'sees', path: at('/notes') },
  'POST /api/conversations/:id/notes': {
    column: 'sees',
    path: at('/notes'),
    body: () => ({ client_id: '1', text: '记一下', media: [] }),
  },
  'POST /api/conversations/:id/alerts/clear': {
    column: 'sees',
    path: at('/alerts/clear'),
    body: () => ({ alert: 'a' }),
  },
  'GET /api/conversations/:id/suggestions': { column: 'answers', path: at('/suggestions') },
  'GET /api/quick-replies': {
    column: 'sees',
    path: ({ chat }) => `/api/quick-replies?conversation=${chat}`,
  },
  'GET /api/knowledge': {
    column: 'sees',
    path: ({ chat }) => `/api/knowledge?conversation=${chat}`,
  },
  'POST /api/conversations/:id/take': { column: 'answers', path: at('/take'), body: empty },
  'POST /api/conversations/:id/return': { column: 'answers', path: at('/return'), body: empty },
  'POST /api/conversations/:id/resolve': { column: 'answers', path: at('/resolve'), body: empty },
  'POST /api/conversations/:id/reply': {
    column: 'answers',
    path: at('/reply'),
    body: () => ({ client_id: '1', text: '您好', media: [] }),
  },
  'POST /api/conversations/:id/help': {
    column: 'answers',
    path: at('/help'),
    body: () => ({ mode: 'off' }),
  },
  'POST /api/conversations/:id/give': {
    column: 'answers',
    path: at('/give'),
    body: () => ({ to: 'lin' }),
  },
  'POST /api/conversations/:id/drafts/:line/:verdict': {
    column: 'answers',
    path: (things) => `${at('/drafts/')(things)}${things.chat}:0:0/send`,
    body: empty,
  },
  'GET /api/cases': { column: 'anyLogin' },
  'GET /api/cases/:id': { column: 'sees', path: ofCase('') },
  'GET /api/cases/:id/export': { column: 'sees', path: ofCase('/export') },
  'POST /api/cases/:id/changes': {
    column: 'sees',
    path: ofCase('/changes'),
    body: () => ({ client_id: '1', change: { kind: 'note', text: '记一下' } }),
  },
  'POST /api/agent/media': { column: 'anyLogin', upload: 'picture.png' },
  'GET /media/:id': { column: 'file', path: ({ file }) => `/media/${file}` },
  'GET /media/:id/original': { column: 'original', path: ({ file }) => `/media/${file}/original` },

  'GET /api/people': { column: 'people' },
  'POST /api/people': {
    column: 'people',
    body: ({ n }) => ({
      id: `new-${n}`,
      name: '新人',
      role: 'agent',
      shops: [],
      password: 'tea-pot-77',
    }),
  },
  'POST /api/people/:login': {
    column: 'people',
    path: () => '/api/people/lin',
    body: () => ({ name: '小林' }),
  },
  'POST /api/people/:login/password': {
    column: 'people',
    path: () => '/api/people/spare/password',
    body: () => ({ password: 'tea-pot-77' }),
  },
  'POST /api/orders/import': { column: 'imports', upload: 'orders.csv' },

  'GET /api/playbook/files': { column: 'anyLogin' },
  'GET /api/playbook/file': {
    column: 'anyLogin',
    path: () => '/api/playbook/file?file=replies/shop.yaml',
  },
  'GET /api/playbook/search': {
    column: 'anyLogin',
    path: () => '/api/playbook/search?q=hello',
  },
  'GET /api/playbook/vocabulary': { column: 'anyLogin' },
  'GET /api/playbook/history': { column: 'anyLogin' },
  'GET /api/playbook/history/:id': { column: 'anyLogin', path: () => '/api/playbook/history/1' },
  'POST /api/playbook/history/:id/undo': {
    column: 'playbook',
    path: () => '/api/playbook/history/1/undo',
    body: () => ({ settled: [] }),
  },
  'POST /api/playbook/check': { column: 'playbook', body: () => ({ drafts: [] }) },
  'POST /api/playbook/save': {
    column: 'playbook',
    body: () => ({ drafts: [{ file: 'replies/shop.yaml', text: '', base: null }] }),
  },
  'POST /api/playbook/try': { column: 'playbook', body: () => ({ drafts: [], lines: ['你好'] }) },
  'POST /api/playbook/story': {
    column: 'playbook',
    body: () => ({ drafts: [], lines: ['你好'], title: '问好' }),
  },
  'POST /api/playbook/example': {
    column: 'playbook',
    body: () => ({ drafts: [], intent: 'greeting', text: '你好' }),
  },

  'POST /api/customer/session': { column: 'everybody', body: () => ({ shop: 'demo' }) },
  'GET /api/customer/matters': { column: 'visitor', path: () => '/api/customer/matters?shop=demo' },
  'POST /api/customer/media': {
    column: 'visitor',
    path: () => '/api/customer/media?shop=demo',
    upload: 'picture.png',
  },
  'POST /api/customer/claim': {
    column: 'visitor',
    body: ({ n }) => ({ shop: 'demo', order_no: `2600${n}`, phone_tail: '1234' }),
    // There is no such order.
    answers: 404,
  },
  // Asked for as pages, and not as sockets.
  'GET /ws/customer': { column: 'visitor', path: () => '/ws/customer?shop=demo', answers: 404 },
  'GET /ws/agent': { column: 'anyLogin', answers: 404 },
}
