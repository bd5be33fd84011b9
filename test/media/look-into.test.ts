import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lookInto } from '../../src/media/look-into.ts'
import { aBlank, aFile, aFlag, aScene, corners, exif } from './samples.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'look-'))
})
afterEach(() => rm(dir, { recursive: true }))

const look = async (bytes: Buffer, mime = 'image/jpeg') => {
  const path = join(dir, 'file')
  await writeFile(path, bytes)
  return lookInto(path, mime)
}

const checked = async (bytes: Buffer, mime?: string) => {
  const { inspection, shown } = await look(bytes, mime)
  if (inspection.kind !== 'checked' || !shown) throw new Error(`it is ${inspection.kind}`)
  return { ...inspection, copy: shown, mime: inspection.shown.mime }
}

/** The colours in the middle of each quarter, by name. */
const cornersOf = async (picture: Buffer) => {
  const { width, height } = await sharp(picture).metadata()
  const { data } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const nameAt = (x: number, y: number) => {
    const at = (Math.floor(y * height) * width + Math.floor(x * width)) * 3
    const [red, green, blue] = [...data.subarray(at, at + 3)].map((level) => level > 100)
    if (red && green && blue) return 'white'
    return red ? 'red' : green ? 'green' : blue ? 'blue' : 'black'
  }
  return {
    topLeft: nameAt(0.25, 0.25),
    topRight: nameAt(0.75, 0.25),
    bottomLeft: nameAt(0.25, 0.75),
    bottomRight: nameAt(0.75, 0.75),
  }
}

test('when it was taken is kept, and the copy to show says nothing of it', async () => {
  const taken = { DateTimeOriginal: '2026:11:20 14:03:11' }
  const bytes = await aScene(1)
    .withExif({ ...exif, IFD2: taken })
    .jpeg()
    .toBuffer()
  const { takenAt, copy } = await checked(bytes)
  expect(takenAt).toBe('2026-11-20T14:03:11')
  expect((await sharp(copy).metadata()).exif).toBeUndefined()
})

