import { z } from 'zod'
import { outcomeKinds } from '../../../model/outcome.ts'
import type { Overview, OverviewList, OverviewNow } from '../../../model/overview.ts'
import { ratingReasons } from '../../../model/rating.ts'
import { levels, stages } from '../../../model/ticket.ts'
import { conversationRow } from './conversation.ts'
import { describes } from './describes.ts'

const counts = z.record(z.string(), z.number())
const spread = z
  .strictObject({
    count: z.number(),
    median: z.number().nullable(),
    p90: z.number().nullable(),
  })
  .describe('毫秒；一半不超过 median，九成不超过 p90')
const replies = z.strictObject({
  channel: z.string(),
  owed: z.number(),
  met: z.number(),
  late: z.number(),
  pending: z.number(),
  target: z.number().nullable(),
  misses_left: z.number().nullable().describe('还能超时几次；小于 0 是已经没达标'),
})

export const overview = describes<Overview>(
  z.strictObject({
    at: z.number(),
    from: z.string(),
    to: z.string(),
    shops: z.array(z.string()),
    rounds: counts,
    response: spread,
    wait: spread,
    before: z
      .strictObject({ rounds: counts, response: spread })
      .nullable()
      .describe('之前同样多的天，到同一个钟点；没有那么早的数就没有'),
    days: z.array(
      z.strictObject({
        day: z.string(),
        rounds: counts,
        response: spread,
        reasons: counts,
        intents: counts,
      }),
    ),
    reasons: z.array(z.strictObject({ reason: z.string().nullable(), count: z.number() })),
    intents: z.array(
      z.strictObject({
        intent: z.string(),
        title: z.string(),
        count: z.number(),
        handed: z.number(),
        missed: z.number(),
        before: z.number(),
      }),
    ),
    heat: z.array(z.array(z.number())).describe('星期一到星期日，每天 24 小时'),
    cases: counts,
    stages: z.array(z.strictObject({ stage: z.enum(stages), count: z.number() })),
    clocks: z.array(
      z.strictObject({
        clock: z.string(),
        level: z.literal(levels),
        title: z.string(),
        kept: z.number(),
        late: z.number(),
        pending: z.number(),
      }),
    ),
    levels: z.array(z.strictObject({ level: z.literal(levels), name: z.string() })),
    replies: z.array(replies),
    agents: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        chats: z.number(),
        response: spread,
        closed: z.number(),
        replies: z.strictObject({ met: z.number(), late: z.number() }),
        suggested: z.strictObject({ shown: z.number(), same: z.number(), changed: z.number() }),
        survey: z
          .strictObject({ count: z.number(), stars: z.number() })
          .describe('评价几个，一共几颗星'),
      }),
    ),
    answers: z
      .array(
        z.strictObject({
          source: z.string().nullable(),
          intent: z.string().nullable(),
          title: z.string().nullable(),
          up: z.number(),
          down: z.number(),
          reasons: z.record(z.enum(ratingReasons), z.number()),
        }),
      )
      .describe('机器人的哪条回答，几个赞、几个踩、为什么踩'),
    survey: z.strictObject({
      counts,
      scores: z.array(z.number()).describe('一星到五星各几个'),
    }),
    settled: z.strictObject({
      counts,
      time: spread,
      outcomes: z.array(
        z.strictObject({
          outcome: z.enum([...outcomeKinds, 'rejected']).nullable(),
          count: z.number(),
          priced: z.number().describe('写了金额的几个'),
          minor: z.number().describe('金额合计，分'),
        }),
      ),
    }),
    staffing: z
      .array(
        z.strictObject({
          ms: z.number(),
          of_ms: z.number(),
          begun: z.number(),
          of_begun: z.number(),
        }),
      )
      .describe('星期一到星期日：值班多久、一共多久，值班时开始的会话、全部会话'),
  }),
)

export const overviewNow = describes<OverviewNow>(
  z.strictObject({
    at: z.number(),
    day: z.string(),
    waiting: z.array(
      z.strictObject({
        level: z.literal(levels).nullable(),
        count: z.number(),
        since: z.number(),
      }),
    ),
    with_agents: z.number(),
    unanswered: z.number(),
    with_bot: z.number(),
    overdue: z.number(),
    due_soon: z.number(),
    open: z.boolean(),
    here: z.number(),
    capacity: z.number(),
    today: counts,
    response: spread,
    replies: z.array(replies),
  }),
)

export const overviewList = describes<OverviewList>(
  z.strictObject({
    total: z.number(),
    rows: z.array(
      z.strictObject({
        at: z.number(),
        reason: z.string().nullable(),
        intents: z.array(z.string()),
        conversation: conversationRow,
      }),
    ),
  }),
)
