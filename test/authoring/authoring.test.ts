import { mkdtempSync, rmSync } from 'node:fs'
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createPlaybookDisk, hashOf } from '../../src/authoring/files.ts'
import { aPlaybookDir } from '../playbook/playbook-dir.ts'
import { logIn } from '../support/running-counter.ts'
import { openDesk, refund, refundStory } from './desk.ts'

const last = <T>(items: readonly T[]): T | undefined => items.at(-1)

test('the files are listed with their titles, and read with their comments', async () => {
  const desk = await openDesk({
    files: { 'replies/extra.yaml': '# 帮助\ntopic: extra\ntitle: "额外的" # 名称\n' },
  })
  const { body } = await desk.json('GET', 'files')
  expect(body.files).toContainEqual(
    expect.objectContaining({ file: 'replies/extra.yaml', kind: 'topic', title: '额外的' }),
  )
  expect(body.files).toContainEqual(
    expect.objectContaining({ file: 'intents/damaged.yaml', kind: 'intent', title: '收到破损' }),
  )
  expect(body.files).toContainEqual(expect.objectContaining({ kind: 'shop', title: null }))
  expect(body.buyers[0]).toMatchObject({ id: 'demo-1', name: expect.any(String) })
  expect(body.stories).toMatchObject({ count: 0 })
  const { text, hash } = await desk.read('replies/extra.yaml')
  expect(text).toBe('# 帮助\ntopic: extra\ntitle: "额外的" # 名称\n')
  expect(hash).toMatch(/^[0-9a-f]{16}$/)
  expect((await desk.json('GET', 'file?file=replies%2Fnone.yaml')).status).toBe(404)
})

test('nothing outside of the two folders can be read or written, by no spelling and no link', async () => {
  const desk = await openDesk()
  await writeFile(join(desk.dir, 'secret.yaml'), 'topic: secret\n')
  await mkdir(join(desk.dir, 'replies/.hidden'), { recursive: true })
  await writeFile(join(desk.dir, 'replies/.hidden/a.yaml'), 'topic: a\n')
  await symlink(join(desk.dir, 'secret.yaml'), join(desk.dir, 'replies/linked.yaml'))
  const outside = [
    'secret.yaml',
    '../secret.yaml',
    'replies/../secret.yaml',
    'replies/../../secret.yaml',
    'replies/..%2fsecret.yaml',
    'replies\\..\\secret.yaml',
    join(desk.dir, 'secret.yaml'),
    join(desk.dir, refund),
    '/etc/passwd',
    'replies/.hidden/a.yaml',
    'replies/.schema/topic.json',
    'replies/pictures/a.yaml',
    'replies/a.yml',
    'replies/a.yaml\0',
    'replies/a.yaml/',
    'replies/linked.yaml',
    'REPLIES/refund.yaml',
  ]
  for (const file of outside) {
    const read = await desk.json('GET', `file?file=${encodeURIComponent(file)}`)
    expect([file, read.status]).toEqual([file, 400])
    const saved = await desk.steps('save', { drafts: [{ file, text: 'topic: b\n', base: null }] })
    expect([file, last(saved)]).toMatchObject([file, { kind: 'broken' }])
  }
  expect(await desk.onDisk('secret.yaml')).toBe('topic: secret\n')
  expect((await desk.json('GET', 'files')).body.files).not.toContainEqual(
    expect.objectContaining({ file: 'replies/linked.yaml' }),
  )
})

test('a folder that is a link to somewhere else is not written to', async () => {
  const desk = await openDesk()
  const elsewhere = join(desk.casesDir, 'elsewhere')
  await mkdir(elsewhere)
  await rm(join(desk.dir, 'intents'), { recursive: true })
  await symlink(elsewhere, join(desk.dir, 'intents'))
  const drafts = [{ file: 'intents/new.yaml', text: 'id: new\n', base: null }]
  expect(last(await desk.steps('save', { drafts }))).toMatchObject({ kind: 'broken' })
})

