import { expect, test } from 'vitest'
import type { CustomerLine } from '../../src/web/shared/index.ts'
import type { UploadRun } from '../../src/web/widget/attach/upload.ts'
import { createUploads } from '../../src/web/widget/attach/uploads.ts'
import { createAttention } from '../../src/web/widget/attention.ts'
import { type ChatState, createChat } from '../../src/web/widget/chat.ts'
import { createKeep } from '../../src/web/widget/keep.ts'
import { aWorld, type Sent } from './world.ts'

function aStorage(): Storage {
  const box: Record<string, string> = {}
  Object.defineProperties(box, {
    getItem: { value: (key: string) => box[key] ?? null },
    setItem: {
      value: (key: string, value: string) => {
        box[key] = value
      },
    },
    removeItem: { value: (key: string) => delete box[key] },
  })
  return box as unknown as Storage
}

/** What the server answers to a file; a file without an answer hangs. */
type Answer = Awaited<UploadRun['done']> | null

const kept: Answer = { media: 'm1', mime: 'image/png', bytes: 3 }

function aChat({
  storage = aStorage(),
  online = true,
  answers = [kept] as Answer[],
  loads = true,
} = {}) {
  const scene = aWorld()
  const sessions: unknown[] = []
  const uploading: ((percent: number) => void)[] = []
  let hasParts = loads
  let count = 0
  let state: ChatState | undefined
  const upload = (_: File, onProgress: (percent: number) => void): UploadRun => {
    const outcome = answers[uploading.length] ?? null
    let abort = () => {}
    const done: UploadRun['done'] =
      outcome === null
        ? new Promise((resolve) => {
            abort = () => resolve({ message: '', mayRetry: true })
          })
        : Promise.resolve(outcome)
    uploading.push(onProgress)
    return { done, abort: () => abort() }
  }
  const judge = ({ size }: File) => (size === 0 ? '这是空文件' : null)
  const chat = createChat({
    shop: 'demo',
    socketAddress: 'ws://shop/',
    socketProtocols: () => [],
    async openSession(request) {
      sessions.push(request)
      if (!online) throw new Error('offline')
      const id = request.buyer ?? 'visitor'
      return {
        shop: { id: 'demo', name: '一叶茶器' },
        customer: { id, name: null },
        demoBuyers: [],
      }
    },
    async loadUploads() {
      if (!hasParts) throw new Error('offline')
      return (wiring) => createUploads({ ...wiring, upload, judge, shrink: async (file) => file })
    },
    notLoaded: '没有加载出来',
    reload: '点这里刷新',
    filesLater: '恢复后发出',
    keep: createKeep(() => storage, scene.world.now),
    newId: () => {
      count += 1
      return `id-${count}`
    },
    world: scene.world,
    onChange(next) {
      state = next
    },
  })
  return {
    ...scene,
    chat,
    storage,
    sessions,
    uploading,
    state: (): ChatState => {
      if (state === undefined) throw new Error('nothing has changed yet')
      return state
    },
    goOnline() {
      online = true
      hasParts = true
    },
    /** Accepts the line and plays the server up to its `ready`. */
    async answer(lines: readonly CustomerLine[] = []) {
      await scene.settle()
      scene.line().accept()
      for (const line of lines) scene.line().say({ type: 'line', line })
      scene.line().say({ type: 'ready', seq: 100 })
    },
  }
}

const aLine = (line: Partial<CustomerLine>): CustomerLine => ({
  id: 'l1',
  seq: 1,
  position: 1,
  at: 0,
  from: 'bot',
  name: null,
  parts: [{ kind: 'text', text: '您好' }],
  options: [],
  clientId: null,
  ...line,
})

const idsSent = (sent: readonly Sent[]) =>
  sent.filter((frame) => frame.type === 'message').map((frame) => frame.id)

test('a message shows as sending until the server says that it is on disk', async () => {
  const { answer, chat, line, state } = aChat()
  await answer()
  chat.sendText('坏了')
  expect(state().outgoing.map((each) => each.state.kind)).toEqual(['sending'])
  line().say({ type: 'ack', id: 'id-1', duplicate: false })
  expect(state().outgoing.map((each) => each.state.kind)).toEqual(['delivered'])
})

test('the shop hears once every three seconds that somebody writes, and at once after a message', async () => {
  const { answer, chat, line, pass, world } = aChat()
  await answer()
  const { typed } = createAttention({ chat, now: world.now, isSeen: () => true })
  const told = () => line().sent.filter(({ type }) => type === 'typing').length
  for (let letter = 0; letter < 5; letter += 1) typed()
  expect(told()).toBe(1)
  await pass(3_000)
  typed()
  expect(told()).toBe(2)
  await pass(1)
  chat.sendText('坏了')
  await pass(1)
  line().say({ type: 'ack', id: 'id-1', duplicate: false })
  line().say({ type: 'line', line: aLine({ from: 'me', clientId: 'id-1' }) })
  typed()
  typed()
  expect(told()).toBe(3)
})

