import { createHash, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { numberKey } from '../../model/number-key.ts'
import type { ParcelState, TrackingEvent } from '../../model/order.ts'
import type { ParcelNews } from '../../store/index.ts'
import { isSame } from '../signature.ts'
import { courierKey } from './couriers.ts'

/**
 * 快递100 订阅推送: a form with `param`, JSON in which `lastResult` tells the whole history, the newest
 * event first, and `sign`, the MD5 in hex of `param` and the salt of the subscription.
 * https://api.kuaidi100.com/document, https://apifox.com/apidoc/project-514987/api-8568518 (2026-11)
 */
export function isFromKuaidi100({ param, sign }: Form, salt: KeyObject): boolean {
  const md5 = createHash('md5').update(param).update(salt.export()).digest('hex')
  return isSame(sign.toLowerCase(), md5)
}

export interface Form {
  /** Decoded, and still bytes: the signature is over them. */
  readonly param: Buffer
  readonly sign: string
}

/** Takes a form apart without making text of its values first. */
export function readForm(body: Buffer): Form {
  const fields = new Map(
    body
      .toString('latin1')
      .split('&')
      .map((pair) => {
        const at = pair.indexOf('=')
        return [pair.slice(0, at), bytesOf(pair.slice(at + 1))] as const
      }),
  )
  return {
    param: fields.get('param') ?? Buffer.alloc(0),
    sign: fields.get('sign')?.toString('latin1') ?? '',
  }
}

function bytesOf(encoded: string): Buffer {
  const latin = encoded
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(latin, 'latin1')
}

const push = z.object({
  lastResult: z.object({
    com: z.string().max(64).nullish(),
    nu: z.string('必须是字符串').min(1, '不能为空').max(64, '最长 64 个字符'),
    state: z.union([z.string(), z.int()]).transform(String),
    data: z
      .array(
        z.object({
          time: z.string().nullish(),
          ftime: z.string().nullish(),
          context: z.string().max(2_000),
        }),
      )
      .max(1_000)
      .nullish(),
  }),
})

export const kuaidi100Push = push.transform(
  ({ lastResult: { com, nu, state, data } }): ParcelNews => {
    const events = (data ?? []).flatMap(({ ftime, time, context }): TrackingEvent[] => {
      const at = momentOf(ftime ?? '') ?? momentOf(time ?? '')
      return at === undefined || context.trim() === '' ? [] : [{ at, text: context.trim() }]
    })
    const known = stateOf(state)
    // A push without events says that nobody has found the parcel yet, whatever its state.
    const isTold = known !== undefined && events.length > 0
    const courier = courierKey(com ?? '')
    return {
      key: numberKey(nu),
      ...(courier !== '' && { courier }),
      ...(isTold && { state: known }),
      events,
    }
  },
)

const written = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)(?::(\d\d))?/
/** Its times are China's, which has kept UTC+8 without daylight saving since 1991. */
const chinaMs = 8 * 3_600_000

function momentOf(text: string): number | undefined {
  const parts = written
    .exec(text)
    ?.slice(1)
    .map((part) => Number(part ?? 0))
  if (!parts) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
  return Date.UTC(year, month - 1, day, hour, minute, second) - chinaMs
}

/** The state codes; of three digits are the finer ones of a subscription with `resultv2`. */
const states: Readonly<Record<string, ParcelState>> = {
  '0': 'in_transit', // 在途
  '1': 'collected', // 揽收
  '103': 'collected', // 已揽收; 101 and 102 are not collected yet
  '2': 'problem', // 疑难
  '3': 'delivered', // 签收
  '4': 'returned', // 退签
  '5': 'delivering', // 派件
  '501': 'delivering', // 投柜或驿站
  '6': 'returning', // 退回
  '7': 'in_transit', // 转投
  '8': 'in_transit', // 清关
  '10': 'in_transit', // 待清关
  '11': 'in_transit', // 清关中
  '12': 'in_transit', // 已清关
  '13': 'problem', // 清关异常
  '14': 'refused', // 拒签
  '1001': 'in_transit', // 到达派件城市
  '1002': 'in_transit', // 干线
  '1003': 'in_transit', // 转递
}

function stateOf(code: string): ParcelState | undefined {
  if (/^2\d\d$/.test(code)) return 'problem'
  return /^30[1-4]$/.test(code) ? 'delivered' : states[code]
}
