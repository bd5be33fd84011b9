import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExamplePicture } from '../../src/playbook/index.ts'
import { type Edge, get, openEdge, png } from './support.ts'

const pictures = new Map<string, ExamplePicture>([
  ['damaged.webp', { mime: 'image/png', bytes: png, hash: 'aa11' }],
  ['碎了 1.png', { mime: 'image/png', bytes: png, hash: 'bb22' }],
])

let edge: Edge
beforeAll(async () => {
  edge = await openEdge(() => ({ examplePicture: (name) => pictures.get(name) }))
})
afterAll(() => edge.close())

/** Sends the path as it is: `fetch` would tidy it up. */
const rawStatus = (path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const { hostname, port } = new URL(edge.url)
    request({ hostname, port, path }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
      .on('error', reject)
      .end()
  })

describe('an example picture', () => {
  test('is for everybody, and shown as what it is', async () => {
    const answer = await fetch(`${edge.url}/example/damaged.webp`)
    expect(answer.status).toBe(200)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(png)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(png.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': expect.stringMatching(/^public, max-age=\d+/),
      etag: '"aa11"',
    })
  })

  test('has any name that a file may have', async () => {
    const answer = await get(`${edge.url}/example/${encodeURIComponent('碎了 1.png')}`)
    expect(answer.status).toBe(200)
  })

  test.each([
    ['"aa11"', 304],
    ['"zz", W/"aa11"', 304],
    ['"older"', 200],
  ])('is not sent again to who has %s', async (tag, status) => {
    const answer = await get(`${edge.url}/example/damaged.webp`, { 'if-none-match': tag })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('etag')).toBe('"aa11"')
    if (status === 304) expect(answer.body).toBe('')
  })

  test('without a slot that names it is not there', async () => {
    const answer = await get(`${edge.url}/example/private.png`)
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  test.each([
    '/example/../replies/shop.yaml',
    '/example/..%2F..%2Fpackage.json',
    '/example/%2e%2e%2fsource%2fdamaged.svg',
    '/example/damaged.webp%00.svg',
    '/example/__proto__',
    '/example/',
  ])('%s leads nowhere', async (path) => {
    expect(await rawStatus(path)).toBe(404)
  })
})