test('a draft is judged with place, remedy and severity, in the reader’s language, and saved nowhere', async () => {
  const desk = await openDesk()
  const { text } = await desk.read(refund)
  const drafts = [{ file: refund, text: text.replace('reply:', 'replly:') }]
  const { body } = await desk.json('POST', 'check', { drafts })
  expect(body).toEqual({
    ok: false,
    faults: [
      {
        file: refund,
        line: 8,
        column: 5,
        severity: 'error',
        message: '不认识的字段「replly」，是不是想写「reply」？',
        remedy: null,
      },
    ],
  })
  expect(await desk.onDisk(refund)).toBe(text)
  expect((await desk.json('POST', 'check', { drafts: [] })).body).toEqual({ ok: true, faults: [] })
})

test('a hostile draft is told its fault', async () => {
  const desk = await openDesk()
  const bomb = ['a: &a [x]', ...Array.from({ length: 30 }, (_, n) => `b${n}: [*a, *a, *a]`)].join(
    '\n',
  )
  for (const text of [
    bomb,
    '['.repeat(100_000),
    '- '.repeat(50_000),
    '\u0000',
    `#${'好'.repeat(90_000)}`,
  ]) {
    const { status, body } = await desk.json('POST', 'check', { drafts: [{ file: refund, text }] })
    expect([status, body.ok]).toEqual([200, false])
    expect(body.faults.length).toBeGreaterThan(0)
  }
  const huge = { drafts: [{ file: refund, text: 'x'.repeat(3 * 1024 * 1024) }] }
  expect((await desk.json('POST', 'check', huge)).status).toBe(413)
})

test('what is saved is on disk to the byte, in force, and in the history with who and what', async () => {
  const desk = await openDesk()
  const steps = await desk.save(refund, '请在订单里申请', '新的说法 # 不是注释')
  expect(steps.map(({ kind }) => kind)).toEqual(['checking', 'writing', 'live'])
  expect(last(steps)).toMatchObject({
    saved: [{ file: refund, title: '退款' }],
    notes: { played: 0 },
  })
  expect(await desk.onDisk(refund)).toContain('    reply: 新的说法 # 不是注释\n')
  const tried = await desk.json('POST', 'try', { drafts: [], lines: ['退款说法甲0'] })
  expect(tried.body.lines[0].replies).toEqual(['新的说法'])
  const [edit] = await desk.history()
  expect(edit).toMatchObject({ files: [refund], how: 'page', who: '何运营' })
  const { body } = await desk.json('GET', `history/${edit?.id}`)
  const [change] = body.changes
  expect(change.diff).toContain('-    reply: 请在订单里申请\n+    reply: 新的说法 # 不是注释\n')
})

test('what has a fault is refused with the lines, and the disk is as it was', async () => {
  const desk = await openDesk()
  const steps = await desk.save(refund, 'title: 退款', 'titel: 退款')
  expect(steps.map(({ kind }) => kind)).toEqual(['checking', 'refused'])
  expect(last(steps)).toMatchObject({ faults: [{ file: refund, line: 2 }] })
  expect(await desk.onDisk(refund)).toContain('title: 退款')
  expect(await desk.history()).toEqual([])
})

test('several files are judged together: an intent and its reply come in one save', async () => {
  const desk = await openDesk()
  const { text } = await desk.read('intents/refund.yaml')
  const intent = text.replace('id: refund', 'id: invoice').replaceAll('退款', '发票')
  const reply =
    'topic: invoice\ntitle: 发票\nanswers:\n  - id: invoice\n    intents: [invoice]\n    reply: 好\n'
  const drafts = [
    { file: 'replies/invoice.yaml', text: reply, base: null },
    { file: 'intents/invoice.yaml', text: intent, base: null },
  ]
  expect(last(await desk.steps('save', { drafts: drafts.slice(0, 1) }))?.kind).toBe('refused')
  expect(last(await desk.steps('save', { drafts }))?.kind).toBe('live')
  expect(await desk.onDisk('replies/invoice.yaml')).toBe(reply)
})

