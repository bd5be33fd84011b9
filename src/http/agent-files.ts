import { z } from 'zod'
import type { Conversation } from '../model/conversation.ts'
import { type AgentId, type ConversationId, conversationId } from '../model/ids.ts'
import { examplePart, type MediaPart } from '../model/message.ts'
import type { AgentFile } from '../model/wire/reply.ts'
import type { MediaRecord } from '../store/index.ts'
import type { HttpDeps } from './deps.ts'
import { Refusal } from './errors.ts'
import { cleanName } from './take-file.ts'

/** Files that go with what an agent writes. */
export const agentFiles = z
  .array(
    z.strictObject({
      media: z.string().regex(/^[a-z0-9_]{8,64}$/, '不是已上传文件的编号'),
      name: z.string().max(200).transform(cleanName).optional(),
      kind: z.enum(['image', 'video', 'file']),
    }),
  )
  .max(9)
  .default([])

/**
 * A file that an agent uploaded belongs to no chat: no customer can ask for it. A reply gives it to
 * the chat that it goes to; one that stands in a note stays with the shop.
 */
export const ownerOfUploads = (agent: AgentId): ConversationId => conversationId(`agent:${agent}`)

interface FilesOut {
  readonly files: z.infer<typeof agentFiles>
  readonly agent: AgentId
  readonly conversation: Conversation
}

/** For a note. Throws where a file is not there, or is another agent's or another chat's. */
export async function notedFiles(
  out: FilesOut,
  deps: Pick<HttpDeps, 'store'>,
): Promise<readonly MediaPart[]> {
  return (await findFiles(out, deps)).map(({ part }) => part)
}

/** For a reply: the customer may ask for them from now on. */
export async function sentFiles(
  out: FilesOut,
  deps: Pick<HttpDeps, 'store' | 'accounts'>,
): Promise<readonly MediaPart[]> {
  if (out.files.length === 0) return []
  const { channel: name, account, id } = out.conversation
  const door = deps.accounts.find((each) => each.channel.name === name && each.account === account)
  if (!door?.channel.limits.uploads) throw new Refusal('bad_request', wordsOnly, { path: 'media' })
  const found = await findFiles(out, deps)
  for (const { record } of found)
    if (record.conversationId !== id) await deps.store.media.save({ ...record, conversationId: id })
  return found.map(({ part }) => part)
}

/** Pictures of the playbook, as quick replies bring them along. */
export function shownPictures(
  { pictures, conversation }: { pictures: readonly string[]; conversation: Conversation },
  { accounts, examplePicture }: Pick<HttpDeps, 'accounts' | 'examplePicture'>,
): readonly MediaPart[] {
  if (pictures.length === 0) return []
  const { channel: name, account } = conversation
  const door = accounts.find((each) => each.channel.name === name && each.account === account)
  if (!door?.channel.showsExamples(door.settings))
    throw new Refusal('bad_request', wordsOnly, { path: 'pictures' })
  return pictures.map((picture, index) => {
    if (examplePicture(picture) !== undefined) return examplePart(picture, picture)
    throw new Refusal('not_found', noPicture, { path: `pictures[${index}]` })
  })
}

async function findFiles(
  { files, agent, conversation }: FilesOut,
  { store }: Pick<HttpDeps, 'store'>,
) {
  const owners = [ownerOfUploads(agent), conversation.id]
  return Promise.all(
    files.map(async ({ media, kind, name }, index) => {
      const record = await store.media.find(media)
      const path = `media[${index}]`
      if (record?.status !== 'kept' || !owners.includes(record.conversationId))
        throw new Refusal('not_found', noFile, { path })
      if (!isOf(kind, record)) throw new Refusal('bad_request', anotherKind, { path })
      const label = name || record.name
      const part: MediaPart = {
        kind,
        url: record.url,
        mediaId: media,
        ...(label && { name: label }),
      }
      return { record, part }
    }),
  )
}

const isOf = (kind: AgentFile['kind'], { mime }: Extract<MediaRecord, { status: 'kept' }>) =>
  kind === 'file' || mime.startsWith(`${kind}/`)

const noFile = { zh: '没有这个文件，请重新上传', en: 'No such file, please upload it again' }
const noPicture = { zh: '知识库里没有这张图片', en: 'The playbook has no such picture' }
const anotherKind = { zh: '文件的类型和 kind 对不上', en: 'The file is of another kind' }
const wordsOnly = {
  zh: '这条渠道发不了图片和文件，请用文字说明，或在平台的客户端里发',
  en: "This channel cannot send files: tell it in words, or send them in the platform's own client",
}
