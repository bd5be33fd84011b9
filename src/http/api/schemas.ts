import { z } from 'zod'
import { alertKinds, botModes } from '../../model/conversation.ts'
import { afterSaleKinds, afterSaleStates } from '../../model/order.ts'
import { presenceStates, roles } from '../../model/people.ts'
import { levels, planGoals, stages, type Ticket } from '../../model/ticket.ts'
import type { CaseView } from '../../model/wire/case.ts'
import {
  type ConversationDetail,
  type ConversationRow,
  type CustomerView,
  type KnowledgeEntry,
  type Line,
  phaseNames,
} from '../../model/wire/conversation.ts'
import type { CustomerMatters, CustomerSession, UploadedMedia } from '../../model/wire/customer.ts'
import type { DeskStatus, PlaybookStatus, SearchResults } from '../../model/wire/desk.ts'
import type { ApiError } from '../../model/wire/error.ts'
import type { Login, LoginRow, MeHere, PeopleList } from '../../model/wire/people.ts'
import type {
  Draft,
  QuickGroup,
  Suggestion,
  SuggestionTally,
  ToneRefusal,
  TypingRefusal,
} from '../../model/wire/reply.ts'

/**
 * Answers as the API's page describes them. Their types are those of `model/wire`; a test holds
 * real answers against the schemas. Requests are described beside their routes.
 */
export const describes = <T>(schema: z.ZodType) => schema as z.ZodType<T>

const text = z.string().nullable()
const words = z.array(z.string())

export const apiError = describes<ApiError>(
  z.strictObject({ code: z.string(), message: z.string(), path: z.string().optional() }),
)

export const toneRefusal = describes<ToneRefusal>(
  z.strictObject({
    code: z.literal('tone'),
    message: z.string(),
    findings: z.array(
      z.strictObject({
        category: z.string(),
        title: z.string(),
        words: z.string().describe('有问题的字'),
        start: z.number(),
        end: z.number(),
        why: z.string(),
        better: z.string(),
        strength: z.enum(['warn', 'forbid']).describe('forbid 只有主管或管理员能放行'),
        source: z.string().describe('话术里的位置，如 replies/tone.yaml:12:5'),
      }),
    ),
    rewrite: z.string().optional().describe('换成更好的说法以后的整句话；没有合适的说法就没有'),
  }),
)

export const typingRefusal = describes<TypingRefusal>(
  z.strictObject({
    code: z.literal('conflict'),
    message: z.string(),
    typing: z
      .strictObject({ id: z.string(), name: z.string() })
      .optional()
      .describe('正在写回复的同事；带 anyway 重发就照发'),
  }),
)

const anyMe = z.strictObject({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
})
export const meHere = describes<MeHere>(
  anyMe.extend({ time_zone: z.string().describe('店铺的时区，如 Asia/Shanghai') }),
)
export const login = describes<Login>(z.strictObject({ token: z.string(), agent: anyMe }))

const alert = z.strictObject({
  id: z.string(),
  at: z.number(),
  kind: z.enum(alertKinds),
  to: z.enum(['owner', 'supervisors']),
  text: z.string(),
})

const authors = ['customer', 'bot', 'agent', 'shop_human', 'shop_system', 'note', 'event'] as const

const anyRow = z.strictObject({
  id: z.string(),
  seq: z.number(),
  channel: z.string(),
  account: z.string(),
  external_id: z.string(),
  customer: z.strictObject({ id: z.string(), name: text }),
  phase: z.enum(Object.values(phaseNames)),
  owner: text.describe('正在处理的客服的姓名'),
  owner_id: text.describe('正在处理的客服的账号'),
  waiting_since: z.number().nullable(),
  last_at: z.number(),
  last_text: z.string(),
  last_by: z
    .strictObject({ author: z.enum(authors), agent: text.describe('客服的账号') })
    .nullable()
    .describe('这句是谁说的'),
  asked: text.describe('顾客在等人回话时，顾客自己的最后一句'),
  handoff_reason: text,
  urgent: z.boolean().describe('排队时先于等得更久的人'),
  passed_by: z.number().describe('几次分给了客服而没有回应'),
  level: z.literal(levels).nullable().describe('没有了结的售后单里最急的级别'),
  reply_due: z.number().nullable().describe('平台要求人工在这之前回复'),
  reply_warn: z.number().nullable(),
  promise: z
    .strictObject({ title: z.string(), due: z.number(), warn: z.number().nullable() })
    .nullable()
    .describe('没有了结的售后单里最先到期、还没做到的时限'),
  alerts: z.array(alert),
  read_by_customer: z.number().nullable().describe('顾客读到的 position；平台渠道没有'),
  read_by_shop: z.number().nullable().describe('接手的客服读到的 position'),
  bot_mode: z.enum(botModes).describe('auto 全自动；assist 辅助；off 关闭'),
})
export const conversationRow = describes<ConversationRow>(anyRow)