test('who saves over somebody else’s text gets both texts, and nothing is lost', async () => {
  const desk = await openDesk()
  const { text, hash } = await desk.read(refund)
  const theirs = `${text}# 同事在 git 里改的\n`
  await desk.write(refund, theirs)
  const mine = text.replace('请在订单里申请', '我的')
  const steps = await desk.steps('save', { drafts: [{ file: refund, text: mine, base: hash }] })
  expect(last(steps)).toEqual({
    kind: 'conflict',
    file: refund,
    theirs,
    mine,
    hash: (await desk.read(refund)).hash,
  })
  expect(await desk.onDisk(refund)).toBe(theirs)
  // The same with a file that is there by now.
  const created = await desk.steps('save', { drafts: [{ file: refund, text: mine, base: null }] })
  expect(last(created)).toMatchObject({ kind: 'conflict', theirs })
})

test('what is saved already is in nobody’s way: the same again is no conflict', async () => {
  const desk = await openDesk()
  const { text, hash } = await desk.read(refund)
  const drafts = [{ file: refund, text: text.replace('请在订单里申请', '新的'), base: hash }]
  expect(last(await desk.steps('save', { drafts }))?.kind).toBe('live')
  expect(last(await desk.steps('save', { drafts }))?.kind).toBe('live')
  expect(await desk.history()).toHaveLength(1)
})

test('of several files all are written or none, and nothing is left beside them', async () => {
  const dir = await aPlaybookDir()
  const disk = createPlaybookDisk(dir)
  const before = (await disk.read(refund)) ?? ''
  const draft = { file: refund, text: `${before}# 我的\n`, base: hashOf(before) }
  const made = { file: 'replies/a-new.yaml', text: 'topic: a-new\n', base: null }
  const stale = { file: 'intents/refund.yaml', text: 'id: refund\n', base: 'another' }
  const names = await readdir(join(dir, 'replies'))
  expect(await disk.replace([draft, made, stale])).toMatchObject({
    kind: 'conflict',
    file: stale.file,
    theirs: await disk.read(stale.file),
  })
  expect(await disk.read(refund)).toBe(before)
  expect(await readdir(join(dir, 'replies'))).toEqual(names)
  expect(await disk.replace([draft, made])).toEqual({
    kind: 'replaced',
    changes: [
      { file: refund, before, after: draft.text },
      { file: made.file, before: null, after: made.text },
    ],
  })
})

test('a story that is not as written any more refuses the save, and says where', async () => {
  const desk = await openDesk({ stories: { 'refund.yaml': refundStory } })
  const steps = await desk.save(refund, '请在订单里申请', '别的说法')
  expect(steps).toContainEqual({ kind: 'playing', done: 1, total: 1, concerned: 1 })
  expect(last(steps)).toMatchObject({
    kind: 'failed',
    stories: [
      {
        file: 'refund.yaml',
        title: '问退款',
        step: 1,
        line: 4,
        differences: [{ field: 'says', expected: '有「请在订单里申请」', actual: '别的说法' }],
        said: [{ by: 'customer' }, { by: 'bot', text: '别的说法' }],
      },
    ],
  })
  expect(await desk.onDisk(refund)).toContain('请在订单里申请')
  expect(await desk.history()).toEqual([])
}, 60_000)

