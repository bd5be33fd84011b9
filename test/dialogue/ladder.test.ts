import { expect, test } from 'vitest'
import { decide } from '../../src/dialogue/index.ts'
import { rungs } from '../../src/model/decision.ts'
import {
  aConversation,
  anAnswer,
  aPlaybook,
  deepFreeze,
  image,
  noFacts,
  noon,
  talk,
} from '../support/dialogue.ts'

test('danger outranks a request for a person and a running flow', () => {
  expect(talk().says('漏电了，叫人工')).toMatchObject({ rung: 'safety', kind: 'handoff' })
  const chat = talk()
  chat.says('收到就碎了', 'damaged')
  const heard = chat.says('碎的地方还漏电', 'damaged')
  expect(heard).toMatchObject({ rung: 'safety', kind: 'handoff' })
  expect(heard.next.phase).toMatchObject({ run: { flow: 'damaged' } })
})

test('a request for a person outranks a pending question and a running flow', () => {
  const asked = talk()
  asked.says('那个怎么弄', { intent: ['invoice', 'price'] })
  expect(asked.says('人工').rung).toBe('wants_human')
  const flow = talk()
  flow.says('收到就碎了', 'damaged')
  expect(flow.says('人工').rung).toBe('wants_human')
})

test('a pending question outranks keywords', () => {
  const chat = talk()
  chat.says('那个怎么弄', { intent: ['price', 'invoice'] })
  const heard = chat.says('开发票', 'price')
  expect(heard).toMatchObject({
    rung: 'pending_question',
    intent: 'invoice',
    because: '顾客选了「开发票」',
  })
})

test('a keyword of an answer outranks the classified intent', () => {
  const heard = talk().says('发票抬头写错', 'price')
  expect(heard).toMatchObject({
    rung: 'keyword',
    kind: 'answer',
    because: '说到关键词「发票抬头」',
    source: 'replies/small.yaml:invoice-title',
  })
  expect(heard.said).toBe('抬头在申请页改。')
})

test('a keyword of an intent leads to that intent unless a forbidding word is there', () => {
  expect(talk().says('要开票', {}).said).toBe('发票在订单页申请，小店开具。')
  expect(talk().says('不开票', {}).rung).not.toBe('keyword')
  expect(talk().says('不用开票了', {}).rung).not.toBe('keyword')
  expect(talk().says('先别给我开票', {}).rung).not.toBe('keyword')
})

test('of two keywords the longer one decides', () => {
  const playbook = aPlaybook({
    answers: [anAnswer({ id: 'short', keywords: ['发票'], reply: '短' })],
  })
  expect(talk(playbook).says('改发票抬头').said).toBe('抬头在申请页改。')
})

test('a question asked in the operators own words is answered from that entry', () => {
  const heard = talk().says('电子发票有吗', {
    intent: ['price', 'invoice'],
    candidates: [{ answer: 'invoice-form', score: 0.95 }],
  })
  expect(heard).toMatchObject({ rung: 'keyword', because: '和知识库里的问法几乎一样' })
})

test('an intent that is sure is answered, and the answer says how sure', () => {
  expect(talk().says('能开发票不', 'invoice')).toMatchObject({
    rung: 'intent',
    kind: 'answer',
    intent: 'invoice',
    confidence: 0.9,
    because: '听懂了：开发票（把握 90%）',
  })
})

test('a question much like one of the knowledge base is answered when no intent is sure', () => {
  const heard = talk().says('有没有电子的发票', {
    intent: ['price', 'invoice'],
    candidates: [{ answer: 'invoice-form', score: 0.7 }],
  })
  expect(heard).toMatchObject({ rung: 'knowledge', kind: 'answer' })
  expect(heard.said).toBe('我们开电子发票。')
  expect(heard.because).toContain('0.70')
})