const why = z.strictObject({
  kind: z.enum(['answer', 'collect', 'clarify', 'handoff', 'notice', 'silent']),
  intent: text,
  confidence: z.number().nullable(),
  rung: z.string(),
  because: z.string(),
  source: text.describe('知识库里的位置，如 replies/damaged.yaml:12:5'),
})

const anyLine = z.strictObject({
  id: z.string(),
  seq: z.number(),
  position: z.number(),
  conversation: z.string(),
  at: z.number(),
  author: z.enum(authors),
  name: text,
  parts: z.array(z.looseObject({ kind: z.string() })),
  external_id: text,
  delivery: z.strictObject({ status: z.string(), reason: text }).nullable(),
  why: why.nullable(),
  mentions: z.array(z.strictObject({ id: z.string(), name: z.string() })).describe('备注里 @ 了谁'),
})
export const line = describes<Line>(anyLine)

export const ticket = describes<Ticket>(
  z.looseObject({
    id: z.string(),
    number: z.string(),
    stage: z.enum(stages),
    status: z.string().describe('凭证收得怎么样：collecting、complete、partial'),
  }),
)

export const caseView = describes<CaseView>(
  z.strictObject({
    ticket,
    may: z
      .strictObject({
        stages: z.array(z.enum(stages)),
        levels: z.array(z.literal(levels)),
        plans: z.array(z.enum(planGoals)).describe('可以写哪几种方案来表决'),
        vote: z.boolean(),
        classify: z.boolean(),
        assign: z.boolean(),
        contacted: z.boolean(),
      })
      .describe('你现在可以做的'),
    votes_wanted: z.array(z.enum(roles)).describe('定下来之前还差谁同意这个方案'),
    choices: z
      .strictObject({
        symptoms: words,
        root_causes: words,
        levels: z.array(z.strictObject({ level: z.literal(levels), name: z.string() })),
      })
      .describe('replies/cases.yaml 和 severity.yaml 里的叫法'),
    evidence: z
      .strictObject({
        slots: z.array(
          z.strictObject({
            id: z.string(),
            state: z.enum(['missing', 'unclear', 'got', 'not_given']),
            hint: text,
            examples: words.describe('示范图片的地址'),
            poor: words.describe('发来了但看不清、没有算数的图片'),
            ask: text.describe('请顾客再发这一样的话'),
          }),
        ),
        pictures: z.record(
          z.string(),
          z.strictObject({
            fault: z.enum(['blurred', 'blank', 'small', 'unreadable', 'lost']).nullable(),
            received_at: z.number(),
            taken_at: text.describe('照片自带的拍摄时间，相机所在地的钟点'),
            reuses: z.array(
              z.strictObject({ number: z.string(), at: z.number(), exact: z.boolean() }),
            ),
          }),
        ),
        ask: text.describe('请顾客补齐所有还缺的话'),
      })
      .describe('凭证逐项的状态，和每张图片知道些什么'),
  }),
)

const decision = why.extend({
  turn: z.string(),
  at: z.number(),
  messages: words,
  text: z.string(),
  replies: words,
  intent_title: text,
  tried: z.array(z.strictObject({ rung: z.string(), found: z.string() })),
  playbook_revision: z.string(),
})

const order = z.strictObject({
  order_no: z.string(),
  state: z.string(),
  items: z.string(),
  amount: z.string(),
  placed_at: z.number(),
  courier: text,
  tracking_no: text,
  events: z.array(z.strictObject({ at: z.number(), text: z.string() })),
})

