import { z } from 'zod'
import { roles } from '../../../model/people.ts'
import type { NamedColleague, NoteFound, UnseenMention } from '../../../model/wire/note.ts'
import { line } from './conversation.ts'
import { describes } from './describes.ts'

export const namedColleague = describes<NamedColleague>(
  z.strictObject({
    id: z.string(),
    name: z.string(),
    role: z.enum(roles),
    initials: z.string().describe('拼音首字母'),
    pinyin: z.string(),
  }),
)

export const noteFound = describes<NoteFound>(
  z.strictObject({
    line,
    customer: z.strictObject({ id: z.string(), name: z.string().nullable() }),
    channel: z.string(),
    unseen: z.boolean().describe('提到我，我还没看'),
  }),
)

export const unseenMention = describes<UnseenMention>(
  z.strictObject({ line: z.string(), conversation: z.string() }),
)
