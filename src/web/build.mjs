// Builds both faces: node src/web/build.mjs [folder, default dist/web]
import { rename } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Whose JSX each face speaks. */
const faces = /** @type {const} */ ({ widget: 'preact', console: 'react' })

/**
 * Writes `<into>/<face>/index.html` and `<into>/<face>/assets/*`; the pages ask for the latter under
 * `/assets/<face>/`. Every name but index.html carries a hash of its content.
 * @param {string} into
 */
export async function buildWeb(into) {
  for (const [face, importSource] of Object.entries(faces)) {
    await buildFace({ face, importSource, into: resolve(into, face) })
  }
}

/**
 * Vite wraps every `import()` in a helper that fetches style sheets first; ours bring none, and the
 * helper is a tenth of what the widget may weigh.
 */
const plainImports = {
  name: 'plain-imports',
  enforce: /** @type {const} */ ('pre'),
  load: (/** @type {string} */ id) =>
    id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = (load) => load()' : null,
}

/** @param {{ face: string, importSource: string, into: string }} options */
async function buildFace({ face, importSource, into }) {
  const assets = join(into, 'assets')
  await build({
    root: join(here, face),
    configFile: false,
    envDir: false,
    logLevel: 'error',
    base: `/assets/${face}/`,
    plugins: [plainImports],
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', importSource, development: false } },
    build: {
      outDir: assets,
      assetsDir: '',
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      // An inlined asset would be a data: address, which the pages' own rules forbid.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 1500,
      reportCompressedSize: false,
      // What the first page and a later part both need comes with the first page, in one file.
      rolldownOptions: {
        output: {
          codeSplitting: { groups: [{ name: 'index', test: /preact|widget\/(main|adopt)/ }] },
        },
      },
    },
  })
  await rename(join(assets, 'index.html'), join(into, 'index.html'))
}

const isCommand = import.meta.url === pathToFileURL(process.argv[1] ?? '').href
if (isCommand) await buildWeb(process.argv[2] ?? join(here, '../../dist/web'))