const orderView = order.extend({
  is_subject: z.boolean().describe('这个会话说的就是这一单'),
  deadlines: z.array(
    z.strictObject({
      kind: z.enum(['ship', 'damage', 'return', 'exchange', 'complaint']),
      due: z.number(),
      met: z.number().nullable(),
    }),
  ),
  after_sale: z
    .strictObject({
      kind: z.enum(afterSaleKinds),
      state: z.enum(afterSaleStates),
      updated_at: z.number(),
      amount: text,
    })
    .nullable(),
  delivery_promise: text,
  line: z.string().describe('一句话说清这一单，可以发给顾客'),
})

export const knowledgeEntry = describes<KnowledgeEntry>(
  z.strictObject({
    id: z.string(),
    title: z.string(),
    questions: words,
    text: z.string().describe('按这个会话填好的话；不知道的写作 {{ask:名称}}'),
    has_gaps: z.boolean(),
    applies: z.boolean().describe('这条的条件现在是不是成立'),
    source: z.string(),
  }),
)

export const customerView = describes<CustomerView>(
  z.strictObject({
    customer: z.strictObject({ id: z.string(), name: text }),
    channel: z.string(),
    account: z.string(),
    first_at: z.number(),
    chats: z.number().describe('来过几次'),
    emotion: z.number().nullable(),
    orders: z.strictObject({ count: z.number(), amount: z.string() }).nullable(),
    promises: z.array(
      z.strictObject({
        number: z.string(),
        title: z.string(),
        due: z.number(),
        warn: z.number().nullable(),
      }),
    ),
    cases: z.array(
      z.strictObject({
        number: z.string(),
        title: z.string(),
        stage: z.enum(stages),
        opened_at: z.number(),
        conversation: z.string(),
        told: text,
      }),
    ),
  }),
)

export const conversationDetail = describes<ConversationDetail>(
  anyRow.extend({
    transcript: z.array(line),
    owes_answer: z.boolean().describe('顾客在等人回话；只说谢谢的不算'),
    ticket: ticket.nullable(),
    tickets: z.array(ticket),
    open_tickets: words.describe('还没有了结的工单的 id'),
    handoff: z
      .strictObject({
        reason: z.string(),
        because: z.string(),
        at: z.number(),
        summary: words,
        evidence: z.strictObject({ have: words, missing: words }),
        emotion: z.number().nullable().describe('这一轮最强的情绪：0 平静，3 暴怒'),
        earlier: z.array(
          z.strictObject({
            number: z.string(),
            title: z.string(),
            stage: z.enum(stages),
            openedAt: z.number(),
          }),
        ),
        next: z.strictObject({ text: z.string(), source: z.string() }).nullable(),
        call_back_at: z.number().nullable().describe('没人在岗：什么时候回访'),
        reply_due: z
          .number()
          .nullable()
          .describe('平台要求人工在这之前回复：按平台的计时时段，不看值班日历'),
        notes: z.array(line).describe('同事最近留的备注'),
      })
      .nullable(),
    decisions: z.array(decision),
    orders: z.array(orderView),
    orders_unknown: z.boolean().describe('订单系统没有回应'),
  }),
)

const shopWords = words.describe('能看哪些店：渠道 web，或其中一个账号 web/demo；空的就是全部')
const anyDeskAgent = anyMe.extend({
  shops: shopWords,
  presence: z.enum(presenceStates).describe('自己说的：在线、小休、离线'),
  here: z.boolean().describe('现在能接会话：在线，并且客服台开着'),
  chats: z.number(),
  capacity: z.number(),
})
export const deskStatus = describes<DeskStatus>(
  z.strictObject({
    open: z.boolean(),
    opens_at: z.number().nullable(),
    wait_ms: z.number().nullable().describe('最近五次里有四次不超过这么久'),
    agents: z.array(anyDeskAgent),
    escalate: z.array(
      z.strictObject({
        after_waiting_ms: z.number(),
        after_passed_by: z.number(),
        to: z.array(z.enum(roles)),
      }),
    ),
    unknown_logins: words.describe('routing.yaml 里写了、但没有这个账号的名字'),
  }),
)

