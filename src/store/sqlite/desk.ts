import type { DeskRecords, Reader } from '../desk.ts'
import type { Connection } from './connection.ts'

export function createDeskRecords({ db, write, nextSeq }: Connection): DeskRecords {
  const marks = { customer: prepareMark('customer_read'), shop: prepareMark('shop_read') }

  function prepareMark(column: 'customer_read' | 'shop_read') {
    const reached = db.prepare<{ id: string; upTo: number }, { key: number; position: number }>(
      `SELECT key, min(:upTo, newest) AS position FROM (
         SELECT key, ifnull(${column}, 0) AS before,
           (SELECT max(position) FROM messages WHERE conversation = key) AS newest
         FROM conversations WHERE id = :id)
       WHERE min(:upTo, newest) > before`,
    )
    const save = db.prepare(`UPDATE conversations SET ${column} = ?, seq = ? WHERE key = ?`)
    return { reached, save }
  }

  return {
    async noteRead(id, by: Reader, upTo) {
      const { reached, save } = marks[by]
      const mark = reached.get({ id, upTo })
      if (mark === undefined) return false
      write(() => save.run(mark.position, nextSeq(), mark.key))
      return true
    },
  }
}