describe('the copy to show', () => {
  /** How the camera was held; what lies in the file is what the sensor saw. */
  const upright = { width: 80, height: 40, ...corners }
  const { topLeft, topRight, bottomLeft, bottomRight } = corners
  const seen = (a: string, b: string, c: string, d: string) => ({
    topLeft: a,
    topRight: b,
    bottomLeft: c,
    bottomRight: d,
  })
  test.each([
    [1, upright],
    [2, { ...upright, ...seen(topRight, topLeft, bottomRight, bottomLeft) }],
    [3, { ...upright, ...seen(bottomRight, bottomLeft, topRight, topLeft) }],
    [4, { ...upright, ...seen(bottomLeft, bottomRight, topLeft, topRight) }],
    [5, { width: 40, height: 80, ...seen(topLeft, bottomLeft, topRight, bottomRight) }],
    [6, { width: 40, height: 80, ...seen(bottomLeft, topLeft, bottomRight, topRight) }],
    [7, { width: 40, height: 80, ...seen(bottomRight, topRight, bottomLeft, topLeft) }],
    [8, { width: 40, height: 80, ...seen(topRight, bottomRight, topLeft, bottomLeft) }],
  ])('is upright where the camera was held as EXIF %i says', async (orientation, wanted) => {
    const flag = await aFlag()
    const { width, height, copy } = await checked(
      await flag.withMetadata({ orientation }).jpeg().toBuffer(),
    )
    expect({ width, height, ...(await cornersOf(copy)) }).toEqual(wanted)
    const shown = await sharp(copy).metadata()
    expect([shown.width, shown.height]).toEqual([wanted.width, wanted.height])
    expect(shown.orientation).toBeUndefined()
  })

  const xmp = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>secret place</rdf:RDF></x:xmpmeta>'
  const told = (picture: Sharp) => picture.withExif(exif).withXmp(xmp).withIccProfile('p3')
  test.each([
    ['image/jpeg', (picture: Sharp) => told(picture).jpeg()],
    ['image/png', (picture: Sharp) => told(picture).png()],
    ['image/webp', (picture: Sharp) => told(picture).webp()],
  ])('of %s tells nothing but the picture', async (mime, encode) => {
    const sent = await encode(aScene(1)).toBuffer()
    expect((await sharp(sent).metadata()).exif?.toString('latin1')).toContain('SecretPhone')
    const { copy } = await checked(sent, mime)
    const { exif: kept, xmp: also, icc, iptc, comments } = await sharp(copy).metadata()
    expect([kept, also, icc, iptc, comments]).toEqual(Array(5).fill(undefined))
    expect(copy.toString('latin1')).not.toMatch(/secret|GPS|Exif|xmp/i)
  })

  test('loses what hid behind the picture', async () => {
    const sent = await aScene(1).jpeg().toBuffer()
    const { copy } = await checked(Buffer.concat([sent, Buffer.from('<script>secret</script>')]))
    expect(copy.toString('latin1')).not.toContain('secret')
  })

  test('is at most 2,048 pixels long, and never larger than the picture', async () => {
    const large = await checked(
      await aBlank('#777', { width: 5_000, height: 2_500 }).jpeg().toBuffer(),
    )
    expect([large.width, large.height]).toEqual([5_000, 2_500])
    expect(await sharp(large.copy).metadata()).toMatchObject({ width: 2_048, height: 1_024 })
    const small = await checked(
      await aBlank('#777', { width: 90, height: 60 }).png().toBuffer(),
      'image/png',
    )
    expect(await sharp(small.copy).metadata()).toMatchObject({ width: 90, height: 60 })
  })

  test('keeps what is see-through, and is of a kind that browsers show', async () => {
    const clear = {
      create: { width: 50, height: 50, channels: 4, background: '#ff000080' },
    } as const
    const { copy, mime } = await checked(await sharp(clear).png().toBuffer(), 'image/png')
    expect(mime).toBe('image/webp')
    expect(await sharp(copy).metadata()).toMatchObject({ format: 'webp', hasAlpha: true })
    const photo = await checked(await aScene(1).jpeg().toBuffer())
    expect([photo.mime, (await sharp(photo.copy).metadata()).format]).toEqual([
      'image/jpeg',
      'jpeg',
    ])
  })

  const film = async (frames: number, side: number) => {
    const each = Array.from({ length: frames }, (_, i) =>
      sharp({
        create: {
          width: side,
          height: side,
          channels: 3,
          background: { r: (i * 90) % 256, g: 99, b: 0 },
        },
      })
        .png()
        .toBuffer(),
    )
    return sharp(await Promise.all(each), { join: { animated: true } })
  }
  test.each([
    ['image/gif', (picture: Sharp) => picture.gif({ delay: Array(5).fill(80) })],
    ['image/webp', (picture: Sharp) => picture.webp({ delay: Array(5).fill(80) })],
  ])('of a moving %s moves', async (mime, encode) => {
    const sent = await encode(await film(5, 60)).toBuffer()
    const { copy, width, height } = await checked(sent, mime)
    expect([width, height]).toEqual([60, 60])
    expect(await sharp(copy).metadata()).toMatchObject({ pages: 5, delay: Array(5).fill(80) })
  })

  test('of a moving picture that is too much work is its first frame', async () => {
    const sent = await (await film(30, 1_000)).webp({ effort: 0 }).toBuffer()
    const { copy } = await checked(sent, 'image/webp')
    expect((await sharp(copy).metadata()).pages ?? 1).toBe(1)
  })
})

