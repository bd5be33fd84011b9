import type { ConversationId } from '../../model/ids.ts'
import type { Shop } from '../../model/people.ts'
import type { Inspection, PictureState } from '../../model/picture.ts'
import type { MediaRecord, MediaRecords, WantedMedia } from '../media.ts'
import type { Connection } from './connection.ts'
import { type Owner, preparePictureReuses } from './picture-reuses.ts'
import { parse } from './rows.ts'

interface MediaRow {
  readonly id: string
  readonly conversation_id: ConversationId
  readonly url: string
  readonly at: number
  readonly status: MediaRecord['status']
  readonly mime: string | null
  readonly bytes: number | null
  readonly sha256: string | null
  readonly name: string | null
  readonly reason: string | null
  readonly attempts: number
  readonly next_at: number | null
  readonly inspection: string | null
  readonly by_settings: number
}

export function createMediaRecords(connection: Connection): MediaRecords {
  const { db, write, nextSeq } = connection
  const reuses = preparePictureReuses(connection)
  const save = db.prepare(
    `INSERT OR REPLACE INTO media
       (id, conversation_id, url, at, status, mime, bytes, sha256, name, reason, attempts, next_at,
        inspection, by_settings, settled_seq)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const find = db.prepare<[string], MediaRow>('SELECT * FROM media WHERE id = ?')
  const shopsOf = db.prepare<[{ id: string }], Shop>(
    `SELECT channel, account FROM conversations
       WHERE id = (SELECT conversation_id FROM media WHERE id = :id)
     UNION ALL SELECT channel, account FROM noted_media
       JOIN conversations ON key = conversation WHERE media = :id`,
  )
  const wanted = db.prepare<[number, number], MediaRow>(
    `SELECT * FROM media WHERE status = 'wanted' AND next_at <= ?
     ORDER BY next_at, at, id LIMIT ?`,
  )
  const soonest = db
    .prepare<[], number>(
      `SELECT next_at FROM media WHERE status = 'wanted' ORDER BY next_at LIMIT 1`,
    )
    .pluck()

  /** A turn may be waiting for it; what has no unread message waits for something else. */
  const lookAgain = db.prepare(
    `UPDATE conversations SET due_at = min(ifnull(due_at, :at), :at) WHERE id = :id AND EXISTS
       (SELECT 1 FROM messages WHERE conversation = key AND turn IS NULL AND external_id IS NOT NULL)`,
  )

  function stateOf(record: MediaRecord, owner: Owner): PictureState | undefined {
    if (record.status === 'wanted') return { kind: 'pending' }
    if (record.status === 'refused')
      return record.bySettings ? undefined : { kind: 'refused', reason: record.reason }
    const { inspection, sha256 } = record
    if (inspection.kind === 'unreadable') return inspection
    if (inspection.kind === 'unchecked')
      return { ...inspection, reuses: reuses.of({ sha256 }, owner) }
    const { hash, shown: _, takenAt: __, ...looks } = inspection
    return { ...looks, reuses: reuses.of({ sha256, ...(hash && { hash }) }, owner) }
  }

  return {
    async save(record) {
      const kept = record.status === 'kept' ? record : undefined
      const wanted = record.status === 'wanted' ? record : undefined
      const refused = record.status === 'refused' ? record : undefined
      const inspection = kept?.inspection
      write(() => {
        save.run(
          record.id,
          record.conversationId,
          record.url,
          record.at,
          record.status,
          kept?.mime ?? null,
          kept?.bytes ?? null,
          kept?.sha256 ?? null,
          record.name ?? null,
          refused?.reason ?? null,
          wanted?.attempts ?? 0,
          wanted ? (wanted.nextAt ?? wanted.at) : null,
          inspection ? JSON.stringify(inspection) : null,
          refused?.bySettings ? 1 : 0,
          wanted ? null : nextSeq(),
        )
        if (inspection?.kind === 'checked' && inspection.hash !== undefined)
          reuses.index(record.id, inspection.hash)
        if (record.status !== 'wanted') lookAgain.run({ id: record.conversationId, at: record.at })
      })
    },
    async pictures(ids, owner) {
      const states = ids.flatMap((id) => {
        const row = find.get(id)
        const state = row && stateOf(recordOf(row), owner)
        return state ? [[id, state] as const] : []
      })
      return Object.fromEntries(states)
    },
    async find(id) {
      const row = find.get(id)
      return row && recordOf(row)
    },
    shopsOf: async (id) => shopsOf.all({ id }),
    wanted: async (at, limit) => wanted.all(at, limit).map(wantedOf),
    nextDueAt: async () => soonest.get(),
  }
}

function wantedOf(row: MediaRow): WantedMedia {
  const { at, attempts } = row
  return { ...commonOf(row), status: 'wanted', attempts, nextAt: row.next_at ?? at }
}

function recordOf(row: MediaRow): MediaRecord {
  const { status } = row
  switch (status) {
    case 'wanted':
      return wantedOf(row)
    case 'refused':
      return {
        ...commonOf(row),
        status,
        reason: row.reason ?? '',
        ...(row.by_settings === 1 && { bySettings: true }),
      }
    case 'kept':
      return {
        ...commonOf(row),
        status,
        mime: row.mime ?? '',
        bytes: row.bytes ?? 0,
        sha256: row.sha256 ?? '',
        inspection: parse<Inspection>(row.inspection ?? '{"kind":"unchecked"}'),
      }
    default:
      return status satisfies never
  }
}

const commonOf = ({ id, conversation_id, url, at, name }: MediaRow) => ({
  id,
  conversationId: conversation_id,
  url,
  at,
  ...(name !== null && { name }),
})
