import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import { z } from 'zod'
import type { ImportReport } from '../../orders/index.ts'
import { requireRight } from '../auth.ts'
import type { App, Edge } from '../edge.ts'
import { Refusal } from '../errors.ts'
import { languageOf } from '../language.ts'
import { errorAnswers } from './schemas/error.ts'

const query = z.strictObject({ dry_run: z.enum(['true', 'false']).default('false') })

const report: z.ZodType<ImportReport> = z.strictObject({
  file: z.string(),
  mode: z.enum(['kept', 'dry_run']),
  rows: z.int().describe('等于 imported + updated + unchanged + refused'),
  imported: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  orders: z.int(),
  refusals: z.array(
    z.strictObject({
      sheet: z.string().exactOptional(),
      row: z.int(),
      column: z.string().exactOptional(),
      heading: z.string().exactOptional(),
      message: z.string(),
    }),
  ),
  notes: z.array(z.string()),
})

/** A table of orders, while the counter runs. One at a time: each holds its file's rows in memory. */
export function addOrderImport(app: App, { deps, sessions }: Edge) {
  let isBusy = false

  app.post(
    '/api/orders/import',
    {
      schema: {
        tags: ['orders'],
        summary: '导入订单表格（multipart，CSV 或 xlsx，50 MiB 以内）；dry_run=true 只试算',
        consumes: ['multipart/form-data'],
        querystring: query,
        response: { 200: report, ...errorAnswers },
      },
    },
    async (request) => {
      await requireRight(request, sessions, 'importOrders')
      if (isBusy) throw busy()
      isBusy = true
      try {
        const upload = await request.file()
        if (!upload) throw new Refusal('bad_request', { zh: '没有文件', en: 'There is no file' })
        const locale = languageOf(request.headers) === 'en' ? 'en' : 'zh-CN'
        const mode = request.query.dry_run === 'true' ? 'dry_run' : 'kept'
        return await withCopy(upload, (file) =>
          deps.importOrders({ file, name: upload.filename || 'orders', mode, locale }),
        )
      } finally {
        isBusy = false
      }
    },
  )
}

/** A table is read more than once, so it is put on disk first. */
async function withCopy<T>({ file }: MultipartFile, use: (path: string) => Promise<T>): Promise<T> {
  const dir = await mkdtemp(join(tmpdir(), 'shouhou-import-'))
  try {
    const path = join(dir, 'table')
    await pipeline(file, createWriteStream(path))
    if (file.truncated) throw new Refusal('too_large')
    return await use(path)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

const busy = () =>
  new Refusal(
    'conflict',
    { zh: '另一个文件正在导入，请等它完成', en: 'Another file is being imported, wait for it' },
    { retryAfterMs: 10_000 },
  )
