/**
 * When a picture was taken, as its camera's clock said: `2026-11-20T14:03:11`, with the camera's
 * offset where it kept one. EXIF 2.32 (CIPA DC-008) as sharp hands it out. Nothing else is read of
 * it: where a picture was taken is nobody's business.
 */
export function takenAt(exif: Buffer | undefined): string | undefined {
  try {
    return exif && timeIn(exif.subarray(exif.toString('latin1', 0, 4) === 'Exif' ? 6 : 0))
  } catch (error) {
    // A sender may write anything there: what points outside is no time.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

const pointerToExif = 0x8769
const dateTimeOriginal = 0x9003
const offsetTimeOriginal = 0x9011

function timeIn(tiff: Buffer): string | undefined {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const long = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at))

  /** Where a directory has the entry of a tag: each is its tag, kind, count and value. */
  const entryIn = (directory: number, tag: number): number | undefined =>
    Array.from({ length: short(directory) }, (_, index) => directory + 2 + index * 12).find(
      (entry) => short(entry) === tag,
    )

  const directory = entryIn(long(4), pointerToExif)
  if (directory === undefined) return undefined
  const textOf = (tag: number): string => {
    const entry = entryIn(long(directory + 8), tag)
    const length = entry === undefined ? 0 : long(entry + 4)
    // Four bytes stand in the entry itself.
    return entry === undefined || length <= 4
      ? ''
      : tiff.toString('latin1', long(entry + 8), long(entry + 8) + length)
  }
  const [, day, time] =
    /^(\d{4}:\d{2}:\d{2}) (\d{2}:\d{2}:\d{2})/.exec(textOf(dateTimeOriginal)) ?? []
  // Cameras whose clock was never set write zeros.
  if (day === undefined || day.startsWith('0000')) return undefined
  const [offset = ''] = /^[+-]\d{2}:\d{2}/.exec(textOf(offsetTimeOriginal)) ?? []
  return `${day.replaceAll(':', '-')}T${time}${offset}`
}
