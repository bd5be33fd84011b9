import type { Browser } from 'playwright-core'
import type { Bench, Row } from './bench.ts'
import { quantile } from './measure.ts'
import { type Device, desk, freshPage, phone, phoneProfile, withQueue } from './stage.ts'

const runs = 9
const waiting = 120

/** What is opened, and what stands there once it can be used. */
interface Opening {
  readonly title: string
  readonly path: string
  readonly as?: string
  readonly usable: string
}

const openings: readonly Opening[] = [
  { title: 'console, login', path: '/console/', usable: '.login input, .login button' },
  { title: 'console, queue', path: '/console/', as: 'zhao', usable: '.queue button.row' },
  { title: 'widget, chat', path: '/', usable: 'textarea' },
]

/** How soon a page is there, and can be used; each time with an empty cache, then with a full one. */
export const open: Bench = () =>
  withQueue(waiting, async (url, browser) => {
    const rows: Row[] = []
    for (const device of [phone, desk])
      for (const opening of openings) rows.push(...(await measure(browser, url, device, opening)))
    return [
      { title: `ms to open, medians of ${runs}; ${waiting} customers wait; ${phoneProfile}`, rows },
    ]
  })

interface Opened {
  readonly paint: number
  readonly usable: number
  readonly bytes: number
}

const measure = async (
  browser: Browser,
  url: string,
  device: Device,
  opening: Opening,
): Promise<readonly Row[]> => {
  const first: Opened[] = []
  const again: Opened[] = []
  for (let run = 0; run < runs; run += 1) {
    const page = await freshPage(browser, url, device, opening.as)
    const look = async (): Promise<Opened> => {
      await page.goto(url + opening.path, { waitUntil: 'commit' })
      // It looks into shadow roots, too, and with each frame.
      await page.locator(opening.usable).first().waitFor()
      return page.evaluate(spent)
    }
    first.push(await look())
    again.push(await look())
    await page.context().close()
  }
  return [row('empty', first), row('full', again)].map((figures) => ({
    page: opening.title,
    device: device.name,
    ...figures,
  }))
}

/** In the page: no function in it may have a name, tsx would mark it with a helper of its own. */
const spent = () => ({
  usable: performance.now(),
  paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  bytes: performance
    .getEntries()
    .reduce((sum, entry) => sum + ((entry as PerformanceResourceTiming).transferSize ?? 0), 0),
})

const row = (cache: string, opened: readonly Opened[]): Row => {
  const sorted = (of: (each: Opened) => number) => Float64Array.from(opened.map(of)).sort()
  const usable = sorted((each) => each.usable)
  return {
    cache,
    'first paint': Math.round(
      quantile(
        sorted((each) => each.paint),
        0.5,
      ),
    ),
    usable: Math.round(quantile(usable, 0.5)),
    // The least is what the machine does while nobody else wants it.
    least: Math.round(usable[0] ?? 0),
    most: Math.round(usable.at(-1) ?? 0),
    KB: Math.round(
      quantile(
        sorted((each) => each.bytes),
        0.5,
      ) / 1024,
    ),
  }
}
