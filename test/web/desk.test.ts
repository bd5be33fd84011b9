import { expect, test } from 'vitest'
import { agentId } from '../../src/model/ids.ts'
import type { Role } from '../../src/model/people.ts'
import { alertsFor } from '../../src/web/console/alerts.ts'
import { wayPast, whoElse } from '../../src/web/console/colleagues.ts'
import {
  type Desk,
  emptyDesk,
  isEscalated,
  isMine,
  isUrgent,
  neighbour,
  nextWaiting,
  opened,
  otherOwner,
  pressing,
  rowsOf,
  saidBy,
  showsReason,
  type Tab,
  waitForMe,
  withDetail,
  withEvent,
  withList,
} from '../../src/web/console/desk.ts'
import { firstFault } from '../../src/web/console/first-fault.ts'
import { pathOf, routeOf } from '../../src/web/console/route.ts'
import { ticketProgress } from '../../src/web/console/ticket-progress.ts'
import { standing } from '../../src/web/console/votes.ts'
import type {
  Alert,
  ConversationDetail,
  ConversationRow,
  DeskAgent,
  DeskStatus,
  Line,
  Me,
  TicketSlot,
} from '../../src/web/shared/index.ts'

const me: Me = { id: 'lin', name: '小林', role: 'agent' }

const aRow = (row: Partial<ConversationRow>): ConversationRow => ({
  id: 'c1',
  seq: 1,
  channel: 'web',
  account: 'demo',
  external_id: 'x',
  customer: { id: 'u-1', name: null },
  phase: 'answering',
  owner: null,
  owner_id: null,
  waiting_since: null,
  last_at: 0,
  last_text: '',
  last_by: null,
  asked: null,
  handoff_reason: null,
  urgent: false,
  passed_by: 0,
  level: null,
  reply_due: null,
  reply_warn: null,
  promise: null,
  read_by_customer: null,
  read_by_shop: null,
  bot_mode: 'assist',
  alerts: [],
  ...row,
})

const aLine = (line: Partial<Line>): Line => ({
  id: 'l1',
  seq: 1,
  position: 1,
  conversation: 'c1',
  at: 0,
  author: 'bot',
  name: null,
  parts: [],
  external_id: null,
  delivery: null,
  why: null,
  mentions: [],
  ...line,
})

const aDetail = (
  row: Partial<ConversationRow>,
  transcript: readonly Line[],
): ConversationDetail => ({
  ...aRow(row),
  transcript,
  owes_answer: false,
  ticket: null,
  tickets: [],
  open_tickets: [],
  handoff: null,
  decisions: [],
  orders: [],
  orders_unknown: false,
})

const aDesk = (desk: Partial<Desk>): Desk => ({ ...emptyDesk, me, ...desk })

test('an event that comes twice or late changes no row', () => {
  const newer = aRow({ seq: 5, phase: 'with_agent' })
  const desk = withEvent(aDesk({}), { type: 'conversation', seq: 5, conversation: newer })
  const stale = withEvent(desk, { type: 'conversation', seq: 4, conversation: aRow({ seq: 4 }) })
  expect(stale.rows.get('c1')).toEqual(newer)
  expect(stale.after).toBe(5)
})

test('lines that come before the details are neither lost nor doubled', () => {
  const live = aLine({ id: 'b', seq: 9, position: 2, delivery: { status: 'sent', reason: null } })
  const desk = withEvent(aDesk({ open: opened('c1') }), { type: 'line', seq: 9, line: live })
  const stale = aLine({ ...live, seq: 8, delivery: { status: 'pending', reason: null } })
  const full = withDetail(desk, aDetail({}, [aLine({ id: 'a' }), stale]))
  expect(full.open?.lines.map((line) => [line.id, line.delivery?.status])).toEqual([
    ['a', undefined],
    ['b', 'sent'],
  ])
})

test('details of a conversation that was left do not come back on screen', () => {
  const desk = withDetail(aDesk({ open: opened('c2') }), aDetail({ id: 'c1' }, []))
  expect(desk.open).toEqual(opened('c2'))
})

test('the socket resumes from the highest seq of the list', () => {
  expect(withList(aDesk({}), [aRow({ seq: 4 }), aRow({ id: 'c2', seq: 11 })]).after).toBe(11)
})

