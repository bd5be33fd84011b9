// The door of `npm start`, `npm test`, `npm run shouhou` and `npm run build`: sees to it that what
// they need is installed and built, then does it. Nothing is installed yet when it begins, and the
// first lines must run on a Node that is too old, so the rest is loaded only after that check.
import { localeOf } from './setup/locale.mjs'
import { isNewEnough } from './setup/node-version.mjs'
import { texts } from './setup/texts.mjs'

if (isNewEnough(process.versions.node)) {
  const { runCommand } = await import('./setup/commands.mjs')
  await runCommand(process.argv.slice(2))
} else {
  process.stderr.write(`${texts[localeOf(process.env)].oldNode(process.versions.node)}\n`)
  process.exitCode = 1
}