test('stories that concern the change are played first, and one that failed before stands in nobody’s way', async () => {
  const desk = await openDesk({
    stories: {
      'a-broken.yaml': 'case: 写错的\nat: 2026-11-25 14:00\nsteps: []\n',
      'b-other.yaml': `case: 别的\nat: 2026-11-25 14:00\nsteps:\n  - customer: 转人工\n    expect: { says: 没有这句 }\n`,
      'c-refund.yaml': refundStory,
    },
  })
  const steps = await desk.save(refund, '退款在处理', '退款正在处理')
  expect(steps.filter(({ kind }) => kind === 'playing')).toEqual([
    { kind: 'playing', done: 1, total: 2, concerned: 1 },
    { kind: 'playing', done: 2, total: 2, concerned: 1 },
  ])
  expect(last(steps)).toMatchObject({
    kind: 'live',
    notes: { played: 2, failedBefore: ['别的'], unreadable: ['a-broken.yaml:3:8'] },
  })
}, 60_000)

test('who goes away while the stories are played has saved nothing, and the way is free', async () => {
  const tempDir = mkdtempSync(join(tmpdir(), 'shouhou-temp-'))
  onTestFinished(() => rmSync(tempDir, { recursive: true }))
  vi.stubEnv('TMPDIR', tempDir)
  onTestFinished(() => void vi.unstubAllEnvs())
  const desk = await openDesk({ stories: { 'refund.yaml': refundStory } })
  const { text, hash } = await desk.read(refund)
  const { token } = await logIn(desk.counter.url, 'he')
  const gone = new AbortController()
  const drafts = [{ file: refund, text: text.replace('退款在处理', '走了'), base: hash }]
  const answer = await fetch(`${desk.counter.url}/api/playbook/save`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ drafts }),
    signal: gone.signal,
  })
  await answer.body?.getReader().read()
  expect(last(await desk.save(refund, '退款在处理', '同时'))).toEqual({
    kind: 'broken',
    message: '另一位同事正在保存，请等他完成再试',
  })
  gone.abort()
  await vi.waitFor(
    async () => expect(last(await desk.save(refund, '退款在处理', '后来'))?.kind).toBe('live'),
    { timeout: 30_000, interval: 100 },
  )
  expect(await desk.onDisk(refund)).not.toContain('走了')
  const left = await readdir(tempDir)
  expect(left.filter((name) => /shouhou-(?:draft|rehearsal|playbook)-/.test(name))).toEqual([])
}, 60_000)

test('what is changed by other means is noticed, and entered as such', async () => {
  const desk = await openDesk()
  const { text } = await desk.read(refund)
  await vi.waitFor(async () => expect(await desk.history()).toEqual([]))
  await desk.write(refund, `${text}# 在 git 里改的\n`)
  await desk.write('replies/new.yaml', 'topic: new\ntitle: 新的\n')
  await vi.waitFor(async () => {
    const edits = await desk.history()
    const noted = edits.flatMap(({ files, how, who }) => files.map((file) => [file, how, who]))
    expect(noted.sort()).toEqual([
      ['replies/new.yaml', 'outside', null],
      [refund, 'outside', null],
    ])
  })
})

test('an edit is taken back, past what others did elsewhere, through the same gate', async () => {
  const desk = await openDesk()
  const original = await desk.onDisk(refund)
  await desk.save(refund, '请在订单里申请', '改了')
  await desk.write(refund, `# 帮助\n${await desk.onDisk(refund)}`)
  const [, mine] = await desk.history()
  const steps = await desk.steps(`history/${mine?.id}/undo`, {})
  expect(last(steps)?.kind).toBe('live')
  expect(await desk.onDisk(refund)).toBe(`# 帮助\n${original}`)
  expect((await desk.history())[0]).toMatchObject({ how: 'undo', who: '何运营' })
})

test('an edit that was taken back is told so, also where others wrote elsewhere', async () => {
  const desk = await openDesk()
  await desk.save(refund, '请在订单里申请', '改了')
  const [mine] = await desk.history()
  const isUndone = async () => (await desk.json('GET', `history/${mine?.id}`)).body.undone
  expect(await isUndone()).toBe(false)
  await desk.steps(`history/${mine?.id}/undo`, {})
  expect(await isUndone()).toBe(true)
  await desk.write(refund, `# 帮助\n${await desk.onDisk(refund)}`)
  expect(await isUndone()).toBe(true)
  await desk.write(refund, (await desk.onDisk(refund)).replace('请在订单里申请', '又是别的'))
  expect(await isUndone()).toBe(false)
})

