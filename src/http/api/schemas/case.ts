import { z } from 'zod'
import { roles } from '../../../model/people.ts'
import { levels, planGoals, stages, type Ticket } from '../../../model/ticket.ts'
import type { CaseView } from '../../../model/wire/case.ts'
import { describes, text, words } from './describes.ts'

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
