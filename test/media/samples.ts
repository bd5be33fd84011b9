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
