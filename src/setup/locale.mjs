/** @typedef {'zh-CN' | 'en'} Locale */

/**
 * The language for people at the terminal: `LOCALE` when it is set, else English on a system that
 * speaks English, else Chinese. `LANG=C` says nothing about people.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {Locale}
 */
export function localeOf({ LOCALE, LC_ALL, LANG }) {
  const spoken = LOCALE || LC_ALL || LANG || ''
  return spoken.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}