test('an edit on which others have built is not taken back, and both texts are told', async () => {
  const desk = await openDesk()
  await desk.save(refund, '请在订单里申请', '改了')
  const [mine] = await desk.history()
  await desk.save(refund, '改了', '又改了')
  const steps = await desk.steps(`history/${mine?.id}/undo`, {})
  expect(last(steps)).toMatchObject({ kind: 'conflict', theirs: expect.stringContaining('又改了') })
  expect(await desk.onDisk(refund)).toContain('又改了')
})

test('what was saved together is taken back together, also where others built on a part of it', async () => {
  const desk = await openDesk()
  const other = 'replies/shop.yaml'
  const [before, shop] = [await desk.onDisk(refund), await desk.read(other)]
  const { text, hash } = await desk.read(refund)
  const drafts = [
    { file: refund, text: text.replace('请在订单里申请', '改了'), base: hash },
    { file: other, text: `${shop.text}# 一起改的\n`, base: shop.hash },
    { file: 'replies/extra.yaml', text: 'topic: extra\ntitle: 多的\n', base: null },
  ]
  expect(last(await desk.steps('save', { drafts }))?.kind).toBe('live')
  const [together] = await desk.history()
  expect(together?.files).toEqual(['replies/extra.yaml', refund, other])
  await desk.save(refund, '改了', '又改了')

  const met = last(await desk.steps(`history/${together?.id}/undo`, {}))
  if (met?.kind !== 'conflict') throw new Error(`no conflict but ${met?.kind}`)
  expect([met.file, met.mine]).toEqual([refund, before])
  expect(await desk.onDisk(other)).toContain('# 一起改的')
  const settled = [{ file: refund, text: before, base: met.hash }]
  expect(last(await desk.steps(`history/${together?.id}/undo`, { settled }))?.kind).toBe('live')
  expect([await desk.onDisk(refund), await desk.onDisk(other)]).toEqual([before, shop.text])
  expect((await desk.json('GET', 'file?file=replies%2Fextra.yaml')).status).toBe(404)
})

test('taking back a new file takes it away, where the playbook is sound without it', async () => {
  const desk = await openDesk()
  const file = 'replies/extra.yaml'
  const drafts = [{ file, text: 'topic: extra\ntitle: 多的\n', base: null }]
  await desk.steps('save', { drafts })
  const [made] = await desk.history()
  expect(last(await desk.steps(`history/${made?.id}/undo`, {}))?.kind).toBe('live')
  expect((await desk.json('GET', `file?file=${encodeURIComponent(file)}`)).status).toBe(404)
})

test('a sentence is added to an intent’s draft as one line, and nothing is saved', async () => {
  const desk = await openDesk()
  const { text } = await desk.read('intents/damaged.yaml')
  const { body } = await desk.json('POST', 'example', {
    drafts: [],
    intent: 'damaged',
    text: '碎成渣了',
  })
  expect(body).toMatchObject({
    file: 'intents/damaged.yaml',
    text: `${text.trimEnd()}\n  - 碎成渣了\n`,
  })
  const drafts = [{ file: body.file, text: body.text }]
  const more = await desk.json('POST', 'example', { drafts, intent: 'damaged', text: '又: 一句' })
  expect(more.body.text).toBe(`${text.trimEnd()}\n  - 碎成渣了\n  - "又: 一句"\n`)
  expect(await desk.onDisk('intents/damaged.yaml')).toBe(text)
  const none = await desk.json('POST', 'example', { drafts: [], intent: '../x', text: '一' })
  expect(none.status).toBe(400)
})
