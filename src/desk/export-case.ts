import type { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { type Author, type Entry, isMedia, type MessagePart, textOf } from '../model/message.ts'
import type { Ticket, TicketSlot } from '../model/ticket.ts'
import type { MediaRecord, Store } from '../store/index.ts'

/** A case as others take it over: all that is known of it, and what was said. */
export interface CaseFile {
  readonly ticket: Ticket
  readonly transcript: readonly Entry[]
  readonly evidence: readonly EvidenceFile[]
}

/** A picture or film of the evidence, and where it lies in the archive. */
export interface EvidenceFile {
  /** The slot that it was given for. */
  readonly slot: string
  /** The customer's message that it came with. */
  readonly from: string
  readonly mediaId?: string
  /** `evidence/01-破损处的照片-1.jpg`; absent where no copy was kept. */
  readonly file?: string
  readonly sha256?: string
  /** The customer called it a mistake. */
  readonly takenBack?: true
  /** Why there is no copy. */
  readonly missing?: string
}

const linesExported = 2_000

/** Everything about a ticket; its evidence has names for the archive. */
export const caseFile = async (
  store: Pick<Store, 'read' | 'media'>,
  ticket: Ticket,
): Promise<CaseFile> => {
  const transcript = await store.read.transcript(ticket.conversationId, { limit: linesExported })
  const evidence: EvidenceFile[] = []
  for (const [index, slot] of ticket.slots.entries()) {
    evidence.push(...(await evidenceOf(store, slot, index)))
  }
  return { ticket, transcript, evidence }
}

const evidenceOf = async (
  { media }: Pick<Store, 'media'>,
  { label, state }: TicketSlot,
  index: number,
): Promise<EvidenceFile[]> => {
  const counts = state.kind === 'filled' ? state.values : []
  const mistaken = state.takenBack ?? []
  const given = [...counts, ...mistaken].filter((value) => value.kind === 'media')
  return Promise.all(
    given.map(async (value, n): Promise<EvidenceFile> => {
      const { part, from } = value
      const mark = mistaken.includes(value) ? ({ takenBack: true } as const) : {}
      const mediaId = isMedia(part) ? part.mediaId : undefined
      const record = mediaId === undefined ? undefined : await media.find(mediaId)
      const known = { slot: label, from, ...(mediaId === undefined ? {} : { mediaId }), ...mark }
      if (record?.status !== 'kept') return { ...known, missing: whyMissing(record) }
      const wrong = mark.takenBack ? '-发错' : ''
      const name = `${String(index + 1).padStart(2, '0')}-${fileName(label)}-${n + 1}${wrong}`
      return {
        ...known,
        file: `evidence/${name}${extensionOf(record.mime)}`,
        sha256: record.sha256,
      }
    }),
  )
}

const whyMissing = (record: MediaRecord | undefined): string => {
  if (record?.status === 'refused') return record.reason
  return record === undefined ? '没有自己的副本' : '副本还没有取到'
}

/** No separators, nothing that Windows refuses, nothing unseen or that turns the letters around. */
const fileName = (label: string): string =>
  Array.from(label.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '_'))
    .slice(0, 40)
    .join('')

const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'image/webp': '.webp',
  'image/heic': '.heic',
  'video/mp4': '.mp4',
  'video/webm': '.webm',
  'video/quicktime': '.mov',
  'application/pdf': '.pdf',
}

const extensionOf = (mime: string): string => extensions[mime] ?? ''

/**
 * The case as a ZIP: `case.json`, `transcript.txt` for people, and the original pictures, each with
 * the hash that it was kept under. It is made while it is read.
 */
export const zipOf = async (
  file: CaseFile,
  open: (mediaId: string) => Promise<Readable>,
  timeZone: string,
): Promise<Readable> => {
  const zip = new ZipFile()
  const mtime = new Date(file.ticket.updatedAt)
  const add = (text: string, name: string) =>
    zip.addBuffer(Buffer.from(text, 'utf8'), name, { mtime })
  add(JSON.stringify(file, null, 2), 'case.json')
  add(transcriptText(file, timeZone), 'transcript.txt')
  for (const { file: name, mediaId } of file.evidence) {
    if (name === undefined || mediaId === undefined) continue
    // Pictures are compressed as they are.
    zip.addReadStream(await open(mediaId), name, { mtime, compress: false })
  }
  zip.end()
  return zip.outputStream as Readable
}

const transcriptText = ({ ticket, transcript }: CaseFile, timeZone: string): string =>
  [
    `${ticket.number} ${indented(ticket.title)}`,
    '',
    ...transcript.map((entry) => {
      const at = new Date(entry.at).toLocaleString('sv-SE', { timeZone })
      const because = entry.why === undefined ? '' : `（机器人的依据：${entry.why.because}）`
      return `${at} ${whoSaid(entry.author)}：${indented(wordsOf(entry))}${because}`
    }),
    '',
  ].join('\n')

/** So that nobody's words look like a line that somebody else said. */
const indented = (text: string) => text.replace(/\r\n|[\n\r\v\f\x85\u2028\u2029]/g, '\n    ')

const wordsOf = ({ parts }: Entry): string =>
  [textOf(parts), ...parts.flatMap((part) => (part.kind === 'text' ? [] : [thingOf(part)]))]
    .filter((piece) => piece !== '')
    .join(' ')

const thingNames = {
  image: '图片',
  video: '视频',
  voice: '语音',
  file: '文件',
  order: '订单',
  product: '商品',
  unsupported: '不支持的消息',
} as const

/** `［图片］`, `［订单 6920…］`. */
const thingOf = (part: Exclude<MessagePart, { kind: 'text' }>): string => {
  const name = thingNames[part.kind]
  if (part.kind === 'order') return `［${name} ${part.orderNo}］`
  return part.kind === 'product' ? `［${name} ${part.productId}］` : `［${name}］`
}

const whoSaid = (author: Author): string => {
  switch (author.kind) {
    case 'customer':
      return '顾客'
    case 'bot':
      return '机器人'
    case 'agent':
      return author.name
    case 'note':
      return `${author.name}（备注，顾客看不到）`
    case 'shop_human':
      return '店里的同事'
    case 'shop_system':
      return '平台'
    case 'event':
      return '系统'
    default:
      return author satisfies never
  }
}
