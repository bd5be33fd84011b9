import { createSecretKey, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { createAuthoring } from './authoring/index.ts'
import { type ChannelAccount, isAccountOf, web } from './channels/index.ts'
import { type Config, projectRoot } from './config.ts'
import { assembleCounter } from './counter.ts'
import { startPast } from './demo/index.ts'
import { demoLogins } from './demo-logins.ts'
import { createLogins } from './desk/index.ts'
import { createHttp, type Http, hashPassword, isPassword } from './http/index.ts'
import { createMediaFiles, fetchMedia } from './media/index.ts'
import { createMetrics } from './metrics.ts'
import { openShop } from './mind.ts'
import { GatewayError } from './model/errors.ts'
import { agentId, intentId } from './model/ids.ts'
import { createOrderImport } from './order-import.ts'
import { createTrackingIntake } from './orders/index.ts'
import { createStatistics } from './overview/index.ts'
import { keepPlaybook } from './playbook-keeper.ts'
import type { Store } from './store/index.ts'
import { createSqliteStore } from './store/sqlite/index.ts'

/** The whole counter, running. */
export interface App {
  readonly url: string
  /** The port that was asked for, when somebody else has it. */
  readonly busyPort?: number
  /** Nobody can log in to the console: there is no login yet. */
  readonly nobodyCanLogIn: boolean
  close(): Promise<void>
}

const finishWithinMs = 10_000

/**
 * The one file that names every concrete part. Throws a `GatewayError` that a person can act on
 * when the playbook is wrong or another process has the store.
 */
export const createApp = async (config: Config, log: Logger, now = Date.now): Promise<App> => {
  mkdirSync(config.dataDir, { recursive: true })
  const store = await createSqliteStore({ file: join(config.dataDir, 'shouhou.db') })
  const shop = openShop(config, now, { store, log })
  const keeper = await keepPlaybook({ config, shop, log, now }).catch(async (error: unknown) => {
    await store.close()
    throw error
  })
  const accounts = withVisitorSecret(config.accounts, join(config.dataDir, 'visitor-secret'))
  const authoring = createAuthoring({ config, shop, store, live: keeper, log, now })
  const files = createMediaFiles({ dir: join(config.dataDir, 'media') })
  const metrics = createMetrics(store.read)
  const { gateway, desk, cases, roster, briefing } = assembleCounter({
    store,
    accounts,
    mind: keeper.mind,
    orders: shop.orders,
    ordersForPeople: shop.ordersForPeople,
    keepFile: (id, url) => fetchMedia({ id, url, files, allowedHosts: config.mediaHosts }),
    files,
    timeZone: config.timeZone,
    burstWindowMs: config.burstWindowMs,
    log,
    now,
    fetch,
    observe: metrics.observe,
  })
  await seedAgents(store, config)
  const http = await createHttp({
    config: {
      trustProxy: config.trustProxy,
      webDir: join(projectRoot, 'dist/web'),
      ...(shop.demo
        ? { demo: { shop: 'demo', buyers: shop.demo.buyers(), logins: demoLogins } }
        : {}),
    },
    log,
    now,
    timeZone: config.timeZone,
    store,
    gateway,
    desk,
    assist: gateway.assist,
    knowledge: gateway.knowledge,
    helpWords: () => keeper.mind().playbook,
    cases,
    roster,
    briefing,
    logins: createLogins({ people: store.people, hash: hashPassword, accounts }),
    accounts,
    media: files,
    orders: shop.orders ?? { ofBuyer: async () => [], byNumber: async () => undefined },
    ordersForPeople: shop.ordersForPeople ?? { ofBuyer: async () => [] },
    importOrders: createOrderImport({ config, store, now }),
    tracking: createTrackingIntake({
      parcels: store.parcels,
      secret: config.trackingSecret,
      kuaidi100Salt: config.kuaidi100Salt,
      now,
    }),
    shopName: () => keeper.shopName(),
    tone: { check: (text, situation) => keeper.tone().check(text, situation) },
    isSmallTalk: (intent) => {
      const role = keeper.mind().playbook.intents.get(intentId(intent))?.role
      return role === 'social' || role === 'context'
    },
    examplePicture: (name) => keeper.mind().playbook.examplePictures.get(name),
    playbook: keeper,
    authoring,
    statistics: createStatistics({
      store,
      doors: accounts.map(({ channel, account }) => ({ channel: channel.name, account })),
      playbook: () => keeper.mind().playbook,
      desk: roster,
      timeZone: config.timeZone,
      now,
    }),
    metrics,
  })
  const opened = await listenOnFreePort(config, http)
  gateway.start()
  const past =
    config.demo && config.demoHistory ? startPast({ config, store, log, now }) : undefined
  return {
    ...opened,
    nobodyCanLogIn: (await store.people.agents()).every(({ disabled }) => disabled),
    async close() {
      // Nobody is let in any more before what they would need is closed.
      await http.close()
      await authoring.close()
      await past?.stop()
      await keeper.close()
      await gateway.stop(finishWithinMs)
      await store.close()
    },
  }
}

const portsTried = 20

/** The port asked for, or the next free one. */
const listenOnFreePort = async (
  { host, port }: Config,
  http: Pick<Http, 'listen'>,
): Promise<Pick<App, 'url' | 'busyPort'>> => {
  for (let tried = port; ; tried += 1) {
    try {
      const { url } = await http.listen({ host, port: tried })
      return tried === port ? { url } : { url, busyPort: port }
    } catch (error) {
      const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!taken || port === 0 || tried - port >= portsTried) throw error
    }
  }
}

