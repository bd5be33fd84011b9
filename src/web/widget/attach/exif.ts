const headBytes = 256 * 1024
export const startOfImage = 0xffd8
const [startOfScan, app1] = [0xffda, 0xffe1]
const orientationTag = 0x0112

/**
 * What the camera wrote into a JPEG, as one segment: when it was taken is evidence. That it lies on its
 * side is left out, as what is drawn anew stands upright.
 */
export async function exifOf(jpeg: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  const head = new Uint8Array(await jpeg.slice(0, headBytes).arrayBuffer())
  const view = new DataView(head.buffer)
  if (view.byteLength < 4 || view.getUint16(0) !== startOfImage) return null
  for (let at = 2; at + 18 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at)
    if (!isSegment(marker)) return null
    // 「Exif」
    if (marker !== app1 || view.getUint32(at + 4) !== 0x45786966) continue
    const segment = head.slice(at, at + 2 + view.getUint16(at + 2))
    stand(new DataView(segment.buffer))
    return segment
  }
  return null
}

/** What has a length; the picture itself has none. */
export const isSegment = (marker: number): boolean => marker >= 0xffc0 && marker !== startOfScan

/** Behind the marker, the length and 「Exif」 stands a TIFF file; its first directory has the tag. */
function stand(segment: DataView) {
  const tiff = 10
  const isLittle = segment.getUint16(tiff) === 0x4949
  const directory = tiff + segment.getUint32(tiff + 4, isLittle)
  const count = segment.getUint16(directory, isLittle)
  for (let index = 0; index < count; index += 1) {
    const entry = directory + 2 + index * 12
    if (segment.getUint16(entry, isLittle) === orientationTag)
      segment.setUint16(entry + 8, 1, isLittle)
  }
}

/** Another JPEG with that segment. */
export const withExif = (jpeg: Blob, segment: Uint8Array<ArrayBuffer>): Blob =>
  new Blob([jpeg.slice(0, 2), segment, jpeg.slice(2)], { type: jpeg.type })
