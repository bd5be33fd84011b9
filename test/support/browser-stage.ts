import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { aPage, enterAsBuyer, enterConsole, launchBrowser, phone, wide } from './browser.ts'
import { copyPlaybook } from './playbook-copy.ts'

interface Setting<Counter> {
  /** `playbookDir` is a copy of the shipped playbook, which the tests may change. */
  open(playbookDir: string): Promise<Counter>
  /** Done to each page before it goes anywhere. */
  prepare?(page: Page): Promise<void>
  /** Of all pages. */
  readonly options?: BrowserContextOptions
}

/** A counter and a browser, opened before the tests of a `describe` and closed after them. */
export const onBrowserStage = <Counter extends { readonly url: string; close(): Promise<void> }>({
  open,
  prepare = async () => {},
  options,
}: Setting<Counter>) => {
  const playbookDir = mkdtempSync(join(tmpdir(), 'shouhou-playbook-'))
  let opened: { readonly counter: Counter; readonly browser: Browser } | undefined

  beforeAll(async () => {
    copyPlaybook(playbookDir)
    const counter = await open(playbookDir)
    opened = { counter, browser: await launchBrowser() }
  }, 120_000)

  afterAll(async () => {
    await opened?.browser.close()
    await opened?.counter.close()
    rmSync(playbookDir, { recursive: true, force: true })
  })

  const stage = () => {
    if (opened === undefined) throw new Error('the stage is not open yet')
    return opened
  }

  const newPage = async (more: BrowserContextOptions): Promise<Page> => {
    const page = await aPage(stage().browser, { ...options, ...more })
    await prepare(page)
    return page
  }

  return {
    playbookDir,
    newPage,
    counter: () => stage().counter,
    /** A customer of the demo shop, on a phone unless told otherwise. */
    asBuyer: async (name: string, more = phone): Promise<Page> => {
      const page = await newPage(more)
      await enterAsBuyer(page, stage().counter.url, name)
      return page
    },
    /** One of the demo shop's people, at a desk unless told otherwise. */
    asAgent: async (name: string, more = wide): Promise<Page> => {
      const page = await newPage(more)
      await enterConsole(page, stage().counter.url, name)
      await page
        .getByRole('tab', { name: /待回复/ })
        .first()
        .waitFor()
      return page
    },
  }
}
