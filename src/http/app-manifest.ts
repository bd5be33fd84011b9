import { readdir } from 'node:fs/promises'
import type { Language } from './language.ts'

/** What a browser must know to install the console as an app; the icons are those of the build. */
export async function appManifest(assets: string, language: Language) {
  const files = await readdir(assets).catch(() => [])
  const icons = files.flatMap((file) => {
    const [, maskable, side] = /^app-(maskable-)?(\d+)-\w{8}\.png$/.exec(file) ?? []
    if (side === undefined) return []
    const purpose = maskable === undefined ? 'any' : 'maskable'
    const src = `/assets/console/${file}`
    return [{ src, sizes: `${side}x${side}`, type: 'image/png', purpose }]
  })
  return {
    ...words[language],
    id: '/console/',
    start_url: '/console/',
    scope: '/console',
    display: 'standalone',
    background_color: '#f5f5f5',
    theme_color: '#ffffff',
    icons,
  }
}

const words = {
  zh: { lang: 'zh-CN', name: '售后客服台', short_name: '客服台' },
  en: { lang: 'en', name: 'After-sales desk', short_name: 'Desk' },
}
