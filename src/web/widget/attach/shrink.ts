import { exifOf, withExif } from './exif.ts'
import { pixelsOf } from './pixels.ts'

const longestSide = 2_048
/** Letters of a screenshot stay sharp as they are; what is larger than this is a photo. */
const largestPng = 4 * 1024 * 1024
/** 256 MiB while it is drawn: more than that ends the page of a telephone. */
const mostPixels = 64_000_000

/**
 * A photo in the size that anybody looks at it: a telephone's is ten times as large, and its line slow.
 * Never larger than it was; a file that is no photo, of too many pixels, or of which this browser can
 * make none, stays as it is.
 */
export async function shrink(file: File): Promise<File> {
  const { type, size, name, lastModified } = file
  const isPhoto = type === 'image/jpeg' || type === 'image/webp'
  if (!isPhoto && !(type === 'image/png' && size > largestPng)) return file
  try {
    if (((await pixelsOf(file)) ?? Infinity) > mostPixels) return file
    if (type === 'image/webp' && (await isAnimated(file))) return file
    const smaller = await inTurn(() => scaled(file, isPhoto ? type : 'image/webp'))
    if (smaller === null || smaller.size >= size) return file
    const exif = smaller.type === 'image/jpeg' ? await exifOf(file) : null
    const whole = exif === null ? smaller : withExif(smaller, exif)
    return new File([whole], named(name, whole.type), { type: whole.type, lastModified })
  } catch {
    return file
  }
}

/** The extended header of a WebP says whether it moves: drawn anew it would be its first picture. */
export async function isAnimated(webp: Blob): Promise<boolean> {
  const head = new Uint8Array(await webp.slice(0, 21).arrayBuffer())
  const isExtended = new TextDecoder().decode(head.slice(12, 16)) === 'VP8X'
  return isExtended && ((head[20] ?? 0) & 0b10) !== 0
}

/** A browser that cannot write a type writes PNG; the name says what it is. */
export function named(name: string, type: string): string {
  const ending = { 'image/jpeg': 'jpg', 'image/webp': 'webp', 'image/png': 'png' }[type]
  const isRight =
    ending === 'jpg' ? /\.jpe?g$/i.test(name) : name.toLowerCase().endsWith(`.${ending}`)
  return ending === undefined || isRight ? name : `${name.replace(/\.[^.]*$/, '')}.${ending}`
}

/** A picture takes four bytes a pixel while it is drawn: a telephone has room for one. */
let last: Promise<unknown> = Promise.resolve()
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work)
  last = mine.catch(() => {})
  return mine
}

/** Null where the picture is small enough. Decoding and encoding happen beside the page's own work. */
async function scaled(file: File, type: string): Promise<Blob | null> {
  // Upright, as its EXIF says.
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  const { width, height } = picture
  const scale = longestSide / Math.max(width, height)
  if (scale >= 1) {
    picture.close()
    return null
  }
  const canvas = new OffscreenCanvas(Math.round(width * scale), Math.round(height * scale))
  const context = canvas.getContext('2d')
  if (context === null) return null
  context.imageSmoothingQuality = 'high'
  context.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return canvas.convertToBlob({ type, quality: 0.88 })
}
