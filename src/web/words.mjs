import { readFile } from 'node:fs/promises'
import { Converter } from 'opencc-js'

/** Letters and words of Taiwan: 「影片」 and not 「视频」. */
const convert = Converter({ from: 'cn', to: 'twp' })

/**
 * What the tables of OpenCC say otherwise than people do there.
 * @type {readonly (readonly [RegExp, string])[]}
 */
const own = [
  [/機器人線上/g, '機器人在線'],
  [/質量/g, '品質'],
  [/反饋/g, '回饋'],
  [/賬號/g, '帳號'],
]

/** @param {string} text */
const inTaiwan = (text) => own.reduce((said, [from, to]) => said.replace(from, to), convert(text))

/**
 * `import('./words.ts?tw')` and `import('./words.ts?en')`: the words of that file in one language, so
 * that nobody downloads those of another one. Names have no Chinese letters in them: the source as a
 * whole may be converted.
 */
export const wordsAlone = {
  name: 'words-alone',
  enforce: /** @type {const} */ ('pre'),
  /** @param {string} id */
  async load(id) {
    const [, file = '', language] = /^(.+\.ts)\?(en|tw)$/.exec(id) ?? []
    if (language === undefined) return null
    const source = await readFile(file, 'utf8')
    const [chinese = '', english = ''] = source.split(/^export const en\b/m)
    const [words = ''] = english.split(/^export const words\b/m)
    if (language === 'en') return `export const words${words}`
    return inTaiwan(chinese)
      .replace(/^export const zh\b/m, 'export const words')
      .replace('zh-CN', 'zh-TW')
  },
}

/**
 * What the file of such words is called: `tw-form-words`.
 * @param {string | null} id
 */
export const nameOfWords = (id) => {
  const [, folder, file, language] = /(\w+)\/([\w-]+)\.ts\?(en|tw)$/.exec(id ?? '') ?? []
  return file && `${language}-${folder}-${file}`
}
