import { exifOf, withExif } from './exif.ts'

const longestSide = 2_048
/** Letters of a screenshot stay sharp as they are; what is larger than this is a photo. */
const largestPng = 4 * 1024 * 1024

/**
 * A photo in the size that anybody looks at it: a telephone's is ten times as large, and its line slow.
 * Never larger than it was; a file that is no photo, or of which this browser can make none, stays as
 * it is.
 */
export async function shrink(file: File): Promise<File> {
  const { type, size, name, lastModified } = file
  const isPhoto = type === 'image/jpeg' || type === 'image/webp'
  if (!isPhoto && !(type === 'image/png' && size > largestPng)) return file
  try {
    const smaller = await scaled(file, isPhoto ? type : 'image/webp')
    if (smaller === null || smaller.size >= size) return file
    const exif = smaller.type === 'image/jpeg' ? await exifOf(file) : null
    const whole = exif === null ? smaller : withExif(smaller, exif)
    return new File([whole], name, { type: whole.type, lastModified })
  } catch {
    return file
  }
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