test('of mine danger stands first, then where something was said last', () => {
  const mine = { phase: 'with_agent', owner_id: 'lin' } as const
  const desk = withList(aDesk({}), [
    aRow({ id: 'old', ...mine, last_at: 10 }),
    aRow({ id: 'danger', ...mine, last_at: 5, urgent: true, level: 1 }),
    aRow({ id: 'new', ...mine, last_at: 20 }),
  ])
  expect(rowsOf(desk, 'mine').map((row) => row.id)).toEqual(['danger', 'new', 'old'])
})

test('of all, below those who wait the order is that of the last words, whatever is due', () => {
  const promise = { title: '48 小时内有方案', due: 900, warn: 600 }
  const desk = withList(aDesk({}), [
    aRow({ id: 'resolved, with a case', phase: 'closed', last_at: 10, promise }),
    aRow({ id: 'answered, in danger', phase: 'with_agent', last_at: 20, urgent: true }),
    aRow({ id: 'new', last_at: 30 }),
    aRow({ id: 'waits', phase: 'awaiting_agent', waiting_since: 1, last_at: 1 }),
  ])
  expect(rowsOf(desk, 'all').map(({ id }) => id)).toEqual([
    'waits',
    'new',
    'answered, in danger',
    'resolved, with a case',
  ])
})

test('a row shows what is due first: the promise of its case or the reply', () => {
  const promise = { title: '15 分钟内由人联系', due: 900, warn: 600 }
  const reply = { reply_due: 5_000, reply_warn: 4_000 }
  expect(pressing(aRow({}), 700)).toBe('nothing')
  expect(pressing(aRow(reply), 700)).toBe('reply')
  expect(pressing(aRow({ ...reply, promise }), 700)).toBe('promise')
  expect(pressing(aRow({ promise, reply_due: 800 }), 700)).toBe('reply')
  expect(pressing(aRow({ promise }), 599)).toBe('nothing')
  expect(pressing(aRow({ promise, level: 1 }), 0)).toBe('promise')
})

test('a case is given to those who work on cases and see its shop, who is there first', () => {
  const agent = (id: string, role: Role, here: boolean): DeskAgent => ({
    id,
    name: id,
    role,
    shops: id === 'far' ? ['bridge'] : [],
    presence: here ? 'online' : 'offline',
    here,
    chats: 0,
    capacity: 5,
  })
  const crew = [
    agent('lin', 'agent', true),
    agent('chen', 'agent', true),
    agent('away', 'agent', false),
    agent('far', 'agent', true),
    agent('zhao', 'supervisor', true),
    agent('gu', 'legal', true),
    agent('edit', 'operator', true),
  ]
  const given = (level: 2 | 3) => {
    const severity = { level, because: '…', by: 'rules' } as const
    const owner = { agent: agentId('chen'), name: '小陈' }
    return whoElse(crew, { owner, severity, channel: 'web', account: 'demo' }, me).map(
      ({ id }) => id,
    )
  }
  expect(given(2)).toEqual(['zhao', 'away'])
  expect(given(3)).toEqual(['zhao', 'gu', 'away'])
})

test('who has voted against is not waited for any more', () => {
  const vote = (role: Role, verdict: 'agree' | 'refuse') =>
    ({ at: 1, agent: agentId(role), name: role, role, verdict }) as const
  const against = vote('legal', 'refuse')
  expect(standing([vote('supervisor', 'agree'), against], ['legal'])).toEqual({
    against: [against],
    wanted: [],
  })
  expect(standing([against], ['supervisor', 'legal']).wanted).toEqual(['supervisor'])
  expect(standing([against], ['legal', 'legal']).wanted).toEqual(['legal'])
})

test('who has waited longest stands first', () => {
  const desk = withList(aDesk({}), [
    aRow({ id: 'late', phase: 'awaiting_agent', waiting_since: 20 }),
    aRow({ id: 'early', phase: 'awaiting_agent', waiting_since: 10 }),
    aRow({ id: 'bot' }),
  ])
  expect(rowsOf(desk, 'todo').map((row) => row.id)).toEqual(['early', 'late'])
})

