import { isUtf8 } from 'node:buffer'
import secureJson from 'secure-json-parse'
import { GatewayError } from '../model/errors.ts'

const maxDepth = 32
const maxKeys = 1_000

/**
 * Reads a JSON body from outside: valid UTF-8, at most 32 levels deep, at most 1,000 keys (in an
 * array of events: each), no `__proto__`. Integers of 16 and more digits become strings, because a
 * JavaScript number would round them and marketplaces use them as ids.
 */
export function readJson(body: Buffer): unknown {
  if (!isUtf8(body)) throw new GatewayError('bad_request', '请求体不是有效的 UTF-8')
  const text = quoteLongIntegers(body.toString('utf8'))
  try {
    return secureJson.parse(text, { protoAction: 'error', constructorAction: 'error' })
  } catch (cause) {
    throw new GatewayError('bad_request', '请求体不是有效的 JSON', { cause })
  }
}

/** One pass over the text, before any object is made of it; it also counts levels and keys. */
function quoteLongIntegers(text: string): string {
  const isList = text.trimStart().startsWith('[')
  let depth = 0
  let keys = 0
  let copied = 0
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i)
    if (char === '"') i = endOfString(text, i)
    else if (char === '{' || char === '[') depth = deeper(depth)
    else if (char === '}' || char === ']') depth -= 1
    else if (char === ':') keys = oneMore(keys)
    else if (char === ',' && depth === 1 && isList) keys = 0
    else if (isDigit(char)) {
      const end = endOfNumber(text, i)
      const start = text.charAt(i - 1) === '-' ? i - 1 : i
      if (isLongInteger(text.slice(i, end))) {
        out += `${text.slice(copied, start)}"${text.slice(start, end)}"`
        copied = end
      }
      i = end - 1
    }
  }
  return out + text.slice(copied)
}

function deeper(depth: number): number {
  if (depth === maxDepth) throw new GatewayError('bad_request', `JSON 嵌套超过 ${maxDepth} 层`)
  return depth + 1
}

function oneMore(keys: number): number {
  if (keys === maxKeys) throw new GatewayError('bad_request', `JSON 的键超过 ${maxKeys} 个`)
  return keys + 1
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    if (text.charAt(i) === '\\') i += 1
    else if (text.charAt(i) === '"') return i
  }
  return text.length
}

const isDigit = (char: string) => char >= '0' && char <= '9'

function endOfNumber(text: string, start: number): number {
  let end = start
  while (end < text.length && '0123456789+-.eE'.includes(text.charAt(end))) end += 1
  return end
}

/** Leading zeros are no JSON and stay as they are, so that the parser refuses them. */
const isLongInteger = (token: string) => /^[1-9]\d{15,}$/.test(token)