test('the shop hears how far a page that is seen was read, once', async () => {
  const { answer, chat, line, world } = aChat()
  let isSeen = false
  const { look } = createAttention({ chat, now: world.now, isSeen: () => isSeen })
  look()
  await answer([aLine({ id: 'l1', position: 7 })])
  const read = () => line().sent.filter(({ type }) => type === 'read')
  look()
  expect(read()).toEqual([])
  isSeen = true
  look()
  look()
  expect(read()).toEqual([{ type: 'read', position: 7 }])
  line().say({ type: 'line', line: aLine({ id: 'l2', seq: 2, position: 9 }) })
  look()
  expect(read().at(-1)).toEqual({ type: 'read', position: 9 })
})

test('that somebody writes, and how far was read, is heard; a broken line ends the writing', async () => {
  const { answer, line, state } = aChat()
  await answer()
  line().say({ type: 'typing', typing: '对方正在输入…' })
  line().say({ type: 'read', read: 4 })
  expect([state().typing, state().read]).toEqual(['对方正在输入…', 4])
  line().die()
  expect([state().typing, state().read]).toEqual([null, 4])
})

test('its line takes the place of the message', async () => {
  const { answer, chat, line, state } = aChat()
  await answer()
  chat.sendText('坏了')
  line().say({ type: 'line', line: aLine({ from: 'me', clientId: 'id-1' }) })
  expect(state().outgoing).toEqual([])
  expect(state().log.lines.length).toBe(1)
})

test('unconfirmed messages are sent again after a reconnect, in order and with the same ids', async () => {
  const { answer, chat, line, pass } = aChat()
  await answer()
  chat.sendText('一')
  chat.sendText('二')
  chat.sendText('三')
  line().say({ type: 'ack', id: 'id-1', duplicate: false })
  line().die()
  await pass(15_000)
  await answer()
  expect(idsSent(line().sent)).toEqual(['id-2', 'id-3'])
})

test('a long queue goes out a few at a time', async () => {
  const { answer, chat, line, pass } = aChat()
  await answer()
  line().die()
  for (let n = 1; n <= 30; n += 1) chat.sendText(`第 ${n} 条`)
  await pass(15_000)
  await answer()
  for (let n = 1; n <= 30; n += 1) {
    expect(idsSent(line().sent).length).toBe(Math.min(30, n + 3))
    line().say({ type: 'ack', id: `id-${n}`, duplicate: false })
  }
})

test('what is written without a line waits for the server to be ready', async () => {
  const { answer, chat, line, pass } = aChat()
  await answer()
  line().die()
  chat.sendText('断网时写的')
  await pass(15_000)
  line().accept()
  expect(idsSent(line().sent)).toEqual([])
  line().say({ type: 'ready', seq: 100 })
  expect(idsSent(line().sent)).toEqual(['id-1'])
})

test('what is written before the shop was ever reached is sent once it is', async () => {
  const { answer, chat, goOnline, line, pass, settle } = aChat({ online: false })
  await settle()
  chat.sendText('在吗')
  goOnline()
  await pass(15_000)
  await answer()
  expect(idsSent(line().sent)).toEqual(['id-1'])
})

test('an unconfirmed message outlives the page', async () => {
  const storage = aStorage()
  const first = aChat({ storage })
  await first.answer()
  first.chat.sendText('还没送到')
  first.chat.close()
  const second = aChat({ storage })
  await second.answer()
  expect(idsSent(second.line().sent)).toEqual(['id-1'])
})

test('a confirmed message is not kept', async () => {
  const { answer, chat, line, storage } = aChat()
  await answer()
  chat.sendText('送到了')
  expect(Object.keys(storage).length).toBe(1)
  line().say({ type: 'ack', id: 'id-1', duplicate: false })
  expect(Object.keys(storage)).toEqual([])
})

test('a line that swallows a message is dropped', async () => {
  const { answer, chat, pass, sockets } = aChat()
  await answer()
  chat.sendText('有人吗')
  await pass(10_000)
  expect(sockets.length).toBe(2)
})

test('after a reconnect the page asks only for what it has not seen', async () => {
  const { answer, line, pass } = aChat()
  await answer([aLine({ id: 'a', seq: 7 }), aLine({ id: 'b', seq: 9, position: 2 })])
  line().die()
  await pass(15_000)
  line().accept()
  expect(line().sent[0]).toEqual({ type: 'hello', after: 9 })
})

