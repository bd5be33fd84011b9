import type { ConversationId } from '../../model/ids.ts'
import type { MediaRecord, MediaRecords, WantedMedia } from '../store.ts'
import type { Connection } from './connection.ts'

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
}

export function createMediaRecords({ db, write }: Connection): MediaRecords {
  const save = db.prepare(
    `INSERT OR REPLACE INTO media
       (id, conversation_id, url, at, status, mime, bytes, sha256, name, reason, attempts, next_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const find = db.prepare<[string], MediaRow>('SELECT * FROM media WHERE id = ?')
  const wanted = db.prepare<[number, number], MediaRow>(
    `SELECT * FROM media WHERE status = 'wanted' AND next_at <= ?
     ORDER BY next_at, at, id LIMIT ?`,
  )
  const soonest = db
    .prepare<[], number>(
      `SELECT next_at FROM media WHERE status = 'wanted' ORDER BY next_at LIMIT 1`,
    )
    .pluck()

  return {
    async save(record) {
      const kept = record.status === 'kept' ? record : undefined
      const wanted = record.status === 'wanted' ? record : undefined
      write(() =>
        save.run(
          record.id,
          record.conversationId,
          record.url,
          record.at,
          record.status,
          kept?.mime ?? null,
          kept?.bytes ?? null,
          kept?.sha256 ?? null,
          kept?.name ?? null,
          record.status === 'refused' ? record.reason : null,
          wanted?.attempts ?? 0,
          wanted ? (wanted.nextAt ?? wanted.at) : null,
        ),
      )
    },
    async find(id) {
      const row = find.get(id)
      return row && recordOf(row)
    },
    wanted: async (at, limit) => wanted.all(at, limit).map(wantedOf),
    nextDueAt: async () => soonest.get(),
  }
}

function wantedOf(row: MediaRow): WantedMedia {
  const { id, conversation_id: conversationId, url, at, attempts } = row
  return { id, conversationId, url, at, status: 'wanted', attempts, nextAt: row.next_at ?? at }
}

function recordOf(row: MediaRow): MediaRecord {
  const { id, conversation_id: conversationId, url, at, status } = row
  const common = { id, conversationId, url, at }
  switch (status) {
    case 'wanted':
      return wantedOf(row)
    case 'refused':
      return { ...common, status, reason: row.reason ?? '' }
    case 'kept':
      return {
        ...common,
        status,
        mime: row.mime ?? '',
        bytes: row.bytes ?? 0,
        sha256: row.sha256 ?? '',
        ...(row.name !== null && { name: row.name }),
      }
    default:
      return status satisfies never
  }
}
