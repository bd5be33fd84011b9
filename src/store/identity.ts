import { createHash } from 'node:crypto'
import { type ConversationId, conversationId } from '../model/ids.ts'
import type { InboundMessage } from '../model/message.ts'

const crockford = '0123456789abcdefghjkmnpqrstvwxyz'

/** The same id for the same conversation on every machine, without asking the database. */
export function conversationIdOf(
  message: Pick<InboundMessage, 'channel' | 'account' | 'conversation'>,
): ConversationId {
  const name = `${message.channel}\0${message.account}\0${message.conversation}`
  const hash = createHash('sha256').update(name).digest()
  return conversationId(`c_${base32(hash.subarray(0, 10))}`)
}

function base32(bytes: Uint8Array): string {
  let bits = 0n
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte)
  let text = ''
  for (let shift = BigInt(bytes.length * 8 - 5); shift >= 0n; shift -= 5n) {
    text += crockford[Number((bits >> shift) & 31n)]
  }
  return text
}
