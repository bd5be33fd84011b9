const mebibyte = 1024 * 1024

export interface MediaType {
  readonly mime: string
  readonly maxBytes: number
}

/** How many bytes of a file `mediaTypeOf` wants to see. */
export const headBytes = 64

/**
 * What a file is, by its first bytes; never by its name or by what the sender calls it.
 * Undefined for everything that is not a picture, film, voice message or PDF: HTML and SVG above all.
 */
export function mediaTypeOf(head: Buffer): MediaType | undefined {
  const mime = containerOf(head) ?? mimeByPrefix(head)
  if (mime === undefined) return undefined
  return { mime, maxBytes: (mime.startsWith('video/') ? 50 : 10) * mebibyte }
}

const prefixes: readonly (readonly [start: string, mime: string])[] = [
  ['\xff\xd8\xff', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['#!AMR', 'audio/amr'],
  ['#!SILK_V3', 'audio/silk'],
  ['\x02#!SILK_V3', 'audio/silk'],
  ['OggS', 'audio/ogg'],
  ['ID3', 'audio/mpeg'],
  ['%PDF-', 'application/pdf'],
]

function mimeByPrefix(head: Buffer): string | undefined {
  const text = head.toString('latin1')
  const known = prefixes.find(([start]) => text.startsWith(start))
  if (known) return known[1]
  return isMp3Frame(head) ? 'audio/mpeg' : undefined
}

/** MP3 without a tag: eleven set bits, a version that exists, layer III. */
function isMp3Frame(head: Buffer): boolean {
  const [first = 0, second = 0] = head
  return first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08
}

/** Formats that say in a second place what they hold. */
function containerOf(head: Buffer): string | undefined {
  const text = head.toString('latin1')
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'image/webp'
  if (text.startsWith('\x1a\x45\xdf\xa3') && text.includes('webm')) return 'video/webm'
  return text.slice(4, 8) === 'ftyp' ? mimeByBrand(text.slice(8, 12)) : undefined
}

function mimeByBrand(brand: string): string | undefined {
  if (['heic', 'heix', 'heim', 'heis', 'mif1', 'msf1'].includes(brand)) return 'image/heic'
  if (['M4A ', 'M4B '].includes(brand)) return 'audio/mp4'
  if (brand === 'qt  ') return 'video/quicktime'
  const film = ['isom', 'iso2', 'iso4', 'iso5', 'iso6', 'mp41', 'mp42', 'avc1', 'dash', 'MSNV']
  return film.includes(brand) || /^(?:M4V|3gp|3g2)/.test(brand) ? 'video/mp4' : undefined
}