test('who may be hurt stands before all who wait, and only while they wait', () => {
  const hurt = { urgent: true, waiting_since: 20 }
  const desk = withList(aDesk({}), [
    aRow({ id: 'early', phase: 'awaiting_agent', waiting_since: 10 }),
    aRow({ id: 'hurt', phase: 'awaiting_agent', ...hurt }),
    aRow({ id: 'hurt later', phase: 'awaiting_agent', ...hurt, waiting_since: 30 }),
  ])
  expect(rowsOf(desk, 'todo').map((row) => row.id)).toEqual(['hurt', 'hurt later', 'early'])
  expect(nextWaiting(desk)?.id).toBe('hurt')
  expect(isUrgent(aRow({ phase: 'with_agent', ...hurt }))).toBe(false)
})

test('what needs me is who waits for anybody, and who waits for my words; of all lists they stand first', () => {
  const mine = { phase: 'with_agent', owner_id: 'lin', last_at: 90 } as const
  const desk = withList(aDesk({}), [
    aRow({ id: 'quiet', ...mine }),
    aRow({ id: 'asks me', ...mine, waiting_since: 15 }),
    aRow({ id: 'asks chen', phase: 'with_agent', owner_id: 'chen', waiting_since: 5 }),
    aRow({ id: 'queued', phase: 'awaiting_agent', waiting_since: 10 }),
    aRow({ id: 'bot', last_at: 99 }),
  ])
  const ids = (tab: Tab) => rowsOf(desk, tab).map(({ id }) => id)
  expect(ids('todo')).toEqual(['queued', 'asks me'])
  expect(ids('mine')).toEqual(['asks me', 'quiet'])
  expect(ids('all')).toEqual(['asks chen', 'queued', 'asks me', 'bot', 'quiet'])
  const steps = (id: string | null, step: 1 | -1) => neighbour(rowsOf(desk, 'all'), id, step)?.id
  expect([steps(null, 1), steps('queued', 1), steps('queued', -1)]).toEqual([
    'asks chen',
    'asks me',
    'asks chen',
  ])
  expect(steps('quiet', 1)).toBeUndefined()
})

test('the next waiting conversation is never the one on screen', () => {
  const rows = [
    aRow({ id: 'early', phase: 'awaiting_agent', waiting_since: 10 }),
    aRow({ id: 'late', phase: 'awaiting_agent', waiting_since: 20 }),
  ]
  const desk = withList(aDesk({}), rows)
  expect(nextWaiting(desk)?.id).toBe('early')
  expect(nextWaiting({ ...desk, open: opened('early') })?.id).toBe('late')
  expect(nextWaiting({ ...desk, open: opened('late') })?.id).toBe('early')
  expect(nextWaiting(withList(aDesk({ open: opened('early') }), rows.slice(0, 1)))).toBeUndefined()
})

test('a colleague keeps others from replying, an own conversation does not', () => {
  const theirs = aRow({ phase: 'with_agent', owner: '小陈', owner_id: 'chen' })
  const mine = aRow({ phase: 'with_agent', owner: '小林', owner_id: 'lin' })
  expect(otherOwner(me, theirs)).toBe('小陈')
  expect(otherOwner(me, mine)).toBeNull()
  expect(isMine(me, mine)).toBe(true)
})

test('of a chat that another has each role hears what it may do', () => {
  const of = (role: Me['role'], owner: DeskAgent['role']) =>
    wayPast({ ...me, role }, { id: 'x', name: 'x', role: owner } as DeskAgent)
  expect(of('agent', 'agent')).toBe('ask-or-above')
  expect(of('agent', 'supervisor')).toBe('ask')
  expect(of('legal', 'supervisor')).toBe('case')
  expect(wayPast(me, undefined)).toBe('ask-or-above')
})

test('an address names its conversation', () => {
  expect(routeOf(pathOf('web:demo:u-1/ü'))).toBe('web:demo:u-1/ü')
  expect(routeOf('/console/')).toBeNull()
})

