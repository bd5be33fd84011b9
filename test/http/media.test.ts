import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aFile, aFlag, aScene, exif } from '../media/samples.ts'
import { bearerFor, type Edge, openEdge, visit } from './support.ts'

let edge: Edge
let agent: { readonly authorization: string }
let customer: { readonly cookie: string }
let stranger: { readonly cookie: string }
beforeAll(async () => {
  edge = await openEdge()
  agent = await bearerFor(edge)
  customer = { cookie: await visit(edge) }
  stranger = { cookie: await visit(edge) }
})
afterAll(() => edge.close())

async function send(bytes: Buffer, name: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), name)
  const url = `${edge.url}/api/customer/media`
  const answer = await fetch(url, { method: 'POST', headers: customer, body: form })
  expect(answer.status).toBe(200)
  const { media } = (await answer.json()) as { media: string }
  return media
}

async function read(path: string, headers: Readonly<Record<string, string>>) {
  const answer = await fetch(`${edge.url}/media/${path}`, { headers })
  const body = Buffer.from(await answer.arrayBuffer())
  const header = (name: string) => answer.headers.get(name)
  return { status: answer.status, body, header }
}

describe('a photo from a phone', () => {
  let sent: Buffer
  let id: string
  beforeAll(async () => {
    const flag = await aFlag({ width: 400, height: 200 })
    sent = await flag
      .withExif(exif)
      .withMetadata({ orientation: 6 })
      .withExifMerge(exif)
      .jpeg()
      .toBuffer()
    expect((await sharp(sent).metadata()).exif?.toString('latin1')).toContain('SecretPhone')
    id = await send(sent, 'IMG_1.JPEG')
  })

  test.each(['customer', 'agent'] as const)(
    'is shown to the %s upright and without its place',
    async (who) => {
      const { status, body, header } = await read(id, who === 'agent' ? agent : customer)
      expect(status).toBe(200)
      expect(await sharp(body).metadata()).toMatchObject({
        format: 'jpeg',
        width: 200,
        height: 400,
      })
      expect(body.toString('latin1')).not.toMatch(/SecretPhone|GPS|Exif/)
      const { data } = await sharp(body)
        .extract({ left: 20, top: 20, width: 1, height: 1 })
        .raw()
        .toBuffer({ resolveWithObject: true })
      // The bottom left quarter of the file: blue.
      expect([...data].map((level) => level > 100)).toEqual([false, false, true])
      expect(header('content-type')).toBe('image/jpeg')
      expect(header('content-length')).toBe(String(body.length))
      expect(header('content-disposition')).toBe(
        `inline; filename="IMG_1.jpg"; filename*=UTF-8''IMG_1.jpg`,
      )
      expect(header('x-content-type-options')).toBe('nosniff')
      expect(header('content-security-policy')).toBe("default-src 'none'; sandbox")
      expect(header('cache-control')).toContain('private')
    },
  )

  test('is downloaded by agents as it was sent', async () => {
    const { status, body, header } = await read(`${id}/original`, agent)
    expect([status, body.equals(sent)]).toEqual([200, true])
    expect(header('content-disposition')).toMatch(/^attachment; filename="IMG_1.JPEG"/)
    expect(header('x-content-type-options')).toBe('nosniff')
  })

  test('as it was sent is nobody else’s, its customer’s neither', async () => {
    for (const headers of [customer, stranger, {}])
      expect((await read(`${id}/original`, headers)).status).toBe(404)
    for (const headers of [stranger, {}]) expect((await read(id, headers)).status).toBe(404)
  })

  test('can be read from the middle, of what is shown', async () => {
    const { body: whole } = await read(id, customer)
    const part = await read(id, { ...customer, range: 'bytes=100-199' })
    expect([part.status, part.header('content-range')]).toEqual([
      206,
      `bytes 100-199/${whole.length}`,
    ])
    expect(part.body).toEqual(whole.subarray(100, 200))
    const beyond = await read(id, { ...customer, range: `bytes=${whole.length}-` })
    expect([beyond.status, beyond.header('content-range')]).toEqual([
      416,
      `bytes */${whole.length}`,
    ])
    const original = await read(`${id}/original`, { ...agent, range: 'bytes=-5' })
    expect(original.body).toEqual(sent.subarray(-5))
  })
})

test.each([
  ['HEIC', aFile('image/heic'), 'image/heic'],
  ['one that cannot be decoded', aFile('image/jpeg'), 'image/jpeg'],
])('a picture nobody can show, %s, is a download for agents alone', async (_, bytes, mime) => {
  const id = await send(bytes, 'a.heic')
  const { status, body, header } = await read(id, agent)
  expect([status, body.equals(bytes), header('content-type')]).toEqual([200, true, mime])
  expect(header('content-disposition')).toMatch(/^attachment; /)
  const own = await read(id, customer)
  expect(own.status).toBe(404)
  expect(JSON.parse(own.body.toString())).toEqual({
    code: 'not_found',
    message: '这张图片无法显示，店铺已收到原文件',
  })
})

test.each(['video/mp4', 'video/webm', 'audio/ogg', 'application/pdf'] as const)(
  '%s is an attachment, and both have it as it was sent',
  async (mime) => {
    const id = await send(aFile(mime), 'a file')
    for (const headers of [customer, agent]) {
      const { body, header } = await read(id, headers)
      expect(body).toEqual(aFile(mime))
      expect(header('content-type')).toBe(mime)
      expect(header('content-disposition')).toMatch(/^attachment; /)
    }
  },
)

test('a picture that is more than a picture is shown as nothing but that', async () => {
  const page = Buffer.from('<html><script>alert(document.cookie)</script>')
  const id = await send(Buffer.concat([await aScene(1).gif().toBuffer(), page]), 'a.html')
  const { body, header } = await read(id, customer)
  expect(header('content-type')).toBe('image/webp')
  expect(header('content-disposition')).toMatch(/filename="a.webp"/)
  expect(body.includes('script')).toBe(false)
})
