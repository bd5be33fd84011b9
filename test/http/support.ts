import { createSecretKey } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { bridge, type ChannelAccount, web } from '../../src/channels/index.ts'
import {
  createBriefing,
  createCaseDesk,
  createDesk,
  createLogins,
  createRoster,
} from '../../src/desk/index.ts'
import { createAssist } from '../../src/gateway/assist.ts'
import { createHttp, type HttpDeps, hashPassword } from '../../src/http/index.ts'
import { createMediaFiles } from '../../src/media/index.ts'
import type { Phase } from '../../src/model/conversation.ts'
import type { Trigger } from '../../src/model/decision.ts'
import { agentId, type ConversationId, outboxId } from '../../src/model/ids.ts'
import type { Role } from '../../src/model/people.ts'
import type { PlaybookStatus } from '../../src/model/wire/desk.ts'
import { createTrackingIntake, importOrders } from '../../src/orders/index.ts'
import { createStatistics } from '../../src/overview/index.ts'
import {
  calendarFile,
  casesFile,
  clocksFile,
  routingFile,
  severityFile,
} from '../../src/playbook/schema/index.ts'
import { createSqliteStore, type NewLine, type Store, type Work } from '../../src/store/index.ts'
import { aTurn, awaitingAgent } from '../support/builders.ts'
import { anUnderstanding, aPlaybook } from '../support/dialogue.ts'

export const secret = `whsec_${Buffer.from('a bridge secret of some length').toString('base64')}`
export const otherSecret = `whsec_${Buffer.from('quite another secret of length').toString('base64')}`
export const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
export const webSecret = 'the secret of the visitors of the shop'
/** The shop's own site, whose pages the chat stands in. */
export const shopSite = 'https://tea.example'
export const password = 'correct horse'
export const trackingSecret = 'what couriers sign with'
const hash = hashPassword(password)

export type Edge = Awaited<ReturnType<typeof openEdge>>

