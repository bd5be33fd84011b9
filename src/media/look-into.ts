import { availableParallelism } from 'node:os'
import sharp, { type Sharp, type SharpOptions } from 'sharp'
import type { Inspection } from '../model/picture.ts'
import { takenAt } from './exif-time.ts'
import { hashSide, pictureHash } from './picture-hash.ts'
import { looksOf } from './picture-looks.ts'
import { createTurnstile } from './turnstile.ts'

/** What was found, and the bytes of the copy to show. */
export interface Looked {
  readonly inspection: Inspection
  readonly shown?: Buffer
}

/** One thread a picture, nothing kept of it, and only decoders of what `media-type.ts` lets in. */
sharp.concurrency(1)
sharp.cache(false)
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Nsgif'].map((kind) => `VipsForeignLoad${kind}`),
})

/** Leaves a core to the event loop, and threads to files, names and passwords. */
const turnstile = createTurnstile(Math.min(3, Math.max(1, availableParallelism() - 1)))

/** The largest phones' pictures; a file of 10 MiB can claim any size. */
const mostPixels = 64_000_000
/** Of what a decoder has to hold as a whole: with 8 bytes a pixel and its own needs, 300 MB. */
const mostPixelsAtOnce = 24_000_000
const patience = { seconds: 10 }

const shownSide = 2_048
/** Sharpness depends on the scale: it is measured on one. */
const measuredSide = 512

/** Looks into a file. What is wrong with it is found, never thrown. */
export async function lookInto(path: string, mime: string): Promise<Looked> {
  if (!pictures.includes(mime)) return { inspection: { kind: 'unchecked' } }
  return turnstile.pass(() => look(path, mime))
}

const pictures: readonly string[] = ['image/jpeg', 'image/png', 'image/webp', 'image/gif']

async function look(path: string, mime: string): Promise<Looked> {
  try {
    const { width, height, frames, taken } = await sizeOf(path)
    const shown = await shownCopy(path, mime, frames)
    const { hash, ...looks } = await measure(shown, shownMime(mime))
    return {
      inspection: {
        kind: 'checked',
        width,
        height,
        ...looks,
        ...(hash !== undefined && { hash }),
        ...(taken !== undefined && { takenAt: taken }),
        shown: { mime: shownMime(mime), bytes: shown.length },
      },
      shown,
    }
  } catch (error) {
    return { inspection: { kind: isTooMuch(error) ? 'unchecked' : 'unreadable' } }
  }
}

/** It may be a fine picture, only not for us. */
const isTooMuch = (error: unknown) =>
  error instanceof Error && /^timeout|pixel limit/.test(error.message)

async function sizeOf(path: string) {
  const found = await sharp(path, careful).metadata()
  const { autoOrient, pages = 1, format, isProgressive, exif } = found
  const { width, height } = autoOrient
  const isReadByLines = (format === 'jpeg' || format === 'png') && !isProgressive
  if (!isReadByLines && width * height > mostPixelsAtOnce) throw new Error('pixel limit')
  const isAnimated = pages > 1 && width * height * pages <= mostPixelsAtOnce
  return { width, height, frames: isAnimated ? pages : 1, taken: takenAt(exif) }
}

/** A faulty file is decoded as far as browsers do it; half a file is no picture. */
const careful = { failOn: 'truncated', limitInputPixels: mostPixels } satisfies SharpOptions

/** Decoded and written anew: nothing of the original's metadata, or of what hid behind it, is left. */
async function shownCopy(path: string, mime: string, frames: number): Promise<Buffer> {
  const picture = sharp(path, { ...careful, autoOrient: true, pages: frames })
    .resize(shownSide, shownSide, { fit: 'inside', withoutEnlargement: true })
    .timeout(patience)
  return encoded(picture, mime).toBuffer()
}

const shownMime = (mime: string) => (mime === 'image/jpeg' ? mime : 'image/webp')

const encoded = (picture: Sharp, mime: string): Sharp =>
  shownMime(mime) === 'image/jpeg'
    ? picture.jpeg({ quality: 85 })
    : picture.webp({ quality: 85, effort: 2 })

/**
 * WebP draws edges of its own into what is blurred, enough to pass for sharp (2.5 to 4.3 where JPEG
 * stays at 2, and the limit is 3): smoothed by so many pixels, its figures are those of JPEG there.
 */
const smoothing = 0.7

async function measure(shown: Buffer, mime: string) {
  const small = sharp(shown)
    .flatten({ background: 'white' })
    .greyscale()
    .resize(measuredSide, measuredSide, { fit: 'inside', withoutEnlargement: true })
  const even = mime === 'image/webp' ? small.blur(smoothing) : small
  const { data, info } = await even.raw().toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const tiny = await sharp(data, { raw: { width, height, channels: 1 } })
    .resize(hashSide, hashSide, { fit: 'fill' })
    .toColourspace('b-w')
    .raw()
    .toBuffer()
  return { ...looksOf({ data, width, height }), hash: pictureHash(tiny) }
}