test('a server that counts from anew is asked for everything', async () => {
  const { answer, line, settle } = aChat()
  await answer([aLine({ seq: 500 })])
  await settle()
  line().accept()
  expect(line().sent[0]).toEqual({ type: 'hello', after: 0 })
})

test('a refused message says why and is not sent again by itself', async () => {
  const { answer, chat, line, pass, state } = aChat()
  await answer()
  chat.sendText('太长')
  line().say({ type: 'refused', id: 'id-1', code: 'bad_request', message: '消息太长了' })
  line().die()
  await pass(15_000)
  await answer()
  expect(idsSent(line().sent)).toEqual([])
  expect(state().outgoing[0]?.state).toEqual({ kind: 'refused', message: '消息太长了' })
})

test('another buyer begins with an empty log and none of the other messages', async () => {
  const { answer, chat, line, sessions, settle, state } = aChat()
  await answer([aLine({})])
  chat.sendText('访客写的')
  chat.become('u-3')
  await settle()
  line().accept()
  expect(sessions.at(-1)).toEqual({ shop: 'demo', buyer: 'u-3' })
  expect(line().sent).toEqual([{ type: 'hello', after: 0 }])
  expect(state().outgoing).toEqual([])
})

test('what was written before anybody was known goes with who the visitor turns out to be', async () => {
  const { chat, line, settle, state } = aChat()
  chat.sendText('还没连上就写了')
  // The shop's page learns who is logged in before its counter has answered.
  chat.become()
  await settle()
  line().accept()
  line().say({ type: 'ready', seq: 0 })
  expect(state().outgoing).toHaveLength(1)
  expect(idsSent(line().sent)).toEqual(['id-1'])
})

test('what the customer thinks of a line stands where the server keeps it', async () => {
  const { answer, chat, line, state } = aChat()
  await answer([aLine({ rating: null })])
  expect(chat.tell({ type: 'rate', line: 'l1', rating: { verdict: 'up', reasons: [] } })).toBe(true)
  expect(state().log.lines[0]?.rating).toBeNull()
  line().say({ type: 'rated', line: 'l1', rating: { verdict: 'up', reasons: [] } })
  expect(state().log.lines[0]?.rating).toEqual({ verdict: 'up', reasons: [] })
  line().die()
  expect(chat.tell({ type: 'rate', line: 'l1', rating: null })).toBe(false)
})

test('a survey is there until it is put away, and not for somebody else', async () => {
  const { answer, chat, line, state, settle } = aChat()
  await answer()
  line().say({ type: 'survey', survey: { round: 1, agent: '小林' } })
  expect(state().survey).toEqual({ round: 1, agent: '小林' })
  chat.hideSurvey()
  expect(state().survey).toBeNull()
  line().say({ type: 'survey', survey: { round: 2, agent: null } })
  chat.become()
  await settle()
  expect(state().survey).toBeNull()
})

test('a part that does not come asks to load the page anew while the server is there', async () => {
  const { answer, chat, line, state } = aChat()
  await answer()
  chat.lost()
  expect(state().notice).toBe('点这里刷新')
  line().die()
  chat.lost()
  expect(state().notice).toBe('没有加载出来')
})

test('an uploaded file becomes a message', async () => {
  const { answer, chat, line, settle, state } = aChat()
  await answer()
  chat.attach([new File(['x'], '杯口.png')])
  await settle()
  expect(state().uploads).toEqual([])
  expect(line().sent.at(-1)?.parts).toEqual([{ type: 'image', media: 'm1', name: '杯口.png' }])
})

const aFile = () => new File(['x'], '杯口.png')

test('a file that the server would not take is not sent, and trying again is not offered', async () => {
  const { answer, chat, settle, state, uploading } = aChat()
  await answer()
  chat.attach([new File([], '空.png')])
  await settle()
  expect(uploading).toEqual([])
  expect(state().uploads[0]?.failed).toEqual({ message: '这是空文件', mayRetry: false })
})

test('what the server says of a file is shown', async () => {
  const refusal = { message: '文件超过 10 MB', mayRetry: false }
  const { answer, chat, settle, state } = aChat({ answers: [refusal] })
  await answer()
  chat.attach([aFile()])
  await settle()
  expect(state().uploads[0]?.failed).toEqual(refusal)
})

