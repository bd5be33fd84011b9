import type { LookupAddress } from 'node:dns'
import { lookup as systemLookup } from 'node:dns/promises'
import { get as httpGet, type IncomingMessage } from 'node:http'
import { get as httpsGet } from 'node:https'
import { isIP } from 'node:net'
import { GatewayError } from '../model/errors.ts'
import { isAllowedHost, isPublicAddress, pinnedTo } from './address.ts'
import type { KeptFile, MediaFiles } from './media-files.ts'

export interface FetchMedia {
  readonly url: string
  /** Hosts that media may come from: `img.example.com`, `*.example.com`, or a literal address. */
  readonly allowedHosts: readonly string[]
  /** Where the copy goes, and its id. */
  readonly files: MediaFiles
  readonly id: string
  readonly maxBytes?: number
  readonly limits?: FetchLimits
  readonly lookup?: (host: string) => Promise<readonly LookupAddress[]>
}

interface FetchLimits {
  /** How long nothing may come. */
  readonly silenceMs: number
  /** How long all of it may take: 50 MiB of film on a slow line. */
  readonly wholeMs: number
}

const usualLimits: FetchLimits = { silenceMs: 10_000, wholeMs: 120_000 }

export type FetchedMedia = ({ readonly kind: 'kept' } & KeptFile) | Refused

interface Refused {
  readonly kind: 'refused'
  readonly reason: string
  readonly retryable: boolean
  /** The shop has not allowed its source: sending it again would be no help. */
  readonly bySettings?: true
}

/**
 * Makes our own copy of a file that a message points to. The sender chooses the address, so the
 * host must be on the list, its name is resolved once, and the connection goes to the very address
 * that was looked at; redirects are not followed. What a crash left whole is not fetched again: its
 * link may be dead by now.
 */
export async function fetchMedia(wanted: FetchMedia): Promise<FetchedMedia> {
  const { silenceMs, wholeMs } = wanted.limits ?? usualLimits
  const stop = new AbortController()
  const silence = setTimeout(() => stop.abort(), silenceMs)
  const whole = setTimeout(() => stop.abort(), wholeMs)
  try {
    const known = await wanted.files.find(wanted.id)
    const kept = known ?? (await fetchAndKeep(wanted, stop.signal, () => silence.refresh()))
    return 'kind' in kept ? kept : { kind: 'kept', ...kept }
  } catch (error) {
    return refusalOf(error, stop.signal)
  } finally {
    clearTimeout(silence)
    clearTimeout(whole)
    stop.abort()
  }
}

async function fetchAndKeep(
  wanted: FetchMedia,
  signal: AbortSignal,
  heard: () => void,
): Promise<KeptFile | Refused> {
  if (!URL.canParse(wanted.url)) return refused('网址无法识别')
  const url = new URL(wanted.url)
  const fault = faultOf(url)
  if (fault) return refused(fault)
  if (!isAllowedHost(hostOf(url), wanted.allowedHosts))
    return { ...refused(`不在允许的文件来源之内：${hostOf(url)}`), bySettings: true }

  const addresses = await resolveOnce(hostOf(url), wanted.lookup ?? systemResolve, signal)
  if (addresses.length === 0) return refused('文件来源的域名没有地址', 'retryable')
  // A literal address got this far only by being on the list itself; a name must lead outside.
  if (!isIP(hostOf(url)) && !addresses.every(({ address }) => isPublicAddress(address)))
    return refused('文件来源指向内部网络')

  const response = await request(url, addresses, signal)
  const status = response.statusCode ?? 0
  if (status >= 300 && status < 400) return refused('文件来源要求跳转，不跟随')
  if (status >= 500 || status === 429) return refused(`文件来源回答 ${status}`, 'retryable')
  if (status !== 200) return refused(`文件来源回答 ${status}`)
  const { files, id, maxBytes } = wanted
  return files.put(id, noting(response, heard), maxBytes === undefined ? {} : { maxBytes })
}

async function* noting(chunks: AsyncIterable<Buffer>, heard: () => void): AsyncIterable<Buffer> {
  for await (const chunk of chunks) {
    heard()
    yield chunk
  }
}

const refused = (reason: string, when: 'for good' | 'retryable' = 'for good'): Refused => ({
  kind: 'refused',
  reason,
  retryable: when === 'retryable',
})

function faultOf(url: URL): string | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return '只接受 http 和 https 网址'
  if (url.username !== '' || url.password !== '') return '网址里不能带用户名'
  return undefined
}

/** The URL parser has written 2130706433, 0x7f.1 and the like as 127.0.0.1 by now. */
const hostOf = (url: URL) => url.hostname.replace(/^\[|\]$/g, '')

const systemResolve = (host: string) => systemLookup(host, { all: true, verbatim: true })

async function resolveOnce(
  host: string,
  lookup: (host: string) => Promise<readonly LookupAddress[]>,
  signal: AbortSignal,
): Promise<readonly LookupAddress[]> {
  const family = isIP(host)
  return family === 0 ? Promise.race([lookup(host), abortOf(signal)]) : [{ address: host, family }]
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}

function request(
  url: URL,
  addresses: readonly LookupAddress[],
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const get = url.protocol === 'https:' ? httpsGet : httpGet
  return new Promise((resolve, reject) => {
    const headers = { accept: '*/*', 'accept-encoding': 'identity' }
    // An own connection: a pooled one could lead to an address that nobody looked at.
    get(url, { agent: false, lookup: pinnedTo(addresses), signal, headers }, resolve).on(
      'error',
      reject,
    )
  })
}

function refusalOf(error: unknown, signal: AbortSignal): Refused {
  if (error instanceof GatewayError) return refused(error.message)
  if (signal.aborted) return refused('没有在时限内取到文件', 'retryable')
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return refused(`取文件失败：${code}`, 'retryable')
}