test('doubt is asked about, and a second miss asks for a person', () => {
  const chat = talk()
  expect(chat.says('那个怎么弄', { intent: ['invoice', 'price'] })).toMatchObject({
    rung: 'clarify',
    kind: 'clarify',
  })
  expect(chat.says('唔知讲咩', {})).toMatchObject({
    rung: 'human',
    kind: 'handoff',
    next: { phase: { handoff: { reason: 'not_understood' } } },
  })
})

test('every rung above the one that acted says why it did not', () => {
  const { tried } = talk().says('能开发票不', 'invoice')
  expect(tried.map(({ rung }) => rung)).toEqual([
    'human_owns',
    'safety',
    'wants_human',
    'emotion',
    'urgent',
    'pending_question',
    'evidence_flow',
    'several',
    'keyword',
    'intent',
  ])
  for (const { rung, found } of tried) {
    expect(rungs).toContain(rung)
    expect(found).not.toBe('')
  }
})

test('an answer may call a person after its words', () => {
  const heard = talk().says('我要投诉', 'complaint')
  expect(heard).toMatchObject({
    kind: 'handoff',
    next: { phase: { handoff: { reason: 'complaint' } } },
  })
  expect(heard.said).toBe('很抱歉，马上请主管看。')
})

test('an answer may open an evidence flow with its own words', () => {
  const playbook = aPlaybook({
    answers: [
      anAnswer({ id: 'ask', keywords: ['破了'], reply: '别急。', next: { collect: 'damaged' } }),
    ],
  })
  const heard = talk(playbook).says('杯口破了')
  expect(heard.kind).toBe('collect')
  expect(heard.said).toMatch(/^别急。\n\n请发给我/)
  expect(heard.said).not.toContain('抱歉（damaged）')
})

test('an intent without any reply goes to a person rather than being guessed at', () => {
  const heard = talk().says('买贵了', 'price')
  expect(heard).toMatchObject({
    kind: 'handoff',
    next: { phase: { handoff: { reason: 'no_answer' } } },
  })
})

test('a message of ten thousand characters is decided and quoted in short', () => {
  const heard = talk().says('碎'.repeat(10_000), 'damaged')
  expect(heard.kind).toBe('collect')
  expect(heard.next.memory.said[0]).toHaveLength(200)
})

test('words without an understanding are not answered at random', () => {
  const trigger = {
    kind: 'customerSaid',
    messages: [{ id: 'm', at: noon, parts: [{ kind: 'text', text: '嗯哼' }] }],
  } as const
  const heard = decide({
    conversation: aConversation(),
    trigger,
    facts: noFacts,
    tickets: [],
    playbook: aPlaybook(),
    at: noon,
    timeZone: 'Asia/Shanghai',
  })
  expect(heard).toMatchObject({ kind: 'clarify', rung: 'clarify' })
})

test('the same situation gives the same decision', () => {
  const situation = deepFreeze({
    conversation: aConversation(),
    trigger: {
      kind: 'customerSaid',
      messages: [{ id: 'm', at: noon, parts: [{ kind: 'text', text: '漏电' }, image()] }],
    } as const,
    facts: noFacts,
    tickets: [],
    playbook: aPlaybook(),
    at: noon,
    timeZone: 'Asia/Shanghai',
  })
  expect(decide(situation)).toStrictEqual(decide(situation))
})

test.each(['不要发票抬头', '没有发票抬头', '我不想开票', '没开票'])(
  'a keyword that is denied is not said: 「%s」',
  (words) => {
    expect(talk().says(words).rung).not.toBe('keyword')
  },
)

test.each([
  '可不可以开票',
  '有没有发票抬头',
  '不要废话，要开票',
  '怎么还没开票',
  '不开心，开票',
  '不开票吗',
  '没开票的话呢',
])('a keyword beside another denial is said: 「%s」', (words) => {
  const playbook = aPlaybook({
    answers: [
      anAnswer({ id: 'may', keywords: ['可以开票', '开票'], reply: '可以。' }),
      anAnswer({ id: 'invoice-title', keywords: ['发票抬头'], reply: '抬头在申请页改。' }),
    ],
  })
  expect(talk(playbook).says(words).rung).toBe('keyword')
})