test('three files travel at once, and the next when one has arrived or was taken back', async () => {
  const answers: Answer[] = [null, null, null, kept, kept]
  const { answer, chat, settle, state, uploading } = aChat({ answers })
  await answer()
  chat.attach(Array.from({ length: 5 }, aFile))
  await settle()
  expect(uploading).toHaveLength(3)
  expect(state().uploads).toHaveLength(5)
  chat.dropUpload(state().uploads[1]?.id ?? '')
  await settle()
  await settle()
  // The fourth and the fifth went one after the other through the place that became free.
  expect(uploading).toHaveLength(5)
  expect(state().uploads).toHaveLength(2)
  expect(state().outgoing).toHaveLength(2)
})

test('what waits for its turn can be taken back, and is never sent', async () => {
  const { answer, chat, settle, state, uploading } = aChat({ answers: [null, null, null] })
  await answer()
  chat.attach(Array.from({ length: 4 }, aFile))
  await settle()
  chat.dropUpload(state().uploads[3]?.id ?? '')
  chat.dropUpload(state().uploads[0]?.id ?? '')
  await settle()
  expect(uploading).toHaveLength(3)
  expect(state().uploads).toHaveLength(2)
})

test('an upload without progress for half a minute is given up and may be tried again', async () => {
  const { answer, chat, line, pass, settle, state, uploading } = aChat({ answers: [null, kept] })
  await answer()
  chat.attach([aFile()])
  await settle()
  await pass(29_000)
  uploading[0]?.(37)
  await pass(29_000)
  expect(state().uploads[0]).toMatchObject({ percent: 37, failed: null })
  await pass(1_000)
  const [stuck] = state().uploads
  expect(stuck?.failed).toEqual({ message: '', mayRetry: true })
  if (stuck !== undefined) chat.retryUpload(stuck)
  await settle()
  expect(state().uploads).toEqual([])
  expect(line().sent.at(-1)?.type).toBe('message')
})

test('a file stays below what was there when it was chosen, whatever is written later', async () => {
  const { answer, chat, settle, state } = aChat({ answers: [null, null] })
  await answer()
  chat.attach([aFile()])
  await settle()
  chat.sendText('等一下')
  chat.attach([aFile()])
  await settle()
  expect(state().uploads.map(({ behind }) => behind)).toEqual([0, 1])
})

test('a file that was taken back on its way leaves nothing behind', async () => {
  const { answer, chat, settle, state, timers } = aChat({ answers: [null] })
  await answer()
  const before = timers.size
  chat.attach([aFile()])
  await settle()
  chat.dropUpload(state().uploads[0]?.id ?? '')
  await settle()
  expect(state().uploads).toEqual([])
  expect(timers.size).toBe(before)
})

test('who picks a file while the part that sends it cannot come hears so, and keeps the chat', async () => {
  const { answer, chat, settle, state } = aChat({ loads: false })
  await answer()
  chat.attach([aFile()])
  await settle()
  expect(state()).toMatchObject({ notice: '点这里刷新', uploads: [] })
  chat.sendText('在吗')
  expect(state().notice).toBeNull()
})

test('the page says that the person has left, until something is written', async () => {
  const { answer, chat, line, state } = aChat()
  await answer()
  const status = (partner: ChatState['with']) =>
    line().say({ type: 'status', with: partner, agent: null })
  status('queue')
  status('bot')
  expect(state().humanLeft).toBe(false)
  status('human')
  status('bot')
  status('bot')
  expect(state().humanLeft).toBe(true)
  chat.sendText('还有一个问题')
  expect(state().humanLeft).toBe(false)
})

test('who waits for a person knows how many come first, and forgets it when somebody is there', async () => {
  const { answer, line, state } = aChat()
  await answer()
  line().say({ type: 'status', with: 'queue', agent: null, ahead: 2 })
  expect(state().ahead).toBe(2)
  line().say({ type: 'status', with: 'human', agent: '小林' })
  expect(state().ahead).toBeUndefined()
})

test('files that were chosen without a network, before there was anything to send them with, go once it is back', async () => {
  const { answer, chat, goOnline, line, pass, settle, state } = aChat({
    answers: [kept, kept],
    loads: false,
  })
  await answer()
  line().die()
  chat.attach([aFile()])
  chat.attach([aFile()])
  await settle()
  expect(state()).toMatchObject({ notice: '恢复后发出', uploads: [] })
  goOnline()
  await pass(60_000)
  await answer()
  for (let n = 0; n < 4; n += 1) await settle()
  const named = { type: 'image', media: 'm1', name: '杯口.png' }
  const parts = line().sent.flatMap((frame) => (frame.type === 'message' ? [frame.parts] : []))
  expect(parts).toEqual([[named], [named]])
  expect(state().notice).toBeNull()
})
