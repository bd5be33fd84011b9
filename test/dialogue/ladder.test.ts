import { expect, test } from 'vitest'
import { decide } from '../../src/dialogue/index.ts'
import { rungs } from '../../src/model/decision.ts'
import { intentId } from '../../src/model/ids.ts'
import {
  aConversation,
  anAnswer,
  anUnderstanding,
  aPlaybook,
  deepFreeze,
  handoffRules,
  image,
  noFacts,
  noon,
  talk,
} from '../support/dialogue.ts'

test('a request for a person in the words of the list is served first', () => {
  const heard = talk().says('转人工')
  expect(heard).toMatchObject({
    kind: 'handoff',
    rung: 'wants_human',
    because: '顾客说「人工」，要人工',
  })
  expect(heard.said).toBe('这就转人工。')
  expect(heard.next.phase).toMatchObject({
    kind: 'awaitingAgent',
    handoff: { reason: 'customer_request' },
  })
})

test('a request for a person in other words is served as well', () => {
  const heard = talk().says('有活的吗', 'human_agent')
  expect(heard).toMatchObject({
    kind: 'handoff',
    rung: 'wants_human',
    intent: 'human_agent',
    confidence: 0.9,
  })
})

test('「不用人工」 asks for nobody, even when the classifier thinks so', () => {
  expect(talk().says('不用人工', 'human_agent').rung).not.toBe('wants_human')
  expect(talk().says('不用人工，物流到哪了', 'logistics').said).toBe('请在订单页看物流。')
})

test('「不用人工？要人工！」 does ask for a person', () => {
  expect(talk().says('不用人工？要人工！').rung).toBe('wants_human')
})

test('letters of full width and white space do not hide a request for a person', () => {
  expect(talk().says('转 人 工').rung).toBe('wants_human')
})

test('a word of danger calls a person at once and asks for the evidence meanwhile', () => {
  const heard = talk().says('插座漏电了', 'damaged')
  expect(heard).toMatchObject({ kind: 'handoff', rung: 'safety', because: '出现安全词「漏电」' })
  expect(heard.said).toContain('抱歉（safety）。')
  expect(heard.said).toContain('现场照片')
  expect(heard.said).toContain('已列为紧急。')
  expect(heard.next.phase).toMatchObject({ handoff: { reason: 'safety' }, run: { flow: 'safety' } })
  expect(heard.ticket).toMatchObject({ status: 'partial', flow: 'safety' })
})

test('danger in other words is heard too', () => {
  expect(talk().says('用完浑身痒', 'safety_incident')).toMatchObject({
    rung: 'safety',
    because: '这句话说的是人身安全问题',
  })
})

test('a question whether it is dangerous is no danger', () => {
  expect(talk().says('会过敏吗', 'invoice').rung).toBe('intent')
})

test('danger told with all its evidence loses none of it', () => {
  const heard = talk().sendsWith('插头漏电把我电了一下', { intent: 'safety_incident' }, image())
  expect(heard.next.phase).toMatchObject({ kind: 'awaitingAgent', handoff: { reason: 'safety' } })
  expect(heard.ticket).toMatchObject({ status: 'complete', flow: 'safety' })
  expect(heard.next.phase).toMatchObject({
    handoff: {
      evidence: { have: ['现场照片：1 个文件', '经过：插头漏电把我电了一下'], missing: [] },
    },
  })
  expect(heard.next.ticketCount).toBe(1)
})

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

test('the third time the same thing is asked goes to a person', () => {
  const chat = talk()
  chat.says('能开发票不', 'invoice')
  chat.says('发票呢', 'invoice')
  expect(chat.says('发票！', 'invoice')).toMatchObject({
    kind: 'handoff',
    next: { phase: { handoff: { reason: 'insistence' } } },
  })
})

test('insistence on an answer that was found by its keyword counts as well', () => {
  const chat = talk()
  chat.says('发票抬头写错')
  chat.says('发票抬头怎么改')
  const heard = chat.says('发票抬头！')
  expect(heard.next.phase).toMatchObject({ handoff: { reason: 'insistence' } })
})

