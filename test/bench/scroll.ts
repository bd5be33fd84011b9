import type { Browser, Page } from 'playwright-core'
import type { Bench, Row } from './bench.ts'
import { quantile } from './measure.ts'
import { type Device, desk, freshPage, phone, phoneProfile, withQueue } from './stage.ts'

const waiting = 2_000
/** So many wheel turns or swipes, of so many pixels, one after the other. */
const strokes = 60
const strokePx = 600

/** The frames of a queue of two thousand while somebody scrolls through it as fast as they can. */
export const scroll: Bench = () =>
  withQueue(waiting, async (url, browser) => {
    const rows: Row[] = []
    for (const device of [desk, phone]) rows.push(await measure(browser, url, device))
    return [
      {
        title: `${waiting} rows, ${strokes} strokes of ${strokePx} px; ms from frame to frame; ${phoneProfile}`,
        rows,
      },
    ]
  })

const measure = async (browser: Browser, url: string, device: Device): Promise<Row> => {
  const page = await freshPage(browser, url, device, 'zhao')
  await page.goto(`${url}/console/`)
  await page.getByRole('tab', { name: `待回复 ${waiting}` }).waitFor({ timeout: 120_000 })
  await page.waitForTimeout(2_000)
  const idle = await framesDuring(page, async () => page.waitForTimeout(2_000))
  const scrolled = await framesDuring(page, async () => {
    const box = await page.locator('.queue .rows').boundingBox()
    await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 200)
    for (let stroke = 0; stroke < strokes; stroke += 1) {
      await page.mouse.wheel(0, strokePx)
      await page.waitForTimeout(50)
    }
  })
  const top = await page.locator('.queue .rows').evaluate((list) => list.scrollTop)
  const nodes = await page.locator('.queue .rows *').count()
  const drawn = await page.locator('.queue button.row').count()
  await page.context().close()
  const share = (most: number) =>
    `${((100 * scrolled.filter((ms) => ms <= most).length) / scrolled.length).toFixed(1)}%`
  const rising = Float64Array.from(scrolled).sort()
  return {
    device: device.name,
    px: Math.round(top),
    frames: scrolled.length,
    '≤ 16.7': share(17.5),
    '≤ 33': share(34.2),
    '> 50': scrolled.filter((ms) => ms > 50).length,
    p99: quantile(rising, 0.99),
    max: rising.at(-1) ?? 0,
    'p99 idle': quantile(Float64Array.from(idle).sort(), 0.99),
    rows: drawn,
    nodes,
  }
}

/** Asked for with each frame: how long after the one before it came. */
const framesDuring = async (page: Page, act: () => Promise<void>): Promise<readonly number[]> => {
  // A text, and not a function: tsx would put its own helper into it.
  await page.evaluate(`(() => {
    window.frames_ = []
    let last = performance.now()
    window.onFrame_ = (now) => {
      window.frames_.push(now - last)
      last = now
      if (window.onFrame_ !== null) requestAnimationFrame(window.onFrame_)
    }
    requestAnimationFrame(window.onFrame_)
  })()`)
  await act()
  const frames = await page.evaluate<number[]>(`(window.onFrame_ = null, window.frames_)`)
  return frames.slice(1)
}
