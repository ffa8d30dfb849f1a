import { join } from 'node:path'
import type { Frame, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLocalD1 } from '../../db/local.ts'
import { type CrmKind, KINDS } from '../stand/crm-driver.ts'
import type { Eyes, Seen } from '../stand/eyes.ts'
import { type Passage, slowLine } from '../stand/network.ts'
import { type Agent, openAgent } from './agent.ts'

/** A box for remarks; in the frameset it lies in another frame than the badge. */
const REMARKS: Record<CrmKind, { url: string; css: string }> = {
  frames: { url: '/order.do', css: 'textarea[name=bz]' },
  webforms: { url: '/webforms/', css: 'textarea[id$=_txtRemark]' },
  spa: { url: '/spa/', css: 'textarea[name=custRemark]' },
}
const TYPED = '客户来电问定期到期怎么办，顺便问收益高一点的理财 and asks again tomorrow'

/** Longer than the pause after which a card may open. Milliseconds. */
const STRETCH = 2000

let agent: Agent
let decisions = 0
beforeAll(async () => {
  const count = ({ path }: Passage) => (decisions += path === '/v1/decisions' ? 1 : 0)
  agent = await openAgent({ network: (edgeUrl) => slowLine(edgeUrl, () => 0, count) })
})
afterAll(() => agent?.close())

const badge = ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none'
const card = ({ kind }: Seen) => kind === 'card'

/** Customers whose tips may ask for attention; each test takes its own. */
const customer = (at: number) => agent.stand.data.customers[at]?.number ?? ''

async function prompted(key8: string): Promise<number> {
  const { customers: db, close } = await openLocalD1(join(agent.home, 'state'))
  const query = "SELECT count(*) AS n FROM outcome WHERE kind = 'prompted' AND substr(customer_key, 1, 8) = ?"
  const row = await db.prepare(query).bind(key8).first<{ n: number }>()
  await close()
  return row?.n ?? 0
}

async function remarkOf(page: Page, kind: CrmKind): Promise<{ frame: Frame; remark: Locator }> {
  const { url, css } = REMARKS[kind]
  const frame = page.frames().find((one) => one.url().includes(url))
  if (!frame) throw new Error(`no frame ${url}`)
  const remark = frame.locator(css)
  // Where the card would lie.
  if (kind === 'spa')
    await remark.evaluate((box) => (box.style.cssText = 'position:fixed;left:320px;top:220px'))
  return { frame, remark }
}

/** What the browser itself says moved on the page or kept it from answering, from now on. */
const watchPage = (frame: Frame) =>
  frame.evaluate(() => {
    const seen: string[] = []
    Object.assign(window, { seenByBrowser: seen })
    const note = (list: PerformanceObserverEntryList) => seen.push(...list.getEntries().map(String))
    new PerformanceObserver(note).observe({ entryTypes: ['layout-shift', 'longtask'] })
  })
const seenByBrowser = (frame: Frame) =>
  frame.evaluate(() => (window as unknown as { seenByBrowser: string[] }).seenByBrowser)

const never = (eyes: Eyes, what: string, fits: (seen: Seen[]) => boolean) => eyes.never(what, fits, STRETCH)

describe.each(KINDS)('%s: a card that is due while the agent types', (kind) => {
  test('waits for a pause, takes neither a letter nor the focus, leaves the field free, and is recorded', async () => {
    const at = KINDS.indexOf(kind)
    const { page, eyes } = await agent.open(kind, customer(at))
    await eyes.wait('a badge', ({ kind }) => kind === 'badge', 30_000)
    const { frame, remark } = await remarkOf(page, kind)
    await remark.click()
    const { key8 } = await eyes.wait('the decision', (one) => badge(one) && one.buttons.length > 0)
    await remark.pressSequentially(TYPED, { delay: 60 })
    expect((await eyes.look()).filter(card)).toEqual([])
    await watchPage(frame)
    const shown = await eyes.wait('the card', card)
    expect(shown.focused).toBe(false)
    await remark.pressSequentially('!', { delay: 0 })
    expect(await remark.inputValue()).toBe(`${TYPED}!`)
    expect(await remark.evaluate((box) => box === document.activeElement)).toBe(true)
    const box = await remark.boundingBox()
    if (!box) throw new Error('no remark')
    const beside = shown.x >= box.x + box.width || shown.x + shown.width <= box.x
    expect(beside || shown.y >= box.y + box.height || shown.y + shown.height <= box.y).toBe(true)
    expect(await seenByBrowser(frame)).toEqual([])
    await expect.poll(() => prompted(key8), { timeout: 10_000 }).toBe(1)
    await page.close()
  })
})

describe('once in a contact', () => {
  test('also after a reload and a stop of the worker; the agent may still open it', async () => {
    const { page, eyes } = await agent.open('spa', customer(3))
    const { key8 } = await eyes.wait('a badge', (one) => badge(one) && one.buttons.length > 0, 30_000)
    await eyes.wait('the card', card)
    const before = decisions
    await agent.stopWorker()
    await expect.poll(() => decisions, { timeout: 20_000 }).toBeGreaterThan(before)
    await never(eyes, 'a card that closes by itself, or a second one', (all) => all.filter(card).length !== 1)
    await page.reload()
    const again = await eyes.wait('the badge', badge)
    await never(eyes, 'a second card', (all) => all.some(card))
    await eyes.press(again, /.*/)
    await eyes.wait('the card in focus', (one) => card(one) && one.focused)
    await expect.poll(() => prompted(key8), { timeout: 10_000 }).toBe(1)
    await page.close()
  })

  test('pressed at the badge, the open card takes the focus, and Escape closes it', async () => {
    const { page, eyes } = await agent.open('webforms', customer(4))
    await eyes.wait('the card', card, 30_000)
    await eyes.press(await eyes.wait('badge', (one) => badge(one) && one.buttons.length > 0), /.*/)
    await eyes.wait('the card in focus', (one) => card(one) && one.focused)
    await page.keyboard.press('Escape')
    await eyes.waitGone('the card', card)
    await never(eyes, 'a second card', (all) => all.some(card))
    await page.close()
  })
})
