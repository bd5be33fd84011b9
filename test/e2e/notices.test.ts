import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFaults } from '../support/axe.ts'
import { aBridgeEvent } from '../support/bridge-client.ts'
import { hasBrowser, phone, shot } from '../support/browser.ts'
import { onBrowserStage } from '../support/browser-stage.ts'
import { startCounter } from '../support/running-counter.ts'

/** What left the page for the loudspeaker and for the system. */
interface Heard {
  readonly tones: number[]
  readonly badges: number[]
  player: AudioContext | undefined
  readonly shown: { title: string; body: string; isHeld: boolean; open: () => void }[]
}
declare global {
  interface Window {
    heard: Heard
    isAway: boolean
  }
}

const danger = [988, 740, 988, 740]
const waiting = [660, 880]
const message = [880]

describe.skipIf(!hasBrowser)('what tells an agent that something happened', () => {
  const { asAgent, newPage, counter } = onBrowserStage({
    open: (dir) => startCounter({ PLAYBOOK_DIR: dir }),
    /** The ends of the wire are listened at; all before them is the browser's own. */
    async prepare(page) {
      await page.context().grantPermissions(['notifications'])
      await page.addInitScript(() => {
        window.heard = { tones: [], badges: [], shown: [], player: undefined }
        navigator.setAppBadge = async (count = 0) => void window.heard.badges.push(count)
        window.isAway = false
        const start = OscillatorNode.prototype.start
        OscillatorNode.prototype.start = function (when) {
          window.heard.tones.push(this.frequency.value)
          if (this.context instanceof AudioContext) window.heard.player = this.context
          start.call(this, when)
        }
        window.Notification = class extends Notification {
          constructor(title: string, options: NotificationOptions = {}) {
            super(title, options)
            const { body = '', requireInteraction: isHeld = false } = options
            const open = () => this.onclick?.(new Event('click'))
            window.heard.shown.push({ title, body, isHeld, open })
          }
        }
        // Nothing hides a page of this browser but the page itself.
        Object.defineProperty(document, 'visibilityState', {
          get: () => (window.isAway ? 'hidden' : 'visible'),
        })
      })
    },
  })

  const says = async (conversation: string, text: string) => {
    const customer = { id: conversation, name: conversation }
    const event = aBridgeEvent({ conversation, customer, parts: [{ type: 'text', text }] })
    expect((await counter().bridge.post(event)).status).toBe(200)
  }
  /** The tones since it was asked before. */
  const tones = (page: Page) => page.evaluate(() => window.heard.tones.splice(0))
  const hears = async (page: Page, tune: readonly number[]) => {
    const heard: number[] = []
    await expect
      .poll(async () => heard.push(...(await tones(page))) && heard, { timeout: 20_000 })
      .toEqual(tune)
  }
  const shown = (page: Page) =>
    page.evaluate(() => window.heard.shown.map(({ title, body, isHeld }) => [title, body, isHeld]))
  const icon = (page: Page) => page.locator('link[rel=icon]').getAttribute('href')
  const bell = (page: Page) => page.getByRole('button', { name: '提示音和通知' })
  const isLocked = (page: Page) => bell(page).evaluate((it) => it.classList.contains('locked'))
  const takes = async (page: Page, name: string) => {
    await page
      .getByRole('button', { name: new RegExp(name) })
      .first()
      .click()
    await page.getByRole('button', { name: '接手', exact: true }).click()
    await page.getByRole('button', { name: '解决', exact: true }).waitFor()
  }

  test('a page nobody has touched says that it is silent, and sounds once it is touched', async () => {
    const page = await asAgent('小林')
    await page.reload()
    await page.getByRole('tab', { name: /待回复/ }).waitFor()
    expect(await isLocked(page)).toBe(true)
    expect(await bell(page).getAttribute('title')).toBe('提示音还没开')
    await bell(page).click()
    await page.getByRole('button', { name: '试听 · 我的顾客来消息' }).click()
    await hears(page, message)
    await expect.poll(() => isLocked(page)).toBe(false)
    await page.getByRole('button', { name: /试听 · 紧急/ }).click()
    await hears(page, danger)
    // As a phone call does.
    await page.evaluate(() => window.heard.player?.suspend())
    await expect.poll(() => isLocked(page)).toBe(true)
    await page.locator('.notices').click({ position: { x: 4, y: 4 } })
    await expect.poll(() => isLocked(page)).toBe(false)
    await shot(page, 'notices')
    expect(await axeFaults(page)).toEqual([])
    await page.context().close()
  }, 120_000)

  test('a finger unlocks it as well as a mouse does', async () => {
    const page = await asAgent('小林', phone)
    await page.reload()
    await page.getByRole('tab', { name: /待回复/ }).waitFor()
    expect(await isLocked(page)).toBe(true)
    await page.getByRole('tab', { name: /全部/ }).tap()
    await expect.poll(() => isLocked(page)).toBe(false)
    await page.context().close()
  }, 120_000)

  test('news sounds in the tab that is looked at, and stands in title and icon until it is done', async () => {
    const page = await asAgent('小林')
    const [plain, title] = [await icon(page), await page.title()]
    await says('甲', '转人工')
    await hears(page, waiting)
    await expect.poll(() => page.title()).toBe(`(1) ${title}`)
    expect(await icon(page)).toContain('icon-alert')
    await takes(page, '甲')
    await page.getByRole('textbox', { name: '输入回复' }).fill('您好，我来看')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.title(), { timeout: 20_000 }).toBe(title)
    expect(await icon(page)).toBe(plain)
    expect(await page.evaluate(() => window.heard.badges)).toEqual([0, 1, 0])
    expect(await tones(page)).toEqual([])
    await says('甲', '还在吗')
    await hears(page, message)
    await expect.poll(() => page.title()).toBe(`(1) ${title}`)
    expect(await shown(page), 'who looks at the page needs no other').toEqual([])
    await page.context().close()
  }, 120_000)

  test('danger has a sound of its own, again each thirty seconds until somebody takes it', async () => {
    const page = await asAgent('小林')
    await page.clock.install()
    await page.reload()
    await bell(page).click()
    await page.getByRole('button', { name: '试听 · 有人在等' }).click()
    await hears(page, waiting)
    await page.keyboard.press('Escape')
    await says('乙', '插上就漏电了，把我手电麻了')
    await hears(page, danger)
    await page.clock.runFor(29_000)
    const early = await tones(page)
    await page.clock.runFor(31_000)
    await hears(page, early.length > 0 ? danger : [...danger, ...danger])
    await takes(page, '乙')
    await tones(page)
    await page.clock.runFor(65_000)
    expect(await tones(page)).toEqual([])
    await page.context().close()
  }, 120_000)

  test('who looks elsewhere is told by the system, which leads back to the chat', async () => {
    const page = await asAgent('小林')
    await bell(page).click()
    const choice = page.getByRole('switch', { name: '不看本页时弹系统通知' })
    await choice.click()
    await expect.poll(() => choice.getAttribute('aria-checked')).toBe('true')
    await page.evaluate(() => {
      window.isAway = true
    })
    await says('丙', '充电的时候冒烟了')
    await expect
      .poll(() => shown(page), { timeout: 20_000 })
      .toEqual([['紧急 · 丙', '人身安全', true]])
    await page.evaluate(() => window.heard.shown[0]?.open())
    await page.getByRole('heading', { name: '丙', exact: true }).waitFor()
    await page.context().close()
  }, 120_000)

  test('who has forbidden it is told where to allow it, and the choice stays off', async () => {
    const page = await newPage({})
    await page.context().clearPermissions()
    await page.addInitScript(() => {
      Notification.requestPermission = async () => 'denied'
    })
    await page.goto(`${counter().url}/console`)
    await page.getByRole('button', { name: /小林/ }).click()
    await bell(page).click()
    const choice = page.getByRole('switch', { name: '不看本页时弹系统通知' })
    await choice.click()
    await page.getByRole('alert').filter({ hasText: '浏览器拦住了本页的通知' }).waitFor()
    expect(await choice.getAttribute('aria-checked')).toBe('false')
    await page.context().close()
  }, 120_000)
})
