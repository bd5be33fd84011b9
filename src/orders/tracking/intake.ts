import type { KeyObject } from 'node:crypto'
import type { z } from 'zod'
import { GatewayError } from '../../model/errors.ts'
import type { ParcelNews, ParcelRecords } from '../../store/index.ts'
import { firstFault, inChinese } from '../fields.ts'
import { readJson } from '../json.ts'
import { isFromKuaidi100, kuaidi100Push, readForm } from './kuaidi100.ts'
import { checkOwnPush, ownPush } from './own-push.ts'
import { ambiguousIn } from './whose.ts'

/** Where couriers' news come in: from 快递100, or from anybody in our own shape. */
export interface TrackingIntake {
  /**
   * Keeps what a push tells and says what its sender wants to hear. The same push again changes
   * nothing. Throws `not_configured`, `bad_signature`, `stale_timestamp` or `bad_request`.
   */
  receive(push: Push): Promise<unknown>
}

export interface Push {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: Buffer
}

export interface IntakeOptions {
  readonly parcels: Pick<ParcelRecords, 'record' | 'find' | 'claims'>
  /** Without it nothing in our own shape is believed. */
  readonly secret: KeyObject | undefined
  /** Without it nothing is believed to be from 快递100. */
  readonly kuaidi100Salt: KeyObject | undefined
  readonly now: () => number
}

export function createTrackingIntake(options: IntakeOptions): TrackingIntake {
  const { parcels, secret, kuaidi100Salt, now } = options

  async function fromKuaidi100({ body }: Push) {
    if (!kuaidi100Salt) throw notConfigured('KUAIDI_SALT')
    const form = readForm(body)
    if (!isFromKuaidi100(form, kuaidi100Salt)) throw badSignature()
    const news = parsed(kuaidi100Push, form.param)
    // An event from the future would stay the last one until then; the next push tells all again.
    const events = news.events.filter((event) => event.at <= now() + aheadMs)
    await parcels.record([{ ...news, events }], now())
    return { result: true, returnCode: '200', message: '成功' }
  }

  async function inOwnShape(push: Push) {
    if (!secret) throw notConfigured('TRACKING_SECRET')
    const verdict = checkOwnPush(push, secret, now())
    if (verdict === 'stale_timestamp')
      throw new GatewayError(verdict, '时间戳与现在相差超过 5 分钟，请检查时钟')
    if (verdict === 'bad_signature') throw badSignature()
    const news = parsed(ownPush, push.body)
    refuseFuture(news, now())
    // What comes again, or late, tells how things stood when it was signed.
    const newEvents = await parcels.record(news, verdict.signedAt)
    const unclear = await unclearIn(news)
    return {
      parcels: news.length,
      new_events: newEvents,
      ...(unclear.length > 0 && { needs_courier: unclear }),
    }
  }

  /** Numbers of several couriers that were told without one: kept, but no order shows it. */
  async function unclearIn(news: readonly ParcelNews[]): Promise<readonly string[]> {
    const nobodys = news.filter(({ courier }) => courier === undefined).map(({ key }) => key)
    const keys = [...new Set(nobodys)]
    if (keys.length === 0) return []
    const [records, claims] = await Promise.all([parcels.find(keys), parcels.claims(keys)])
    return ambiguousIn(keys, { records, claims })
  }

  return {
    receive: (push) =>
      /^application\/x-www-form-urlencoded\b/i.test(String(push.headers['content-type']))
        ? fromKuaidi100(push)
        : inOwnShape(push),
  }
}

const notConfigured = (key: string) =>
  new GatewayError('not_configured', `没有配置密钥：请设置 ${key} 后重启`)

const badSignature = () => new GatewayError('bad_signature', '签名不对')

function parsed<T>(schema: z.ZodType<T>, bytes: Buffer): T {
  const result = schema.safeParse(jsonOf(bytes), inChinese)
  if (result.success) return result.data
  throw new GatewayError('bad_request', firstFault(result.error))
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return readJson(bytes)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new GatewayError('bad_request', `内容${why}`, { cause })
  }
}

const aheadMs = 86_400_000

function refuseFuture(news: readonly ParcelNews[], at: number): void {
  const ahead = news.find(({ events }) => events.some((event) => event.at > at + aheadMs))
  if (ahead)
    throw new GatewayError('bad_request', `${ahead.key} 有一条轨迹的时间在未来，请检查时钟和时区`)
}
