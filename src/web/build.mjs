// Builds both faces: node src/web/build.mjs [folder, default dist/web]
import { createHash } from 'node:crypto'
import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import * as zlib from 'node:zlib'
import sharp from 'sharp'
import { build } from 'vite'
import { nameOfWords, wordsAlone } from './words.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Whose JSX each face speaks. */
const faces = /** @type {const} */ ({ widget: 'preact', console: 'react' })

/**
 * Writes `<into>/<face>/index.html` and `<into>/<face>/assets/*`; the pages ask for the latter under
 * `/assets/<face>/`. Every name but index.html carries a hash of its content.
 * @param {string} into
 */
export async function buildWeb(into) {
  for (const face of /** @type {const} */ (['widget', 'console'])) {
    await buildFace({ face, into: resolve(into, face) })
  }
  await buildEmbed(resolve(into, 'widget'))
  await drawAppIcons(resolve(into, 'console/assets'))
  const names = await readdir(into, { recursive: true })
  await Promise.all(
    names.filter((name) => /\.(js|css|svg)$/.test(name)).map((name) => squeeze(join(into, name))),
  )
}

/**
 * `app-<side>-<hash>.png`: what a home screen shows of an installed console; `app-maskable-…` where the
 * system cuts it into its own shape. @param {string} into
 */
async function drawAppIcons(into) {
  const icon = join(here, 'console/icon.svg')
  const blue = '#0958d9'
  const draw = (/** @type {number} */ side) =>
    sharp(icon, { density: (72 * side) / 32 }).resize(side)
  const round = (/** @type {number} */ side) => draw(side).png().toBuffer()
  const edge = { top: 64, bottom: 64, left: 64, right: 64, background: blue }
  const whole = draw(384).flatten({ background: blue }).extend(edge).png().toBuffer()
  const icons = { 192: await round(192), 512: await round(512), 'maskable-512': await whole }
  for (const [kind, picture] of Object.entries(icons)) {
    const hash = createHash('sha256').update(picture).digest('hex').slice(0, 8)
    await writeFile(join(into, `app-${kind}-${hash}.png`), picture)
  }
}

const brotli = promisify(zlib.brotliCompress)
const gzip = promisify(zlib.gzip)
/** The last two degrees of eleven save a twentieth and take ten times as long. */
const degree = { [zlib.constants.BROTLI_PARAM_QUALITY]: 9 }

/**
 * `x.js.br` and `x.js.gz` beside `x.js`: the server sends what a browser asks for. Over plain http,
 * as inside a shop, that is never Brotli. @param {string} file
 */
async function squeeze(file) {
  const whole = await readFile(file)
  const made = { br: await brotli(whole, { params: degree }), gz: await gzip(whole, { level: 9 }) }
  for (const [ending, small] of Object.entries(made)) {
    if (small.length < whole.length) await writeFile(`${file}.${ending}`, small)
  }
}

/**
 * `<into>/widget.js`: the one file of a name that stays, for pages of the shop's site; it knows the
 * name of the chat's. @param {string} into
 */
async function buildEmbed(into) {
  const page = await readFile(join(into, 'index.html'), 'utf8')
  const chatFile = /<script[^>]+src="([^"]+)"/.exec(page)?.[1]
  if (chatFile === undefined) throw new Error('the widget page names no script')
  await build({
    ...common,
    root: join(here, 'widget'),
    define: { chatFile: JSON.stringify(chatFile) },
    build: {
      ...output,
      outDir: into,
      emptyOutDir: false,
      lib: {
        entry: join(here, 'widget/embed.ts'),
        formats: ['iife'],
        name: 'shouhou',
        fileName: () => 'widget.js',
      },
    },
  })
}

const common = /** @type {const} */ ({
  configFile: false,
  envDir: false,
  logLevel: 'error',
  publicDir: false,
})
const output = /** @type {const} */ ({
  target: 'es2022',
  modulePreload: false,
  reportCompressedSize: false,
})

/**
 * Vite wraps every `import()` in a helper that fetches style sheets first; the widget's bring none,
 * and the helper with its wrappers is a tenth of what it may weigh.
 */
const plainImports = {
  name: 'plain-imports',
  configResolved(/** @type {{ plugins: readonly { name: string }[] }} */ config) {
    const plugins = /** @type {{ name: string }[]} */ (config.plugins)
    const left = plugins.filter(({ name }) => !/^(vite|native):.*\bimport-analysis\b/.test(name))
    plugins.splice(0, plugins.length, ...left)
  },
}

/**
 * antd's dialogs keep the page behind them from scrolling by a style element, which the console's
 * policy refuses; the console as a page never scrolls.
 */
const noScrollLock = {
  name: 'no-scroll-lock',
  enforce: /** @type {const} */ ('pre'),
  load: (/** @type {string} */ id) =>
    id.endsWith('portal/es/useScrollLocker.js') ? 'export default () => {}' : null,
}

/** What the first page and a later part both need comes with the first page, in one file. */
const firstOf = /** @type {const} */ ({
  widget: { name: 'index', test: /preact|widget\/(main|adopt)/ },
  console: { name: 'index', tags: ['$initial'] },
})

/** @param {{ face: keyof typeof faces, into: string }} options */
async function buildFace({ face, into }) {
  const assets = join(into, 'assets')
  await build({
    ...common,
    root: join(here, face),
    base: `/assets/${face}/`,
    plugins: face === 'widget' ? [plainImports, wordsAlone] : [noScrollLock],
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', importSource: faces[face], development: false } },
    build: {
      ...output,
      // The parts of the first page are asked for at once, and not one after the other.
      modulePreload: face === 'console' && { polyfill: false },
      outDir: assets,
      assetsDir: '',
      emptyOutDir: true,
      // An inlined asset would be a data: address, which the pages' own rules forbid.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1500,
      rolldownOptions: {
        output: {
          chunkFileNames: ({ facadeModuleId }) =>
            `${nameOfWords(facadeModuleId) ?? '[name]'}-[hash].js`,
          codeSplitting: { groups: [firstOf[face]] },
        },
      },
    },
  })
  await rename(join(assets, 'index.html'), join(into, 'index.html'))
}

const isCommand = import.meta.url === pathToFileURL(process.argv[1] ?? '').href
if (isCommand) await buildWeb(process.argv[2] ?? join(here, '../../dist/web'))
