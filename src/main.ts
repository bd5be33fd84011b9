import closeWithGrace from 'close-with-grace'
import { createApp } from './app.ts'
import { loadConfig } from './config.ts'
import { createLog } from './log.ts'
import { welcome, whyNot } from './welcome.ts'

const closeWithinMs = 15_000

/** Reads the settings, opens the counter, and closes it in good order when told to stop. */
const start = async (): Promise<void> => {
  const config = loadConfig()
  const terminal = process.stderr.isTTY === true
  const log = createLog({ level: config.logLevel, terminal })
  for (const warning of config.warnings) process.stderr.write(`${warning}\n`)
  const app = await createApp(config, log)
  process.stdout.write(welcome(config, app))
  log.info({ url: app.url }, 'open')
  closeWithGrace({ delay: closeWithinMs, logger: false }, async ({ err }) => {
    if (err) log.fatal({ err }, 'stopped by a bug')
    await app.close()
  })
}

try {
  await start()
} catch (error) {
  process.stderr.write(`${whyNot(error)}\n`)
  process.exit(1)
}
