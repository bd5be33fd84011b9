import { createHash } from 'node:crypto'
import sharp from 'sharp'

/**
 * How a picture arrives. `expired`: its link is dead; `slow`: the first try to fetch it fails;
 * `recompressed`: it looks the same and is another file.
 */
export const qualities = [
  'clear',
  'blurred',
  'blank',
  'tiny',
  'unreadable',
  'recompressed',
  'slow',
  'expired',
] as const
export type Quality = (typeof qualities)[number]

const size = { width: 800, height: 600, channels: 3 } as const

/** A scene drawn from its name: another name is another scene, the same name the same bytes. */
export const drawPicture = async (name: string, quality: Quality): Promise<Buffer> => {
  const scene = sharp(paint(name), { raw: size })
  switch (quality) {
    case 'clear':
    case 'slow':
    case 'expired':
      return scene.jpeg({ quality: 85 }).toBuffer()
    case 'recompressed':
      return scene.resize(640).jpeg({ quality: 60 }).toBuffer()
    case 'blurred':
      return scene.blur(24).jpeg({ quality: 85 }).toBuffer()
    case 'tiny':
      return scene.resize(64, 48).jpeg({ quality: 85 }).toBuffer()
    case 'blank':
      return sharp({ create: { ...size, background: '#808080' } })
        .jpeg()
        .toBuffer()
    case 'unreadable':
      return Buffer.concat([(await scene.jpeg().toBuffer()).subarray(0, 300), Buffer.alloc(600)])
    default:
      return quality satisfies never
  }
}

/** The first bytes of a film: nobody looks further into one. */
export const filmOf = (name: string): Buffer =>
  Buffer.concat([Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isomiso2', 'latin1'), Buffer.from(name)])

const shapes = 40

/** Coloured boxes, one over the other, pixel by pixel: no format that sharp may have been forbidden. */
const paint = (name: string): Buffer => {
  const next = numbersOf(name)
  const { width, height, channels } = size
  const pixels = Buffer.alloc(width * height * channels, next(256))
  for (let shape = 0; shape < shapes; shape += 1) {
    const colour = Buffer.from([next(256), next(256), next(256)])
    const [left, top] = [next(width - 20), next(height - 20)]
    const right = Math.min(width, left + 20 + next(200))
    const bottom = Math.min(height, top + 20 + next(150))
    for (let y = top; y < bottom; y += 1) {
      const row = y * width
      pixels.fill(colour, (row + left) * channels, (row + right) * channels)
    }
  }
  return pixels
}

/** Whole numbers below a limit, always the same for a name. */
const numbersOf = (name: string): ((below: number) => number) => {
  let block = createHash('sha256').update(name).digest()
  let used = 0
  return (below) => {
    if (used + 2 > block.length) {
      block = createHash('sha256').update(block).digest()
      used = 0
    }
    const number = block.readUInt16BE(used)
    used += 2
    return number % below
  }
}
