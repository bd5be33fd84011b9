import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * A browser of the Chromium family for tests: `CHROMIUM_PATH`, else one that is installed.
 * @returns {string | undefined}
 */
export function chromiumPath() {
  const { CHROMIUM_PATH, PATH = '' } = process.env
  if (CHROMIUM_PATH) return existsSync(CHROMIUM_PATH) ? CHROMIUM_PATH : undefined
  const folders = ['/usr/bin', ...PATH.split(delimiter)]
  const installed = commands.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...installed, ...applications].find((path) => existsSync(path))
}

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
