import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

/**
 * Draws each SVG of this folder as the WebP beside it that customers see: 640 px wide, a few KB.
 * `node replies/pictures/source/render.mjs`, after a change to a drawing. It is no part of a build:
 * the Chinese captions need a font (Noto Sans CJK SC), which a server has no other use for.
 */
const here = new URL('.', import.meta.url)

for (const name of readdirSync(here).filter((each) => each.endsWith('.svg'))) {
  const picture = new URL(`../${basename(name, '.svg')}.webp`, here)
  await sharp(fileURLToPath(new URL(name, here)))
    .resize({ width: 640 })
    .webp({ quality: 75, effort: 6 })
    .toFile(fileURLToPath(picture))
}
