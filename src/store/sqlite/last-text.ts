import { type MessagePart, textOf } from '../../model/message.ts'

const names = {
  text: '',
  image: '[图片]',
  video: '[视频]',
  voice: '[语音]',
  file: '[文件]',
  order: '[订单]',
  product: '[商品]',
  unsupported: '[其他消息]',
} as const satisfies Record<MessagePart['kind'], string>

/** A line for the agents' list: the words, or what was sent instead of words. */
export function lastTextOf(parts: readonly MessagePart[]): string {
  const text = textOf(parts) || parts.map((part) => names[part.kind]).join('')
  return Array.from(text.slice(0, 160)).slice(0, 80).join('')
}
