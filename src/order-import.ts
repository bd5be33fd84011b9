import { join } from 'node:path'
import type { Config } from './config.ts'
import { GatewayError } from './model/errors.ts'
import {
  formatReport,
  type ImportOptions,
  type ImportReport,
  importOrders,
} from './orders/index.ts'
import { createSqliteStore, type OrdersReader, openOrdersReader } from './store/index.ts'

/** What is asked of an import: a file, and whether it is to be kept. */
export type ImportAsked = Pick<ImportOptions, 'file' | 'name' | 'mode' | 'locale'>

interface Importing {
  readonly config: Config
  readonly store: Pick<OrdersReader, 'orders'>
  readonly now: () => number
}

/** Imports tables of orders into a store; the report says when its orders are not the ones in use. */
export const createOrderImport =
  ({ config, store, now }: Importing) =>
  async (asked: ImportAsked): Promise<ImportReport> => {
    const { timeZone } = config
    const report = await importOrders({ ...asked, records: store.orders, timeZone, now })
    const say = texts[asked.locale]
    const others = config.orders ? [say.remote] : config.demo ? [say.demo] : []
    return { ...report, notes: [...report.notes, ...others] }
  }

/** The same from the command line: with the counter stopped; a rehearsal also while it runs. */
export const importTable = async (config: Config, asked: ImportAsked) => {
  const store = openStore(config, asked)
  try {
    const report = await createOrderImport({ config, store, now: Date.now })(asked)
    return { report, text: formatReport(report, asked.locale) }
  } finally {
    await store.close()
  }
}

const openStore = ({ dataDir }: Config, { mode, locale }: ImportAsked) => {
  const file = join(dataDir, 'shouhou.db')
  try {
    return mode === 'dry_run' ? openOrdersReader(file) : createSqliteStore({ file })
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== 'store_busy') throw error
    throw new GatewayError('store_busy', texts[locale].running(dataDir), { cause: error })
  }
}

const texts = {
  'zh-CN': {
    remote: '设了 ORDERS_URL：机器人从那里查订单，导入的订单现在用不上',
    demo: 'DEMO=on：机器人现在用演示订单；DEMO=off 并重启后才用导入的订单',
    running: (dir: string) =>
      `${dir} 里的数据正被运行中的售后客服台使用，没有导入。请先停下它再导入（试算 --dry-run 不用停）；或者不停，改用接口 POST /api/orders/import 上传这个文件（要主管、运营或管理员登录，见 docs/orders.md）。`,
  },
  en: {
    remote: 'ORDERS_URL is set: orders are asked for there, and imported ones are not used now',
    demo: 'DEMO=on: the demo’s orders are in use; imported ones are from DEMO=off and a restart on',
    running: (dir: string) =>
      `The data in ${dir} are in use by a running counter; nothing was imported. Stop it first (not for a --dry-run); or leave it running and upload the file to POST /api/orders/import (as supervisor, operator or admin; docs/orders.md tells how).`,
  },
} as const
