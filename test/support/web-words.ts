import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const web = fileURLToPath(new URL('../../src/web/', import.meta.url))
const isWords = (file: string) => /(?:^|\/)(?:\w+-)?(?:words|texts)(?:-\w+)*\.ts$/.test(file)

/** The words of a part of a page, in both languages. */
export interface WebWords {
  readonly file: string
  readonly zh: object
  readonly en: object
}

/** The sources of the two faces by their paths in `src/web`. */
export const webSources: ReadonlyMap<string, string> = new Map(
  readdirSync(web, { recursive: true, encoding: 'utf8' })
    .map((file) => relative('', file).replaceAll('\\', '/'))
    .filter((file) => /(?<!\.d)\.tsx?$/.test(file))
    .map((file) => [file, readFileSync(join(web, file), 'utf8')]),
)

/** Every source but the words themselves. */
export const wordlessSources = [...webSources].filter(([file]) => !isWords(file))

/** All words that stand on pages. Who adds a file of them adds it to the tests, too. */
export async function webWords(): Promise<readonly WebWords[]> {
  const exporting = [...webSources].filter(
    ([file, source]) => isWords(file) && /^export const (?:zh|words)\b/m.test(source),
  )
  const found = await Promise.all(
    exporting.map(async ([file]): Promise<WebWords> => {
      const { zh, en, words } = await modules(file)
      return { file, zh: zh ?? words?.zh ?? {}, en: en ?? words?.en ?? (await otherHalf(file)) }
    }),
  )
  return found
}

/** `texts-zh.ts` has its English in `texts-en.ts`. */
const otherHalf = async (file: string): Promise<object> =>
  (await modules(file.replace(/-zh(?=\.ts$)/, '-en'))).en ?? {}

interface WordsModule {
  readonly zh?: object
  readonly en?: object
  readonly words?: { readonly zh?: object; readonly en?: object }
}

const modules = (file: string): Promise<WordsModule> => import(pathToFileURL(join(web, file)).href)

/** What else stands in the folder of some words, and below it. */
export const usersOf = (file: string): string =>
  wordlessSources
    .filter(([other]) => other.startsWith(`${dirname(file)}/`))
    .map(([, source]) => source)
    .join('\n')