const anyLoginRow = anyMe.extend({
  shops: shopWords,
  disabled: z.boolean(),
  presence: z.enum(presenceStates),
  here: z.boolean(),
  chats: z.number(),
  seen_at: z.number().nullable().describe('最近一次登录着的时候'),
})
export const loginRow = describes<LoginRow>(anyLoginRow)
export const peopleList = describes<PeopleList>(
  z.strictObject({
    people: z.array(anyLoginRow),
    shops: z.array(z.strictObject({ channel: z.string(), account: z.string(), name: z.string() })),
    demo: z.boolean().describe('演示店铺：演示账号的密码写在登录页上'),
  }),
)

export const playbookStatus = describes<PlaybookStatus>(
  z.strictObject({
    revision: z.string(),
    loaded_at: z.number(),
    refused: z.strictObject({ at: z.number(), text: z.string() }).nullable(),
  }),
)

export const customerSession = describes<CustomerSession>(
  z.strictObject({
    shop: z.strictObject({ id: z.string(), name: z.string() }),
    customer: z.strictObject({ id: z.string(), name: text }),
    demoBuyers: z.array(z.strictObject({ id: z.string(), name: z.string(), hint: z.string() })),
    token: z.string().optional(),
    refused: z.enum(['forged', 'expired']).optional().describe('带来的凭证不认得或过期了'),
  }),
)

export const customerMatters = describes<CustomerMatters>(
  z.strictObject({
    orders: z.array(order),
    orders_unknown: z.boolean(),
    may_claim: z.boolean().describe('还不知道是谁：可以用订单号和手机后四位认'),
    may_leave: z.boolean().describe('是用订单号和手机后四位认的：可以退出'),
    cases: z.array(
      z.strictObject({
        number: z.string(),
        title: z.string(),
        opened_at: z.number(),
        stage: z.enum(stages),
        text: z.string(),
      }),
    ),
  }),
)

export const uploadedMedia = describes<UploadedMedia>(
  z.strictObject({ media: z.string(), mime: z.string(), bytes: z.number() }),
)

export const searchResults = describes<SearchResults>(
  z.strictObject({
    groups: z.array(
      z.strictObject({
        kind: z.enum(['order', 'case', 'customer', 'text']),
        hits: z.array(
          z.strictObject({
            conversation: anyRow,
            position: z.number().nullable().describe('聊天里的哪一句；没有就是整个会话'),
            at: z.number(),
            by: z.strictObject({ author: z.enum(authors), name: text }).nullable(),
            snippet: z.strictObject({ text: z.string(), start: z.number(), end: z.number() }),
          }),
        ),
      }),
    ),
  }),
)

export const draft = describes<Draft>(
  z.strictObject({ conversation: z.string(), reply: z.string(), note: z.string(), at: z.number() }),
)

export const quickGroup = describes<QuickGroup>(
  z.strictObject({
    id: z.string(),
    title: z.string(),
    replies: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        text: z.string(),
        unresolved: words.describe('这个会话里没有值的变量'),
        asks: words.describe('要客服自己填的'),
        picture: text.describe('图片名，地址是 /example/<名字>'),
        aliases: words,
        initials: z.string().describe('标题的拼音首字母'),
        pinyin: z.string(),
        used: z.strictObject({ mine: z.number(), all: z.number() }).describe('用过几次'),
      }),
    ),
  }),
)

export const suggestion = describes<Suggestion>(
  z.strictObject({
    id: z.string(),
    by: z.enum(['bot', 'playbook']),
    text: z.string(),
    intent: text,
    intent_title: text,
    confidence: z.number().nullable(),
    source: text,
  }),
)

export const suggestionTally = describes<SuggestionTally>(
  z.strictObject({
    id: z.string(),
    shown: z.number(),
    accepted: z.number(),
    edited: z.number(),
  }),
)

export const unresolvedRefusal = z.strictObject({
  code: z.literal('unresolved'),
  message: z.string(),
  path: z.string(),
  places: z.array(z.strictObject({ text: z.string(), start: z.number(), end: z.number() })),
})

/** The error answers that a route may give, for its description. */
export const errorAnswers = { '4xx': apiError, '5xx': apiError }