test("a report's first error is told apart from its warnings", () => {
  const report = [
    'intents/a.yaml:1:1  提醒  少了例句',
    '    a: 1',
    '',
    'replies/b.yaml:3:5  错误  不认识的字段「replly」',
    '    replly: |-',
  ].join('\n')
  expect(firstFault(report)).toBe('replies/b.yaml:3:5  错误  不认识的字段「replly」')
  expect(firstFault('读不了话术目录\n')).toBe('读不了话术目录')
})

const aSlot = (required: boolean, kind: 'filled' | 'missing'): TicketSlot => ({
  id: 'photo' as TicketSlot['id'],
  kind: 'photo',
  label: '照片',
  required,
  state: kind === 'filled' ? { kind, values: [] } : { kind, asked: 0 },
})

test('a ticket fills up by what it requires, and what came beside it counts, as the customer sees it', () => {
  const slots = [aSlot(true, 'filled'), aSlot(true, 'missing'), aSlot(false, 'missing')]
  expect(ticketProgress({ slots, status: 'collecting' })).toEqual({ filled: 1, of: 2, percent: 50 })
  const more = [...slots, aSlot(false, 'filled'), aSlot(true, 'filled')]
  expect(ticketProgress({ slots: more, status: 'collecting' })).toMatchObject({ filled: 3, of: 4 })
})

test('a complete ticket is full, whatever optional thing is missing', () => {
  const slots = [aSlot(true, 'filled'), aSlot(false, 'missing')]
  expect(ticketProgress({ slots, status: 'complete' })).toEqual({ filled: 1, of: 1, percent: 100 })
})

test('who waits too long, or was passed by too often, is shown to those whom the rules name', () => {
  const status: DeskStatus = {
    open: true,
    opens_at: null,
    wait_ms: null,
    agents: [],
    escalate: [
      { after_waiting_ms: 0, after_passed_by: 2, to: ['supervisor'] },
      { after_waiting_ms: 600_000, after_passed_by: 0, to: ['supervisor', 'agent'] },
    ],
    unknown_logins: [],
  }
  const as = (role: Me['role']): Desk => ({ ...emptyDesk, me: { ...me, role }, status })
  const waits = aRow({ phase: 'awaiting_agent', waiting_since: 0 })
  const shown = (desk: Desk, row: Partial<ConversationRow>, now: number) =>
    isEscalated(desk, { ...waits, ...row }, now)
  expect(shown(as('supervisor'), { passed_by: 2 }, 1)).toBe(true)
  expect(shown(as('supervisor'), { passed_by: 1 }, 599_999)).toBe(false)
  expect(shown(as('agent'), { passed_by: 2 }, 1)).toBe(false)
  expect(shown(as('agent'), {}, 600_000)).toBe(true)
  expect(shown(as('supervisor'), { passed_by: 2, phase: 'with_agent' }, 600_000)).toBe(false)
  expect(shown({ ...as('supervisor'), status: null }, { passed_by: 2 }, 600_000)).toBe(false)
})

const anAlert = (id: string, to: Alert['to'], at: number): Alert => ({
  id,
  at,
  to,
  kind: 'clock_warning',
  text: id,
})

test.each([
  ['agent', ['own']],
  ['legal', ['own']],
  ['supervisor', ['early', 'own', 'own, above', 'waits']],
  ['admin', ['early', 'own', 'own, above', 'waits']],
] as const)('of all alerts, the %s sees %j', (role, seen) => {
  const lin = { phase: 'with_agent', owner: '小林', owner_id: 'lin' } as const
  const chen = { phase: 'with_agent', owner: '小陈', owner_id: 'chen' } as const
  const above = anAlert('own, above', 'supervisors', 30)
  const desk = withList({ ...emptyDesk, me: { ...me, role } }, [
    aRow({ id: 'a', ...lin, alerts: [anAlert('own', 'owner', 20), above] }),
    aRow({ id: 'b', ...chen, alerts: [anAlert('early', 'owner', 10)] }),
    aRow({ id: 'c', phase: 'awaiting_agent', alerts: [anAlert('waits', 'owner', 40)] }),
  ])
  expect(alertsFor(desk).map(({ alert }) => alert.id)).toEqual(seen)
})

