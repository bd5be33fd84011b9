import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { prepare } from './prepare.mjs'
import { dist, SetupError, say, tell } from './project.mjs'
import { runTests } from './run-tests.mjs'

/**
 * What package.json's scripts ask for. Ends with exit code 1 and a sentence when it cannot be done.
 * @param {readonly string[]} argv
 */
export async function runCommand([command = '', ...args]) {
  try {
    await run(command, args)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    tell(error.message)
    process.exitCode = 1
  }
}

/** @param {string} command @param {readonly string[]} args */
async function run(command, args) {
  switch (command) {
    case 'start':
      await prepare('modules', 'server', 'web')
      return hand('main.js', args)
    case 'shouhou':
      await prepare('modules', 'server')
      return hand('cli/main.js', args)
    case 'build':
      return prepare('modules', 'server', 'web')
    case 'test':
      await prepare('modules', 'server', 'web')
      if (!(await runTests(args))) process.exitCode = 1
      return
    default:
      throw new SetupError(say.usage)
  }
}

/**
 * The program itself, in this process, so that signals reach it.
 * @param {string} file
 * @param {readonly string[]} args
 */
async function hand(file, args) {
  const program = join(dist, file)
  process.argv.splice(1, process.argv.length, program, ...args)
  await import(pathToFileURL(program).href)
}
