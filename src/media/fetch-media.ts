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
  readonly timeoutMs?: number
  readonly lookup?: (host: string) => Promise<readonly LookupAddress[]>
}

export type FetchedMedia =
  | ({ readonly kind: 'kept' } & KeptFile)
  | { readonly kind: 'refused'; readonly reason: string; readonly retryable: boolean }

/**
 * Makes our own copy of a file that a message points to. The sender chooses the address, so the
 * host must be on the list, its name is resolved once, and the connection goes to the very address
 * that was looked at; redirects are not followed.
 */
export async function fetchMedia(wanted: FetchMedia): Promise<FetchedMedia> {
  const stop = new AbortController()
  const timer = setTimeout(() => stop.abort(), wanted.timeoutMs ?? 10_000)
  try {
    return await fetchAndKeep(wanted, stop.signal)
  } catch (error) {
    return refusalOf(error, stop.signal)
  } finally {
    clearTimeout(timer)
    stop.abort()
  }
}

async function fetchAndKeep(wanted: FetchMedia, signal: AbortSignal): Promise<FetchedMedia> {
  if (!URL.canParse(wanted.url)) return refused('网址无法识别')
  const url = new URL(wanted.url)
  const fault = faultOf(url, wanted.allowedHosts)
  if (fault) return refused(fault)

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
  const kept = await files.put(id, response, maxBytes === undefined ? {} : { maxBytes })
  return { kind: 'kept', ...kept }
}

const refused = (reason: string, when: 'for good' | 'retryable' = 'for good'): FetchedMedia => ({
  kind: 'refused',
  reason,
  retryable: when === 'retryable',
})

function faultOf(url: URL, allowedHosts: readonly string[]): string | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return '只接受 http 和 https 网址'
  if (url.username !== '' || url.password !== '') return '网址里不能带用户名'
  if (!isAllowedHost(hostOf(url), allowedHosts)) return `不在允许的文件来源之内：${hostOf(url)}`
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

function refusalOf(error: unknown, signal: AbortSignal): FetchedMedia {
  if (error instanceof GatewayError) return refused(error.message)
  if (signal.aborted) return refused('没有在时限内取到文件', 'retryable')
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return refused(`取文件失败：${code}`, 'retryable')
}