/** A web account without a secret of its own signs its visitors with one that is kept beside the data. */
const withVisitorSecret = (
  accounts: readonly ChannelAccount[],
  file: string,
): readonly ChannelAccount[] => {
  const secret = createSecretKey(visitorSecret(file), 'utf8')
  return accounts.map((door) =>
    isAccountOf(web, door) && door.settings.secret === undefined
      ? { ...door, settings: { ...door.settings, secret } }
      : door,
  )
}

const secretLength = 32

/** Whole or not at all: an empty key would let anybody sign as anybody. */
const visitorSecret = (file: string): string => {
  if (!existsSync(file)) {
    const temporary = `${file}.part`
    writeFileSync(temporary, randomBytes(secretLength).toString('base64'), {
      mode: 0o600,
      flush: true,
    })
    renameSync(temporary, file)
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (secret.length >= secretLength) return secret
  throw new GatewayError(
    'config_invalid',
    `${file} 已损坏（太短）：删除它再启动，会生成新的，网页顾客需要重新打开页面。`,
  )
}

/**
 * Makes the logins that are not there yet: the demo shop's, and the first administrator's. A shop
 * that leaves the demo shuts the demo's logins: their passwords are known to everybody.
 */
const seedAgents = async (store: Store, { demo, adminPassword }: Config): Promise<void> => {
  const wanted = [
    ...(demo ? demoLogins : []),
    ...(adminPassword === undefined
      ? []
      : [{ username: 'admin', name: '管理员', role: 'admin', password: adminPassword } as const]),
  ]
  for (const { username, name, role, password } of wanted) {
    const id = agentId(username)
    if ((await store.people.agent(id)) !== undefined) continue
    const passwordHash = await hashPassword(password)
    await store.people.saveAgent({ id, name, role, shops: [], passwordHash, disabled: false })
  }
  for (const { username, password } of demoLogins) {
    const known = await store.people.agent(agentId(username))
    if (known === undefined || known.disabled !== demo) continue
    // One that was given a password of its own is somebody's.
    if (!(await isPassword(password, known.passwordHash))) continue
    await store.people.saveAgent({ ...known, disabled: !demo })
  }
}