describe('any picture that decodes is looked into', () => {
  const scene = () => aScene(2, { width: 300, height: 200 })
  test.each<readonly [string, string, () => Promise<Buffer>]>([
    ['a CMYK JPEG', 'image/jpeg', () => scene().toColourspace('cmyk').jpeg().toBuffer()],
    ['a progressive JPEG', 'image/jpeg', () => scene().jpeg({ progressive: true }).toBuffer()],
    ['a grey JPEG', 'image/jpeg', () => scene().greyscale().jpeg().toBuffer()],
    ['a 16-bit PNG', 'image/png', () => scene().toColourspace('rgb16').png().toBuffer()],
    ['a palette PNG', 'image/png', () => scene().png({ palette: true }).toBuffer()],
    ['an interlaced PNG', 'image/png', () => scene().png({ progressive: true }).toBuffer()],
    [
      'a grey PNG with alpha',
      'image/png',
      () => scene().greyscale().ensureAlpha(0.5).png().toBuffer(),
    ],
    ['a lossless WebP', 'image/webp', () => scene().webp({ lossless: true }).toBuffer()],
    ['a still GIF', 'image/gif', () => scene().gif().toBuffer()],
    ['a single pixel', 'image/png', () => aBlank('red', { width: 1, height: 1 }).png().toBuffer()],
    ['a thread', 'image/png', () => aBlank('red', { width: 9_000, height: 1 }).png().toBuffer()],
    ['a pillar', 'image/jpeg', () => aBlank('red', { width: 2, height: 9_000 }).jpeg().toBuffer()],
  ])('%s', async (_, mime, make) => {
    const sent = await make()
    const { width, height } = await sharp(sent).metadata()
    const found = await checked(sent, mime)
    expect([found.width, found.height]).toEqual([width, height])
    expect(found.shown.bytes).toBe(found.copy.length)
    for (const figure of [found.sharpness, found.entropy])
      expect(Number.isFinite(figure)).toBe(true)
  })
})

describe('what is no picture after all is unreadable', () => {
  const scene = () => aScene(3)
  const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)
  test.each<readonly [string, string, () => Buffer | Promise<Buffer>]>([
    ['half a JPEG', 'image/jpeg', async () => half(await scene().jpeg().toBuffer())],
    [
      'half a progressive JPEG',
      'image/jpeg',
      async () => half(await scene().jpeg({ progressive: true }).toBuffer()),
    ],
    ['half a PNG', 'image/png', async () => half(await scene().png().toBuffer())],
    ['half a WebP', 'image/webp', async () => half(await scene().webp().toBuffer())],
    ['half a GIF', 'image/gif', async () => half(await scene().gif().toBuffer())],
    ['a head without a body', 'image/png', () => aFile('image/png')],
    [
      'noise behind a head',
      'image/jpeg',
      () => Buffer.concat([aFile('image/jpeg', 20), Buffer.alloc(5_000, 'noise')]),
    ],
    [
      'a drawing that would be rendered',
      'image/png',
      () =>
        Buffer.from(
          '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
        ),
    ],
    ['a TIFF', 'image/png', () => scene().tiff().toBuffer()],
    ['an AVIF', 'image/jpeg', () => aBlank().avif({ effort: 0 }).toBuffer()],
  ])('%s', async (_, mime, make) => {
    expect(await look(await make(), mime)).toEqual({ inspection: { kind: 'unreadable' } })
  })
})

describe('nobody looks into', () => {
  test.each(['image/heic', 'video/mp4', 'audio/amr', 'application/pdf'] as const)(
    '%s',
    async (mime) => {
      expect(await look(aFile(mime), mime)).toEqual({ inspection: { kind: 'unchecked' } })
    },
  )

  const huge = { width: 9_000, height: 8_000 }
  const large = { width: 6_000, height: 5_000 }
  test.each<readonly [string, string, () => Sharp]>([
    ['more pixels than a phone has', 'image/png', () => aBlank('red', huge).png()],
    [
      'a large interlaced PNG, which is decoded as a whole',
      'image/png',
      () => aBlank('red', large).png({ progressive: true }),
    ],
    [
      'a large progressive JPEG',
      'image/jpeg',
      () => aBlank('red', large).jpeg({ progressive: true }),
    ],
    ['a large GIF', 'image/gif', () => aBlank('red', large).gif({ effort: 1 })],
  ])('%s', async (_, mime, make) => {
    const sent = await make().toBuffer()
    expect(sent.length).toBeLessThan(1_000_000)
    expect(await look(sent, mime)).toEqual({ inspection: { kind: 'unchecked' } })
  })
})

test('many pictures at once are all looked into', async () => {
  const path = join(dir, 'scene')
  await writeFile(path, await aScene(4).jpeg().toBuffer())
  const all = await Promise.all(Array.from({ length: 20 }, () => lookInto(path, 'image/jpeg')))
  expect(new Set(all.map(({ inspection }) => JSON.stringify(inspection))).size).toBe(1)
})
