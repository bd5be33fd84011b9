import { theme as antTheme, type ThemeConfig } from 'antd'

/** What somebody chose for this browser; `auto` follows the system. */
export const themes = ['auto', 'light', 'dark'] as const
export type ThemeChoice = (typeof themes)[number]

const key = 'shouhou-theme'
const query = matchMedia('(prefers-color-scheme: dark)')
const listeners = new Set<() => void>()
let choice: ThemeChoice = themes.find((each) => each === localStorage.getItem(key)) ?? 'auto'

export const themeChoice = (): ThemeChoice => choice

export const isDark = (): boolean => (choice === 'auto' ? query.matches : choice === 'dark')

export function chooseTheme(next: ThemeChoice) {
  choice = next
  localStorage.setItem(key, next)
  tell()
}

export function watchTheme(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell() {
  document.documentElement.classList.toggle('dark', isDark())
  for (const listener of listeners) listener()
}

query.addEventListener('change', tell)
tell()

/** A plain button under the pointer, whose letters antd makes too light to read. */
function hovered(color: string) {
  return { defaultHoverColor: color, defaultHoverBorderColor: color }
}

// antd's own greys and reds are below 4.5:1 (WCAG 2.2 AA).
const light: ThemeConfig = {
  algorithm: antTheme.defaultAlgorithm,
  token: {
    colorPrimary: '#0958d9',
    colorLink: '#0958d9',
    colorLinkHover: '#003eb3',
    colorError: '#cf1322',
    colorTextDescription: '#595959',
    colorTextPlaceholder: '#6b6b6b',
    // antd's own lets the text behind it show through.
    colorBgSpotlight: '#262626',
    borderRadius: 8,
  },
  components: { Button: hovered('#0958d9') },
}
const dark: ThemeConfig = {
  algorithm: antTheme.darkAlgorithm,
  token: {
    colorPrimary: '#2f6fe4',
    colorLink: '#7fb0ff',
    colorLinkHover: '#a9caff',
    colorError: '#f0696b',
    colorTextDescription: '#a6a6a6',
    colorTextPlaceholder: '#8f8f8f',
    borderRadius: 8,
  },
  // The darkened primary colour is too dim for text.
  components: {
    Tabs: { itemSelectedColor: '#7fb0ff', inkBarColor: '#7fb0ff' },
    Button: hovered('#7fb0ff'),
  },
}

/** The key names the class that carries antd's variables, for our own style sheets to use. */
export const antThemeOf = (isDarkNow: boolean): ThemeConfig => ({
  ...(isDarkNow ? dark : light),
  cssVar: { key: 'shouhou' },
})
