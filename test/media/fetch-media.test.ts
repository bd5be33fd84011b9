import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isAllowedHost, isPublicAddress, pinnedTo } from '../../src/media/address.ts'
import {
  createMediaFiles,
  type FetchMedia,
  fetchMedia,
  type MediaFiles,
} from '../../src/media/index.ts'
import { createLoopback, type Loopback } from '../channels/loopback.ts'
import { aFile, aScene } from './samples.ts'

let dir: string
let files: MediaFiles
const open: Loopback[] = []
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'media-'))
  files = createMediaFiles({ dir })
})
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
  await rm(dir, { recursive: true })
})

const serve = async (...answers: Parameters<typeof createLoopback>) => {
  const server = await createLoopback(...answers)
  open.push(server)
  return server
}
const fetchIt = (url: string, more: Partial<FetchMedia> = {}) =>
  fetchMedia({ url, id: 'med_00000001', files, allowedHosts: ['127.0.0.1'], ...more })

const hasty = { silenceMs: 80, wholeMs: 60_000 }

/** Sends a file in pieces, a little apart; for ever when it has no end. */
const drip = async (pieces: Iterable<Buffer>) => {
  const server = createServer(async (_, response) => {
    response.writeHead(200)
    for (const piece of pieces) {
      if (response.destroyed) return
      response.write(piece)
      await sleep(30)
    }
    response.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = async () => {
    server.closeAllConnections()
    server.close()
  }
  open.push({ url, requests: [], close })
  return url
}

describe('a file that a message points to', () => {
  test('is copied', async () => {
    const server = await serve(() => ({ status: 200, body: aFile('image/jpeg') }))
    expect(await fetchIt(`${server.url}/a.jpg?sign=1`)).toMatchObject({
      kind: 'kept',
      bytes: 2_000,
      mime: 'image/jpeg',
    })
    expect(server.requests[0]).toMatchObject({ url: '/a.jpg?sign=1' })
    expect(Buffer.concat(await (await files.open('med_00000001')).toArray())).toEqual(
      aFile('image/jpeg'),
    )
  })

  test('is what its bytes say, whatever it is called', async () => {
    const server = await serve(() => ({
      status: 200,
      headers: { 'content-type': 'image/png' },
      body: '<html><script>alert(1)</script></html>',
    }))
    expect(await fetchIt(`${server.url}/a.png`)).toEqual({
      kind: 'refused',
      reason: '不是支持的图片、视频、语音或 PDF',
      retryable: false,
    })
    expect(await readdir(dir)).toEqual([])
  })

  test('is refused when it is too large', async () => {
    const server = await serve(() => ({ status: 200, body: aFile('image/png', 5_000) }))
    const refused = await fetchIt(server.url, { maxBytes: 4_999 })
    expect(refused).toMatchObject({ kind: 'refused', reason: '文件超过 4999 字节' })
    expect(await readdir(dir)).toEqual([])
  })

  test('is given up when it takes too long', async () => {
    const server = await serve(() => ({ status: 200, body: aFile('image/png'), delayMs: 10_000 }))
    expect(await fetchIt(server.url, { limits: hasty })).toEqual({
      kind: 'refused',
      reason: '没有在时限内取到文件',
      retryable: true,
    })
  })

  test('may take its time while it keeps coming', async () => {
    const film = aFile('video/mp4', 1_000)
    const url = await drip(Array.from({ length: 20 }, (_, i) => film.subarray(i * 50, i * 50 + 50)))
    const limits = { silenceMs: 500, wholeMs: 60_000 }
    expect(await fetchIt(url, { limits })).toMatchObject({ kind: 'kept', bytes: 1_000 })
  })

  test('is given up when it never ends', async () => {
    function* endless() {
      yield aFile('video/mp4', 100)
      for (;;) yield Buffer.alloc(10)
    }
    const limits = { silenceMs: 60_000, wholeMs: 300 }
    expect(await fetchIt(await drip(endless()), { limits })).toEqual({
      kind: 'refused',
      reason: '没有在时限内取到文件',
      retryable: true,
    })
    expect(await readdir(dir)).toEqual([])
  })

  test('is not fetched again when a crash left it whole', async () => {
    const server = await serve(() => ({ status: 404 }))
    const before = await files.put('med_00000001', await aScene(1).png().toBuffer())
    expect(before.inspection.kind).toBe('checked')
    expect(await fetchIt(server.url)).toEqual({ kind: 'kept', ...before })
    expect(server.requests).toHaveLength(0)
  })

  test('is given up when its name takes too long to resolve', async () => {
    const lookup = () => new Promise<never>(() => {})
    const url = 'http://img.example.com/a.png'
    const refused = await fetchIt(url, { lookup, limits: hasty, allowedHosts: ['*.example.com'] })
    expect(refused).toMatchObject({ kind: 'refused', retryable: true })
  })

  test('is given up when it breaks off', async () => {
    const server = await serve(() => ({
      status: 200,
      headers: { 'content-length': '9000', connection: 'close' },
      body: aFile('image/png'),
    }))
    const refused = await fetchIt(server.url, { limits: { silenceMs: 500, wholeMs: 60_000 } })
    expect(refused).toMatchObject({ kind: 'refused', retryable: true })
    expect(await readdir(dir)).toEqual([])
  })

  test.each([
    [404, false],
    [403, false],
    [204, false],
    [429, true],
    [503, true],
  ])('is refused on %i', async (status, retryable) => {
    const server = await serve(() => ({ status }))
    expect(await fetchIt(server.url)).toMatchObject({ kind: 'refused', retryable })
  })

  test('is not followed elsewhere', async () => {
    const inner = await serve(() => ({ status: 200, body: aFile('image/png') }))
    const server = await serve(() => ({ status: 302, headers: { location: inner.url } }))
    expect(await fetchIt(server.url)).toMatchObject({ kind: 'refused', retryable: false })
    expect(inner.requests).toHaveLength(0)
  })
})

describe('a name', () => {
  test('leads where it led when it was looked at, whatever DNS says by now', async () => {
    const server = await serve(() => ({ status: 200 }))
    const url = server.url.replace('127.0.0.1', 'no-such-host.invalid')
    const lookup = pinnedTo([{ address: '127.0.0.1', family: 4 }])
    const [response] = await once(get(url, { agent: false, lookup }), 'response')
    response.resume()
    expect(server.requests).toHaveLength(1)
    lookup('no-such-host.invalid', {}, (_, address, family) =>
      expect([address, family]).toEqual(['127.0.0.1', 4]),
    )
  })

  test('is resolved once', async () => {
    let asked = 0
    const lookup = async () => {
      asked += 1
      return [{ address: '10.0.0.1', family: 4 }]
    }
    await fetchIt('http://img.example.com/', { lookup, allowedHosts: ['img.example.com'] })
    expect(asked).toBe(1)
  })

  test('that leads inside is refused, even among outer addresses', async () => {
    const server = await serve(() => ({ status: 200, body: aFile('image/png') }))
    const { port } = new URL(server.url)
    const lookup = async () => [
      { address: '192.0.3.1', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]
    const url = `http://img.example.com:${port}/`
    expect(await fetchIt(url, { lookup, allowedHosts: ['img.example.com'] })).toEqual({
      kind: 'refused',
      reason: '文件来源指向内部网络',
      retryable: false,
    })
    expect(server.requests).toHaveLength(0)
  })

  test('on the list does not open the way to 127.0.0.1', async () => {
    const server = await serve(() => ({ status: 200, body: aFile('image/png') }))
    const url = server.url.replace('127.0.0.1', 'localhost')
    const refused = await fetchIt(url, { allowedHosts: ['localhost', '127.0.0.1'] })
    expect(refused).toMatchObject({ reason: '文件来源指向内部网络' })
    expect(server.requests).toHaveLength(0)
  })
})

test.each([
  'file:///etc/passwd',
  'gopher://img.example.com/',
  'ftp://img.example.com/a.png',
  'data:image/png;base64,iVBORw0KGgo=',
  'javascript:alert(1)',
  'http://img.example.com@127.0.0.1/',
  'http://user:secret@img.example.com/',
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0177.0.0.1/',
  'http://0/',
  'http://[::1]/',
  'http://[::]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://metadata.google.internal/',
  'http://10.0.0.1/',
  'http://100.100.100.200/',
  'http://localhost/',
  'http://localhost./',
  'http://img.example.com.evil.test/',
  'http://evil.test/img.example.com',
  'http://evil.test#img.example.com',
  'http://evil.test\\@img.example.com/',
  'http://img.example.com%2eevil.test/',
  'http://①②⑦.⓪.⓪.①/',
  'http://ｌｏｃａｌｈｏｓｔ/',
  'http://[fe80::1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://',
  '//img.example.com/a.png',
  'img.example.com/a.png',
  '',
])('%j opens no connection', async (url) => {
  const lookup = async () => {
    throw new Error('it was looked up')
  }
  const refused = await fetchIt(url, { lookup, allowedHosts: ['img.example.com', '*.cdn.test'] })
  expect(refused).toMatchObject({ kind: 'refused', retryable: false })
})

test('a source that the shop has not allowed is no fault of the file', async () => {
  const url = 'http://elsewhere.test/a.png'
  expect(await fetchIt(url)).toEqual({
    kind: 'refused',
    reason: '不在允许的文件来源之内：elsewhere.test',
    retryable: false,
    bySettings: true,
  })
  expect(await fetchIt('ftp://elsewhere.test/a.png')).not.toHaveProperty('bySettings')
})

test('hosts are allowed by name, by suffix or as literal addresses', () => {
  const allowed = ['img.example.com', '*.CDN.test', '127.0.0.1']
  for (const host of ['img.example.com', 'a.cdn.test', 'b.a.cdn.test', '127.0.0.1'])
    expect(isAllowedHost(host, allowed), host).toBe(true)
  for (const host of ['example.com', 'x.img.example.com', 'cdn.test', 'evilcdn.test', '127.0.0.2'])
    expect(isAllowedHost(host, allowed), host).toBe(false)
})

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:8.8.8.8',
  '::ffff:127.0.0.1',
  '::7f00:1',
  '64:ff9b::808:808',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  'example.com',
  '',
])('%s is an inner address', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each([
  '1.1.1.1',
  '100.63.255.255',
  '100.128.0.1',
  '172.15.0.1',
  '172.32.0.1',
  '192.0.3.1',
  '223.255.255.255',
  '2400:3200::1',
  '2606:4700:4700::1111',
])('%s is an outer address', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})