/** The edge on a real port, with a real store; the gateway and the turns are made by hand. */
export async function openEdge(more: (parts: { store: Store }) => Partial<HttpDeps> = () => ({})) {
  const dir = mkdtempSync(join(tmpdir(), 'shouhou-http-'))
  const store = createSqliteStore({ file: ':memory:' })
  let aheadMs = 0
  const now = () => Date.now() + aheadMs
  let playbook: PlaybookStatus = { revision: 'abc123', loaded_at: 1, refused: null }
  const listeners = new Set<() => void>()

  for (const [id, name, role] of [
    ['lin', '小林', 'agent'],
    ['chen', '小陈', 'agent'],
  ] as const) {
    const passwordHash = await hash
    const more = { shops: [], passwordHash, disabled: false }
    await store.people.saveAgent({ id: agentId(id), name, role, ...more })
  }

  const roster = createRoster({
    store,
    playbook: () => ({ routing: routingFile.parse({}), calendar: calendarFile.parse({}) }),
    timeZone: 'Asia/Shanghai',
    now,
    wake: () => {},
  })
  const media = createMediaFiles({ dir: join(dir, 'media') })
  const mind = () => ({
    playbook: aPlaybook({ shop: { name: '小满家居', return_days: '7' } }),
    understand: async (text: string) => anUnderstanding({ text, intent: 'logistics' }),
  })
  const given = more({ store })
  const deps: HttpDeps = {
    config: { webDir: join(dir, 'web') },
    log: pino({ level: 'silent' }),
    now,
    store,
    gateway: {
      async receive(messages) {
        const receipts = await store.accept(messages, now())
        const duplicates = receipts.filter(({ duplicate }) => duplicate).length
        return { accepted: receipts.length - duplicates, duplicates }
      },
    },
    cases: createCaseDesk({
      store,
      openMedia: (id) => media.open(id),
      rules: () => ({
        severity: { ...severityFile.parse({}), rules: [] },
        cases: casesFile.parse({}),
        calendar: calendarFile.parse({}),
        timeZone: 'Asia/Shanghai',
      }),
      command,
    }),
    desk: createDesk({ store, now, command, routeOf: () => 'push', wake: () => {} }),
    briefing: createBriefing({ store, mind, timeZone: 'Asia/Shanghai' }),
    logins: createLogins({ people: store.people, hash: hashPassword, accounts: doors() }),
    roster,
    accounts: doors(),
    media,
    orders: { ofBuyer: async () => [], byNumber: async () => undefined },
    importOrders: (asked) =>
      importOrders({ ...asked, records: store.orders, timeZone: 'Asia/Shanghai', now }),
    tracking: createTrackingIntake({
      parcels: store.parcels,
      secret: createSecretKey(trackingSecret, 'utf8'),
      kuaidi100Salt: undefined,
      now,
    }),
    timeZone: 'Asia/Shanghai',
    assist: async () => undefined,
    knowledge: createAssist({
      store,
      mind,
      orders: undefined,
      earlier: async () => [],
      pictures: async () => ({}),
      timeZone: 'Asia/Shanghai',
      now,
    }).knowledge,
    helpWords: () => ({ quick: [], intents: new Map(), revision: 'abc123' }),
    shopName: () => '小满家居',
    tone: { check: async (text) => ({ findings: [], rewrite: text }) },
    isSmallTalk: (intent) => intent === 'greeting',
    examplePicture: () => undefined,
    playbook: {
      status: () => playbook,
      onChange(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    authoring: shutAuthoring,
    statistics: createStatistics({
      store,
      doors: doors().map(({ channel, account }) => ({ channel: channel.name, account })),
      playbook: () => ({
        intents: new Map(),
        clocks: clocksFile.parse({}),
        calendar: calendarFile.parse({}),
      }),
      desk: roster,
      timeZone: 'Asia/Shanghai',
      now,
    }),
    metrics: { text: async () => 'up 1\n', contentType: 'text/plain; version=0.0.4' },
    ordersForPeople: given.orders ?? { ofBuyer: async () => [] },
    ...given,
  }

  /** One turn by hand: what an agent commands, put into effect without a gateway. */
  async function command({
    conversationId,
    trigger,
    commandKey,
    allow,
  }: {
    conversationId: ConversationId
    trigger: Trigger
    commandKey?: string
    allow: (conversation: Work['conversation'], tickets: Work['tickets']) => void
  }) {
    const report = await store.runTurn({
      conversationId,
      at: now(),
      ...(commandKey !== undefined && { commandKey }),
      handle: async (work) => {
        allow(work.conversation, work.tickets)
        return { kind: 'commit', turn: commandTurn(work, trigger, now()) }
      },
    })
    if (report.kind === 'failed') throw report.error
  }

  const http = await createHttp(deps)
  const { url } = await http.listen({ host: '127.0.0.1', port: 0 })

  return {
    url,
    http,
    store,
    now,
    deps,
    pass: (ms: number) => {
      aheadMs += ms
    },
    setPlaybook(next: PlaybookStatus) {
      playbook = next
      for (const listener of listeners) listener()
    },
    /** A turn in which the bot says something; it stays unsent until `send`. */
    async say(conversationId: ConversationId, text: string, route: NewLine['route'] = 'push') {
      await store.runTurn({
        conversationId,
        at: now(),
        handle: async (work) => ({
          kind: 'commit',
          turn: aTurn(work, {
            at: now(),
            says: [text],
            route,
          }),
        }),
      })
    },
    async enter(conversationId: ConversationId, phase: Phase) {
      await store.runTurn({
        conversationId,
        at: now(),
        handle: async (work) => ({ kind: 'commit', turn: aTurn(work, { next: { phase } }) }),
      })
    },
    /** Sends what is due. */
    async send() {
      for (const { id } of await store.claimSends(now() + 60_000, 100))
        await store.settleSend(id, { kind: 'sent' }, now())
    },
    async close() {
      await http.close()
      await store.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const shut = async () => {
  throw new Error('the playbook is not opened in this test')
}
const shutSteps = (): never => {
  throw new Error('the playbook is not opened in this test')
}
const shutAuthoring: HttpDeps['authoring'] = {
  files: shut,
  read: shut,
  search: shut,
  vocabulary: shut,
  check: shut,
  save: shutSteps,
  history: shut,
  edit: shut,
  undo: shutSteps,
  addExample: shut,
  try: shut,
  story: shut,
}

export function doors(): readonly ChannelAccount[] {
  const key = createSecretKey(Buffer.from(webSecret))
  const otherKey = createSecretKey(Buffer.from('the secret of the visitors of another'))
  return [
    { channel: web, account: 'demo', settings: { mode: 'auto', secret: key, origins: [shopSite] } },
    { channel: web, account: 'other', settings: { mode: 'auto', secret: otherKey, origins: [] } },
    { channel: bridge, account: 'demo', settings: bridge.settings.parse({ secret }) },
    { channel: bridge, account: 'rival', settings: bridge.settings.parse({ secret: otherSecret }) },
    { channel: bridge, account: 'shut', settings: bridge.settings.parse({}) },
    {
      channel: bridge,
      account: 'pushed',
      settings: bridge.settings.parse({ secret, callback_url: 'http://127.0.0.1:9/replies' }),
    },
  ]
}

function commandTurn(work: Work, trigger: Trigger, at: number) {
  const turn = aTurn(work, { at, trigger: trigger.kind, next: { phase: nextPhase(trigger, at) } })
  if (trigger.kind !== 'agentReplied') return turn
  const { agent, name, parts } = trigger
  const author = { kind: 'agent', agent, name } as const
  return { ...turn, lines: [{ id: outboxId(turn.id, 0), author, parts, route: 'push' as const }] }
}

function nextPhase(trigger: Trigger, at: number): Phase {
  if (trigger.kind === 'agentLeft') return awaitingAgent(at)
  if (trigger.kind === 'agentResolved') return { kind: 'closed', at }
  if (trigger.kind !== 'agentTook' && trigger.kind !== 'agentReplied') return { kind: 'answering' }
  const { agent, name } = trigger
  return { kind: 'withAgent', by: { kind: 'agent', agent, name }, since: at }
}

/** Opens a login of this role, and logs in. */
export async function hire(edge: Edge, id: string, name: string, role: Role) {
  const passwordHash = await hash
  await edge.store.people.saveAgent({
    id: agentId(id),
    name,
    role,
    shops: [],
    passwordHash,
    disabled: false,
  })
  return bearerFor(edge, id)
}

/** Logs in and returns headers for later requests. */
export async function bearerFor(
  edge: Edge,
  username = 'lin',
): Promise<{ readonly authorization: string }> {
  const answer = await fetch(`${edge.url}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into it as it likes.
  const { token }: any = await answer.json()
  return { authorization: `Bearer ${token}` }
}

/** A browser in the shop: its cookie. */
export async function visit(edge: Edge, body: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(`${edge.url}/api/customer/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shop: 'demo', ...body }),
  })
  return cookieOf(answer)
}

export const cookieOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

export async function post(
  url: string,
  options: { headers?: Readonly<Record<string, string>>; body?: unknown } = {},
) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      ...(options.body !== undefined && { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body !== undefined && { body: JSON.stringify(options.body) }),
  })
  return { status: answer.status, headers: answer.headers, body: await bodyOf(answer) }
}

export async function get(url: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(url, { headers })
  return { status: answer.status, headers: answer.headers, body: await bodyOf(answer) }
}

// biome-ignore lint/suspicious/noExplicitAny: a test looks into it as it likes.
async function bodyOf(answer: Response): Promise<any> {
  const text = await answer.text()
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
