import { z } from 'zod'
import { presenceStates, roles } from '../../../model/people.ts'
import type { DeskStatus, PlaybookStatus, SearchResults } from '../../../model/wire/desk.ts'
import { anyRow, authors } from './conversation.ts'
import { describes, text, words } from './describes.ts'
import { anyMe, shopWords } from './people.ts'

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

export const playbookStatus = describes<PlaybookStatus>(
  z.strictObject({
    revision: z.string(),
    loaded_at: z.number(),
    refused: z.strictObject({ at: z.number(), text: z.string() }).nullable(),
  }),
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