test('greetings and thanks are never insistence', () => {
  const chat = talk()
  for (const words of ['你好啊', '你好呀', '您好', '哈喽']) {
    expect(chat.says(words, 'greeting').said).toBe('您好，请讲。')
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

test('who wants no person gets none, whatever the classifier thinks', () => {
  const playbook = aPlaybook({
    handoff: {
      ...handoffRules,
      wants_human: { ...handoffRules.wants_human, not_words: ['不用转人工', '先不转人工'] },
    },
  })
  for (const words of ['不用转人工', '先不转人工，问下物流']) {
    const heard = talk(playbook).says(words, 'human_agent')
    expect(heard.kind).not.toBe('handoff')
    expect(heard.said).not.toContain('找人工')
  }
})

test('danger that the operators know not to be meant calls nobody, and a clause that means it does', () => {
  const told = (words: string, clause: string) =>
    talk().says(words, { intent: 'invoice', matters: [['safety_incident', clause]] }).rung
  expect(told('孩子用会过敏吗，能开发票吗', '孩子用会过敏吗')).not.toBe('safety')
  expect(told('孩子用会过敏吗，上次用完起疙瘩', '上次用完起疙瘩')).toBe('safety')
})

test('who wants no person is served with what else was said', () => {
  const ranking = [
    { intent: intentId('human_agent'), confidence: 0.9 },
    { intent: intentId('invoice'), confidence: 0.09 },
    { intent: intentId('price'), confidence: 0.01 },
  ]
  const text = '不用人工，问下发票'
  const understanding = anUnderstanding({
    text,
    intent: 'human_agent',
    matters: [['human_agent', '不用人工']],
  })
  const heard = decide({
    conversation: aConversation(),
    trigger: {
      kind: 'customerSaid',
      messages: [{ id: 'm', at: noon, parts: [{ kind: 'text', text }] }],
      understanding: { ...understanding, ranking },
    },
    facts: { ...noFacts, shop: { name: '小店' } },
    tickets: [],
    playbook: aPlaybook(),
    at: noon,
    timeZone: 'Asia/Shanghai',
  })
  expect(heard).toMatchObject({ kind: 'answer', rung: 'intent', intent: 'invoice' })
})

test('a person who is probably meant comes, one who is out of the question does not', () => {
  const meaning = { intent: ['human_agent', 'price'], confidence: 0.4 }
  expect(talk().says('能派谁来看看', meaning)).toMatchObject({
    kind: 'handoff',
    rung: 'wants_human',
  })
  const rejected = talk().says('能派谁来看看', { intent: 'human_agent', outcome: 'reject' })
  expect(rejected.rung).not.toBe('wants_human')
})

test('danger that is probably meant is danger, one that is out of the question is not', () => {
  const meaning = { intent: ['safety_incident', 'damaged'], confidence: 0.4 }
  expect(talk().says('用完不太对劲', meaning)).toMatchObject({
    kind: 'handoff',
    rung: 'safety',
  })
  const rejected = talk().says('用完不太对劲', { intent: 'safety_incident', outcome: 'reject' })
  expect(rejected.rung).not.toBe('safety')
})

test('what is the likeliest of many and still unlikely alarms nobody: it is asked for', () => {
  const meaning = { intent: ['safety_incident', 'damaged'], confidence: 0.39 }
  expect(talk().says('芡实糕', meaning)).toMatchObject({ kind: 'clarify', rung: 'clarify' })
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

test('「还没有啊」 asks the last thing again, and counts', () => {
  const chat = talk()
  chat.says('能开发票不', 'invoice')
  const again = chat.says('还没有啊', 'deny')
  expect(again).toMatchObject({ kind: 'answer', intent: 'invoice' })
  expect(again.said).toBe('发票在订单页申请，小店开具。')
  expect(chat.says('还没到', 'deny').next.phase).toMatchObject({
    handoff: { reason: 'insistence' },
  })
})

test('「还没有啊」 asks nothing again where nothing was asked, and 「不用了」 never does', () => {
  expect(talk().says('还没有啊', 'deny').said).toBe('您再说说。')
  const chat = talk()
  chat.says('能开发票不', 'invoice')
  expect(chat.says('不用了', 'deny').said).toBe('您再说说。')
  expect(chat.says('没有了', 'deny').said).toBe('您再说说。')
})
