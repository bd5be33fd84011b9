import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { projectRoot } from '../../src/config.ts'

/** The built counter in a process of its own, which may be killed and started again. */
export interface CounterProcess {
  readonly url: string
  readonly dataDir: string
  /** Resolves when it is ready. */
  start(): Promise<void>
  /** As the power going off: no signal handler runs. */
  kill(): Promise<void>
  dispose(): Promise<void>
}

export const aCounterProcess = async (
  env: Readonly<Record<string, string>> = {},
): Promise<CounterProcess> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'shouhou-process-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined

  const kill = async (): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child?.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  return {
    url,
    dataDir,
    async start() {
      let output = ''
      const started = spawn(process.execPath, [join(projectRoot, 'dist/main.js')], {
        env: {
          ...process.env,
          PORT: String(port),
          DATA_DIR: dataDir,
          LOG_LEVEL: 'error',
          DEMO_HISTORY: 'off',
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      started.stderr.on('data', (chunk) => {
        output += chunk
      })
      for (let tries = 0; tries < 600; tries += 1) {
        if (started.exitCode !== null) throw new Error(`the counter ended: ${output}`)
        if (await isReady(url)) return
        await sleep(50)
      }
      throw new Error(`the counter did not get ready: ${output}`)
    },
    kill,
    async dispose() {
      await kill()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  )

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}
