import { timingSafeEqual } from 'node:crypto'

/**
 * Compares a signature as it was written, in constant time. Decoding base64 or hex first would let
 * several spellings of one signature pass.
 */
export function sameText(given: string, known: string): boolean {
  const a = Buffer.from(given)
  const b = Buffer.from(known)
  return a.length === b.length && timingSafeEqual(a, b)
}
