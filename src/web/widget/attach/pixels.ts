import { isSegment, startOfImage } from './exif.ts'

const headBytes = 256 * 1024

/**
 * How many pixels a picture has by its own header: decoded each takes four bytes, however small the
 * file is. Undefined where the header is none that is known.
 */
export async function pixelsOf(picture: Blob): Promise<number | undefined> {
  const view = new DataView(await picture.slice(0, headBytes).arrayBuffer())
  if (view.byteLength < 30) return undefined
  const first = view.getUint32(0)
  // 「\x89PNG」, and 「RIFF」 of a WebP.
  if (first === 0x89504e47) return view.getUint32(16) * view.getUint32(20)
  if (first === 0x52494646) return ofWebp(view)
  return first >>> 16 === startOfImage ? ofJpeg(view) : undefined
}

function ofWebp(view: DataView): number | undefined {
  switch (view.getUint32(12)) {
    // 「VP8X」: two numbers of three bytes, each less one.
    case 0x56503858:
      return three(view, 24) * three(view, 27)
    // 「VP8 」
    case 0x56503820:
      return (view.getUint16(26, true) & 0x3fff) * (view.getUint16(28, true) & 0x3fff)
    // 「VP8L」: two numbers of fourteen bits, each less one.
    case 0x5650384c: {
      const bits = view.getUint32(21, true)
      return ((bits & 0x3fff) + 1) * (((bits >>> 14) & 0x3fff) + 1)
    }
    default:
      return undefined
  }
}

const three = (view: DataView, at: number): number =>
  view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1

function ofJpeg(view: DataView): number | undefined {
  for (let at = 2; at + 9 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at)
    if (!isSegment(marker)) return undefined
    // The frame's own header, of any coding; C4, C8 and CC are tables.
    const isFrame = marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (isFrame) return view.getUint16(at + 5) * view.getUint16(at + 7)
  }
  return undefined
}
