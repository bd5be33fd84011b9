import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { closest } from '../model/closest.ts'
import { didYouMean } from './did-you-mean.ts'
import { errorAt, type Fault, type Words } from './fault.ts'
import { placeOfText, type Written } from './outline.ts'
import type { ExamplePicture } from './playbook.ts'
import { picturesFolder } from './read.ts'

const largestPicture = 200 * 1024

/**
 * Reads the pictures that slots name, or says of each name what is wrong with it. Only what the
 * folder itself lists is opened: no name leads out of it.
 */
export const readPictures = async (dir: string, names: readonly Written[]) => {
  const folder = join(dir, picturesFolder)
  const listed = names.length === 0 ? [] : await readdir(folder).catch(() => [])
  const examplePictures = new Map<string, ExamplePicture>()
  const faults: Fault[] = []
  for (const name of names) {
    if (examplePictures.has(name.text)) continue
    const found = listed.includes(name.text)
      ? await readPicture(join(folder, name.text), name.text)
      : absent(name.text, listed)
    if ('mime' in found) examplePictures.set(name.text, found)
    else faults.push(errorAt(placeOfText(name), found.message, found.remedy))
  }
  return { examplePictures, faults }
}

interface Unusable {
  readonly message: Words
  readonly remedy?: Words
}

/** Never waits on a pipe and never reads a huge file. */
const readPicture = async (path: string, name: string): Promise<ExamplePicture | Unusable> => {
  try {
    const about = await stat(path)
    if (!about.isFile()) return noPicture(name)
    if (about.size > largestPicture) return tooLarge(name, about.size)
    const bytes = await readFile(path)
    const mime = rasterType(bytes)
    if (mime === undefined) return noPicture(name)
    const hash = createHash('sha256').update(bytes).digest('hex')
    return Object.freeze({ mime, bytes, hash })
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    return {
      message: [`读不了图片「${name}」（${code}）`, `cannot read picture "${name}" (${code})`],
    }
  }
}

/** By its first bytes, whatever its name: what every browser shows and nothing can hide a script in. */
const rasterType = (bytes: Buffer): string | undefined => {
  const head = bytes.toString('latin1', 0, 12)
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp'
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png'
  return head.startsWith('\xff\xd8\xff') ? 'image/jpeg' : undefined
}

const absent = (name: string, listed: readonly string[]): Unusable => {
  const [askZh, askEn] = didYouMean(closest(name, listed))
  return {
    message: [
      `${picturesFolder}/ 里没有图片「${name}」${askZh}`,
      `there is no picture "${name}" in ${picturesFolder}/${askEn}`,
    ],
    remedy: [
      `把图片放进 ${picturesFolder}/，这里写它的文件名；不用示范图片就删掉这一行`,
      `put the picture into ${picturesFolder}/ and write its file name here, or delete this line`,
    ],
  }
}

const tooLarge = (name: string, bytes: number): Unusable => ({
  message: [
    `图片「${name}」太大：${Math.ceil(bytes / 1024)} KB，最多 200 KB`,
    `picture "${name}" is too large: ${Math.ceil(bytes / 1024)} KB, at most 200 KB`,
  ],
  remedy: [
    '缩小到 640 像素宽，存成 WebP 或 JPEG',
    'make it 640 pixels wide and save it as WebP or JPEG',
  ],
})

const noPicture = (name: string): Unusable => ({
  message: [`「${name}」不是 WebP、PNG 或 JPEG 图片`, `"${name}" is no WebP, PNG or JPEG picture`],
  remedy: [
    '用看图软件打开，另存为这三种之一；只改文件名没有用',
    'open it in a viewer and save it as one of these; renaming it does not help',
  ],
})
