import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { startCounter } from '../support/running-counter.ts'

describe.skipIf(!hasBrowser)('the console as an app', () => {
  const { newPage, counter } = onBrowserStage({
    open: (dir) => startCounter({ PLAYBOOK_DIR: dir }),
  })

  test('is one that a browser installs, with icons of the sizes it says', async () => {
    const page = await newPage({})
    await page.goto(`${counter().url}/console/`)
    const chrome = await page.context().newCDPSession(page)
    const { errors, data = '{}' } = await chrome.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const { installabilityErrors } = await chrome.send('Page.getInstallabilityErrors')
    // A context of a test is one of a private window.
    const faults = installabilityErrors.map(({ errorId }) => errorId)
    expect(faults.filter((fault) => fault !== 'in-incognito')).toEqual([])
    const manifest = JSON.parse(data)
    expect(manifest).toMatchObject({ name: '售后客服台', start_url: '/console/', lang: 'zh-CN' })
    for (const { src, sizes } of manifest.icons) {
      const answer = await page.request.get(counter().url + src)
      expect(answer.headers()).toMatchObject({ 'content-type': 'image/png' })
      const { width, height } = await sharp(await answer.body()).metadata()
      expect(`${width}x${height}`).toBe(sizes)
    }
    const kinds = manifest.icons.map((icon: { purpose: string; sizes: string }) =>
      [icon.purpose, icon.sizes].join(' '),
    )
    expect(kinds.sort()).toEqual(['any 192x192', 'any 512x512', 'maskable 512x512'])
    await page.context().close()
  }, 120_000)

  test('is called in the language of the browser', async () => {
    const answer = await fetch(`${counter().url}/console.webmanifest`, {
      headers: { 'accept-language': 'en' },
    })
    expect(answer.headers.get('content-type')).toContain('application/manifest+json')
    expect(await answer.json()).toMatchObject({ name: 'After-sales desk', lang: 'en' })
  })
})
