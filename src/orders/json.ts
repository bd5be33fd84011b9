import { isUtf8 } from 'node:buffer'
import secureJson from 'secure-json-parse'

/** The JSON in these bytes; throws a sentence when there is none, or one that means harm. */
export function readJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new Error('不是有效的 UTF-8')
  try {
    return secureJson.parse(bytes.toString('utf8'), {
      protoAction: 'error',
      constructorAction: 'error',
    })
  } catch (cause) {
    throw new Error('不是有效的 JSON', { cause })
  }
}
