/** Where a browser for tests is; a browser test skips itself when there is none. */
export { chromiumPath } from '../../src/setup/chromium.mjs'
