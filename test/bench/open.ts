import { type BareChrome, bareChrome, type Opened } from './bare-chrome.ts'
import type { Bench, Row } from './bench.ts'
import { quantile } from './measure.ts'
import { type Device, desk, logIn, phone, phoneProfile, withQueue } from './stage.ts'

const runs = 9
const waiting = 120

/** What is opened. */
interface Opening {
  readonly title: string
  readonly path: string
  readonly as?: string
  /** In the page, truthy once it can be used. */
  readonly usable: string
}

const openings: readonly Opening[] = [
  { title: 'console, login', path: '/console/', usable: `document.querySelector('.login input')` },
  {
    title: 'console, queue',
    path: '/console/',
    as: 'zhao',
    usable: `document.querySelector('.queue button.row')`,
  },
  {
    title: 'widget, chat',
    path: '/',
    usable: `document.body?.lastElementChild?.shadowRoot?.querySelector('textarea')`,
  },
]

/** How soon a page is there, and can be used; each time with an empty cache, then with a full one. */
export const open: Bench = () =>
  withQueue(waiting, async (url) => {
    const chrome = await bareChrome()
    try {
      const rows: Row[] = []
      for (const device of [phone, desk])
        for (const opening of openings) rows.push(...(await measure(chrome, url, device, opening)))
      return [
        {
          title: `ms to open, medians of ${runs}; ${waiting} customers wait; ${phoneProfile}`,
          rows,
        },
      ]
    } finally {
      await chrome.close()
    }
  })

const measure = async (
  chrome: BareChrome,
  url: string,
  device: Device,
  { title, path, as, usable }: Opening,
): Promise<readonly Row[]> => {
  const first: Opened[] = []
  const again: Opened[] = []
  const cookie = as === undefined ? undefined : { url, header: await logIn(url, as) }
  for (let run = 0; run < runs; run += 1) {
    const page = await chrome.page(device, cookie)
    first.push(await page.open(url + path, usable))
    again.push(await page.open(url + path, usable))
    await page.close()
  }
  return [row('empty', first), row('full', again)].map((figures) => ({
    page: title,
    device: device.name,
    ...figures,
  }))
}

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
