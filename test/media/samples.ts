import sharp, { type Sharp } from 'sharp'
import { seeded } from '../store/contract/stage.ts'

/** First bytes of each kind of file that is kept, padded with zeros to the given length. */
export function aFile(kind: keyof typeof heads, length = 2_000): Buffer {
  const file = Buffer.alloc(length)
  Buffer.from(heads[kind], 'latin1').copy(file)
  return file
}

export const heads = {
  'image/jpeg': '\xff\xd8\xff\xe0\x00\x10JFIF',
  'image/png': '\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR',
  'image/gif': 'GIF89a\x01\x00\x01\x00',
  'image/webp': 'RIFF\x24\x00\x00\x00WEBPVP8 ',
  'image/heic': '\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic',
  'video/mp4': '\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41',
  'video/quicktime': '\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  ',
  'video/webm':
    '\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm',
  'audio/amr': '#!AMR\n',
  'audio/silk': '\x02#!SILK_V3',
  'audio/mpeg': 'ID3\x03\x00\x00',
  'audio/ogg': 'OggS\x00\x02',
  'audio/mp4': '\x00\x00\x00\x20ftypM4A \x00\x00\x02\x00M4A mp42isom',
  'application/pdf': '%PDF-1.7\n',
} as const

/** Boxes and grain, the same for the same seed; another seed is another motif. */
export function aScene(seed: number, { width = 800, height = 600 } = {}): Sharp {
  const next = seeded(seed)
  const below = (limit: number) => Math.floor(next() * limit)
  const pixels = Buffer.alloc(width * height * 3, below(256))
  for (let box = 0; box < 24; box += 1) {
    const colour = Buffer.from([below(256), below(256), below(256)])
    const [left, top] = [below(width), below(height)]
    const right = Math.min(width, left + Math.ceil(width * (0.05 + next() / 3)))
    const bottom = Math.min(height, top + Math.ceil(height * (0.05 + next() / 3)))
    for (let y = top; y < bottom; y += 1)
      pixels.fill(colour, (y * width + left) * 3, (y * width + right) * 3)
  }
  for (let i = 0; i < pixels.length; i += 1) pixels[i] = Math.min(255, (pixels[i] ?? 0) + below(12))
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** One colour, as of a covered lens. */
export const aBlank = (background = '#181818', { width = 800, height = 600 } = {}): Sharp =>
  sharp({ create: { width, height, channels: 3, background } })

export const corners = {
  topLeft: 'red',
  topRight: 'green',
  bottomLeft: 'blue',
  bottomRight: 'white',
}

/** Four quarters, each of a colour of its own; 80 by 40 unless told. */
export async function aFlag({ width = 80, height = 40 } = {}): Promise<Sharp> {
  const size = { width: width / 2, height: height / 2, channels: 3 } as const
  const quarter = (background: string) =>
    sharp({ create: { ...size, background } })
      .png()
      .toBuffer()
  const { topLeft, topRight, bottomLeft, bottomRight } = corners
  return sharp({ create: { width, height, channels: 3, background: 'black' } }).composite([
    { input: await quarter(topLeft), left: 0, top: 0 },
    { input: await quarter(topRight), left: size.width, top: 0 },
    { input: await quarter(bottomLeft), left: 0, top: size.height },
    { input: await quarter(bottomRight), left: size.width, top: size.height },
  ])
}

/** Where a phone says it was, among other things that nobody needs to know. */
export const exif = {
  IFD0: { Make: 'SecretPhone', Copyright: 'secret owner' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '39/1 54/1 20/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '116/1 23/1 29/1',
  },
}
