import { GatewayError } from '../model/errors.ts'
import type { MessagePart } from '../model/message.ts'
import { type Acting, act } from './act.ts'
import type { SaidFile } from './case-file.ts'
import type { Edit } from './edited-playbook.ts'
import type { ShopTime } from './shop-time.ts'
import type { Stage } from './stage.ts'
import type { Step } from './story.ts'

export interface Performing extends Acting {
  readonly shopTime: ShopTime
  /** Edits the playbook; throws a `GatewayError` with the report when it is broken then. */
  readonly reload: (edits: readonly Edit[]) => Promise<void>
}

/** A typing person's pause between two messages. */
const typingMs = 1_000
const dayMs = 86_400_000

/** Lets one step happen; resolves with the desk's words when it refused what an agent did. */
export const perform = async (step: Step, performing: Performing): Promise<string | undefined> => {
  const { stage } = performing
  const { words, as } = step
  switch (step.action) {
    case 'customer':
      await say(step, stage)
      return undefined
    case 'order_card':
      await stage.passTo(stage.now() + typingMs)
      await stage.receive(as, 'shop_system', [{ kind: 'order', orderNo: words.order_card ?? '' }])
      await stage.awaitReplies()
      return undefined
    case 'shop_human':
      await stage.passTo(stage.now() + typingMs)
      await stage.receive(as, 'shop_human', [{ kind: 'text', text: words.shop_human ?? '' }])
      await stage.awaitReplies()
      return undefined
    case 'agent':
      await stage.passTo(stage.now() + typingMs)
      return refusalOf(() => act(step, performing))
    case 'after':
      await stage.passTo(stage.now() + (words.after ?? 0))
      return undefined
    case 'until':
      await stage.passTo(momentOf(words.until ?? '', stage.now(), performing.shopTime))
      return undefined
    case 'order_source':
      stage.setOrders(words.order_source ?? 'up')
      return undefined
    case 'reload':
      await performing.reload(words.reload ?? [])
      return undefined
    case 'restart':
      await stage.restart()
      return undefined
    default:
      return step.action satisfies never
  }
}

const say = async ({ words, as }: Step, stage: Stage): Promise<void> => {
  const { customer = [] } = words
  for (const message of Array.isArray(customer) ? customer : [customer]) {
    await stage.passTo(stage.now() + typingMs)
    await stage.receive(as, 'customer', await partsOf(message, stage, as))
  }
  await stage.awaitReplies()
}

const partsOf = async (
  message: SaidFile,
  stage: Stage,
  as: Step['as'],
): Promise<readonly MessagePart[]> => {
  if (typeof message === 'string') return [{ kind: 'text', text: message }]
  const { image, video, order, product, text, quality = 'clear' } = message
  const conversation = stage.conversationOf(as)
  const parts: MessagePart[] = []
  if (image !== undefined) {
    parts.push(await stage.pictures.picture({ name: image, quality }, conversation))
  }
  if (video !== undefined) parts.push(await stage.pictures.film(video, conversation))
  if (order !== undefined) parts.push({ kind: 'order', orderNo: order })
  if (product !== undefined) parts.push({ kind: 'product', productId: product })
  if (text !== undefined) parts.push({ kind: 'text', text })
  return parts
}

const refusalOf = async (deed: () => Promise<void>): Promise<string | undefined> => {
  try {
    await deed()
    return undefined
  } catch (error) {
    if (error instanceof GatewayError) return error.message
    throw error
  }
}

/** A time of day is the next one; `09:00` said at ten is tomorrow's. */
const momentOf = (text: string, now: number, shopTime: ShopTime): number => {
  if (text.includes(' ')) return shopTime.parse(text) ?? now
  const today = shopTime.parse(`${shopTime.format(now).slice(0, 10)} ${text}`) ?? now
  return today > now ? today : today + dayMs
}
