import { z } from 'zod'
import type { KnowledgeEntry } from '../../../model/wire/conversation.ts'
import type { Draft, QuickGroup, Suggestion, SuggestionTally } from '../../../model/wire/reply.ts'
import { describes, text, words } from './describes.ts'

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
