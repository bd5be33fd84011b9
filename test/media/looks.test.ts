import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lookInto } from '../../src/media/look-into.ts'
import { casesFile } from '../../src/playbook/schema/cases.ts'
import { aBlank, aScene } from './samples.ts'

let dir: string
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'looks-'))
})
afterAll(() => rm(dir, { recursive: true }))

const looksOf = async (picture: Sharp, format: 'jpeg' | 'png' | 'webp' = 'jpeg') => {
  const path = join(dir, 'file')
  // A quality would make a PNG one of few colours.
  const options = format === 'png' ? {} : { quality: 85 }
  await writeFile(path, await picture.toFormat(format, options).toBuffer())
  const { inspection } = await lookInto(path, `image/${format}`)
  if (inspection.kind !== 'checked') throw new Error(`it is ${inspection.kind}`)
  return inspection
}
const again = async (picture: Sharp) => sharp(await picture.png().toBuffer())
const limits = casesFile.parse({}).pictures

describe('by the limits that are shipped', () => {
  test.each([1, 2, 3, 4, 5, 6])('scene %i is sharp, blurred it is not', async (seed) => {
    const { sharpness, entropy } = await looksOf(aScene(seed))
    expect(sharpness).toBeGreaterThan(limits.min_sharpness)
    expect(entropy).toBeGreaterThan(limits.min_entropy)
    // 1.5 % of the width.
    const blurred = await looksOf(aScene(seed).blur(12))
    expect(blurred.sharpness).toBeLessThan(limits.min_sharpness)
    expect(blurred.entropy).toBeGreaterThan(limits.min_entropy)
  })

  test.each([
    ['png', 1],
    ['png', 2],
    ['png', 3],
    ['webp', 1],
    ['webp', 2],
    ['webp', 3],
  ] as const)('whatever a picture is written in: %s of scene %i', async (format, seed) => {
    const { sharpness } = await looksOf(aScene(seed), format)
    expect(sharpness).toBeGreaterThan(limits.min_sharpness)
    const blurred = await looksOf(aScene(seed).blur(24), format)
    expect(blurred.sharpness).toBeLessThan(limits.min_sharpness)
  })

  test('a cup on an empty table is sharp', async () => {
    const cup = await aScene(1, { width: 120, height: 100 }).png().toBuffer()
    const table = aBlank('#e8e8e8').composite([{ input: cup, left: 500, top: 300 }])
    const { sharpness, entropy } = await looksOf(await again(table))
    expect(sharpness).toBeGreaterThan(limits.min_sharpness)
    expect(entropy).toBeGreaterThan(limits.min_entropy)
  })

  test.each(['black', 'white', '#808080'])('there is nothing to see on %s', async (colour) => {
    expect((await looksOf(aBlank(colour))).entropy).toBeLessThan(limits.min_entropy)
  })

  test('a platform that makes pictures small makes none blurred', async () => {
    const small = aScene(2, { width: 3_000, height: 2_000 }).resize(1_080)
    expect((await looksOf(small)).sharpness).toBeGreaterThan(limits.min_sharpness)
  })
})

test('what is measured does not depend on the size', async () => {
  const scene = await again(aScene(3, { width: 2_400, height: 1_800 }).blur(4))
  const large = await looksOf(scene)
  const small = await looksOf(await again(scene.clone().resize(800)))
  expect(small.sharpness / large.sharpness).toBeCloseTo(1, 1)
  expect(small.entropy).toBeCloseTo(large.entropy, 0)
})

describe('the hash', () => {
  const hashOf = async (picture: Sharp) => (await looksOf(picture)).hash ?? 'none'
  const bits = (hex: string) =>
    [...hex].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('')
  const differing = (a: string, b: string) =>
    [...bits(a)].filter((bit, index) => bit !== bits(b)[index]).length

  test.each<readonly [string, (picture: Sharp) => Sharp]>([
    ['compressed hard', (picture) => picture.jpeg({ quality: 30 })],
    ['at half the size', (picture) => picture.resize(400)],
    ['as WebP', (picture) => picture.webp({ quality: 60 })],
    ['grey', (picture) => picture.greyscale()],
    ['brighter', (picture) => picture.modulate({ brightness: 1.15 })],
    [
      'cropped a little',
      (picture) => picture.extract({ left: 8, top: 6, width: 784, height: 588 }),
    ],
  ])('of a picture %s differs little', async (_, edit) => {
    for (const seed of [1, 2, 3]) {
      const edited = await edit(await again(aScene(seed))).toBuffer()
      const distance = differing(await hashOf(aScene(seed)), await hashOf(sharp(edited)))
      expect(distance, `scene ${seed}`).toBeLessThanOrEqual(16)
    }
  })

  test('of other motifs differs much', async () => {
    const hashes: string[] = []
    for (let seed = 1; seed <= 12; seed += 1) hashes.push(await hashOf(aScene(seed)))
    const distances = hashes.flatMap((a, i) => hashes.slice(i + 1).map((b) => differing(a, b)))
    expect(Math.min(...distances)).toBeGreaterThan(32)
  })

  test('has 128 bits, the first half in rough strokes', async () => {
    const [sharpHash, soft] = [await hashOf(aScene(1)), await hashOf(aScene(1).blur(20))]
    expect(sharpHash).toMatch(/^[0-9a-f]{32}$/)
    expect(differing(sharpHash.slice(0, 16), soft.slice(0, 16))).toBeLessThanOrEqual(7)
  })

  test('is taken of nothing that looks like a thousand others', async () => {
    expect(await hashOf(aBlank('#e8e8e8'))).toBe('none')
    const wall = Buffer.from(
      Array.from({ length: 600 * 400 }, (_, i) => 90 + ((i % 600) * 60) / 600),
    )
    expect(await hashOf(sharp(wall, { raw: { width: 600, height: 400, channels: 1 } }))).toBe(
      'none',
    )
  })
})