test('an alert of a dangerous case stands above older ones', () => {
  const desk = withList({ ...emptyDesk, me: { ...me, role: 'supervisor' } }, [
    aRow({ id: 'a', level: 2, alerts: [anAlert('old', 'owner', 10)] }),
    aRow({ id: 'b', level: 1, alerts: [anAlert('danger', 'supervisors', 30)] }),
  ])
  expect(alertsFor(desk).map(({ alert }) => alert.id)).toEqual(['danger', 'old'])
})

test('of the folded alerts the most serious is first: danger, then what is broken, then the oldest', () => {
  const alert = (id: string, kind: Alert['kind'], at: number): Alert => ({
    ...anAlert(id, 'supervisors', at),
    kind,
  })
  const desk = withList({ ...emptyDesk, me: { ...me, role: 'supervisor' } }, [
    aRow({
      id: 'a',
      level: 2,
      alerts: [
        alert('call back', 'call_back', 1),
        alert('reply near', 'reply_warning', 2),
        alert('promise near', 'clock_warning', 3),
        alert('reply late', 'reply_breach', 4),
        alert('nobody answers', 'escalated', 5),
        alert('promise broken', 'clock_breach', 7),
        alert('promise broken before', 'clock_breach', 6),
      ],
    }),
    aRow({ id: 'b', level: 1, alerts: [alert('danger near', 'clock_warning', 8)] }),
    aRow({ id: 'c', urgent: true, alerts: [alert('danger late', 'reply_breach', 9)] }),
  ])
  expect(alertsFor(desk).map(({ alert }) => alert.id)).toEqual(
    [
      'danger late',
      'danger near',
      'promise broken before',
      'promise broken',
      'nobody answers',
    ].concat(['reply late', 'promise near', 'reply near', 'call back']),
  )
})

test('those who wait for me are counted, and nobody else', () => {
  const mine = { phase: 'with_agent', owner_id: 'lin' } as const
  const rows = [
    aRow({ id: 'waits', ...mine, waiting_since: 1 }),
    aRow({ id: 'answered', ...mine }),
    aRow({ id: 'a colleague’s', ...mine, owner_id: 'chen', waiting_since: 1 }),
    aRow({ id: 'nobody’s', phase: 'awaiting_agent', waiting_since: 1 }),
  ]
  expect(waitForMe(withList({ ...emptyDesk, me }, rows))).toBe(1)
})

test('nobody is alerted before they have signed in', () => {
  const rows = [aRow({ alerts: [anAlert('own', 'owner', 1)] })]
  expect(alertsFor(withList(emptyDesk, rows))).toEqual([])
})

test('mine begin with what is due first, be it a promise or a reply; the rest by their last words', () => {
  const mine = { phase: 'with_agent', owner_id: 'lin' } as const
  const promise = (due: number) => ({ title: '24 小时内核实', due, warn: null })
  const rows = [
    aRow({ ...mine, id: 'old', last_at: 1 }),
    aRow({ ...mine, id: 'new', last_at: 9 }),
    aRow({ ...mine, id: 'late-promise', promise: promise(500) }),
    aRow({ ...mine, id: 'reply', promise: promise(900), reply_due: 300 }),
  ]
  const desk = withList({ ...emptyDesk, me }, rows)
  expect(rowsOf(desk, 'mine').map(({ id }) => id)).toEqual(['reply', 'late-promise', 'new', 'old'])
})

test('danger is shown in whosever hands, any other reason while nobody has it', () => {
  const shown = (phase: ConversationRow['phase'], handoff_reason: string) =>
    showsReason(aRow({ phase, handoff_reason }))
  expect(shown('with_agent', 'safety')).toBe(true)
  expect(shown('with_agent', 'complaint')).toBe(false)
  expect(shown('awaiting_agent', 'complaint')).toBe(true)
  expect(shown('closed', 'safety')).toBe(false)
})

test('the list says whose words it shows', () => {
  const by = (author: Line['author'], agent: string | null = null) =>
    saidBy(me, aRow({ last_by: { author, agent } }))
  expect([by('customer'), by('bot'), by('agent', 'lin'), by('agent', 'chen')]).toEqual([
    null,
    'bot',
    'me',
    'agent',
  ])
  expect(saidBy(me, aRow({}))).toBeNull()
})
