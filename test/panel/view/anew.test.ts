import type { Locator, Page } from 'playwright-core'
import { beforeEach, describe, expect, it } from 'vitest'
import type { EventView } from '../../../extension/customer-view.ts'
import { shownOf } from '../gallery-html.ts'
import { openPanel } from '../opened.ts'
import { samples } from '../samples.ts'

let page: Page

openPanel((opened) => {
  page = opened
})

const ALL = 600
const name = (id: number) => `第 ${id} 件`
const dealing = (id: number) => {
  const details = [{ label: '时间', value: '2026-11-14' }]
  const event: EventView = {
    id,
    text: name(id),
    day: '11-14',
    channel: '电话',
    contact: false,
    doubt: '',
    details,
  }
  return { channel: 'phone', kind: 'contact', event }
}
const ids = Array.from({ length: ALL }, (_, at) => ALL - at)

interface Fresh {
  /** Counts the views of a customer. */
  made: number
  /** Of the events, newest first; left out: nobody answers. */
  told?: number[]
  keyShort?: string
  split?: string
}

/** What the panel is given when a view comes. */
function fresh({ made, told, keyShort, split = '' }: Fresh) {
  const { 'view-long': sample } = samples('zh-CN')
  const shown = sample && shownOf(sample, 'zh-CN')
  if (shown?.page !== 'panel' || !shown.customer) throw new Error('no such sample')
  const { view } = shown.message
  const { customer } = shown.customer
  if (view.state !== 'decided' || customer.state !== 'seen') throw new Error('nothing seen')
  const whose = keyShort ?? view.keyShort
  const timeline = { ...customer.timeline, total: told?.length ?? 0 }
  return {
    ...shown,
    message: { ...shown.message, view: { ...view, keyShort: whose } },
    customer: { ...shown.customer, keyShort: whose, customer: { ...customer, made, split, timeline } },
    dealings: told?.map(dealing) ?? null,
  }
}

const give = (how: Fresh) => page.evaluate((shown) => window.show(shown), fresh(how))
const asked = () =>
  page.evaluate(() => window.sent.filter((one) => one.type === 'events').map((one) => one.before))
const box = () => page.locator('.events')
const row = (id: number) => page.locator('.event').filter({ has: page.getByText(name(id), { exact: true }) })
const scroll = (to: number) => box().evaluate((one, top) => one.scrollTo(0, top), to)
const rowHeight = () =>
  box().evaluate((one) => Number.parseFloat(getComputedStyle(one).getPropertyValue('--row')))
/** Scrolls until an event stands a little above the edge, with no row open. */
async function goTo(id: number): Promise<Locator> {
  await scroll((await rowHeight()) * ids.indexOf(id) + 5)
  await row(id).waitFor()
  await settled()
  return row(id)
}
const from = () => box().evaluate((one) => one.scrollTop)
const placeOf = async (one: Locator) => (await one.boundingBox())?.y
const focused = () =>
  page.evaluate(() => document.activeElement?.closest('.event')?.querySelector('.what')?.textContent)
/** Until rows are of the view at hand. */
const settled = () => page.locator('.events[aria-busy=false]').waitFor()
const status = () => page.locator('.foot [role=status]').textContent()

/** A customer's view with nothing done in it yet. */
beforeEach(async () => {
  await give({ made: 1, told: [], keyShort: 'b09d…4e77' })
  await give({ made: 1, told: ids })
  await row(ALL).waitFor()
  await page.evaluate(() => {
    window.sent = []
  })
})

describe('a fresh view of the same customer leaves', () => {
  it('what is in sight where it is', async () => {
    const before = await placeOf(await goTo(565))
    const scrolled = await from()
    await give({ made: 2, told: [ALL + 2, ALL + 1, ...ids] })
    await settled()
    expect(await placeOf(row(565))).toBe(before)
    expect(await from()).toBe(scrolled + 2 * (await rowHeight()))
  })

  it('the rows before as long as the new ones are asked for, and asks as far as somebody has looked', async () => {
    await scroll(99_999)
    await expect.poll(asked).toEqual(['50'])
    await settled()
    const before = await placeOf(await goTo(445))
    await give({ made: 2 })
    expect(await placeOf(row(445))).toBe(before)
    await page.evaluate(() => {
      window.sent = []
    })
    await give({ made: 3, told: [ALL + 1, ...ids] })
    await settled()
    expect(await asked()).toEqual([null, '50'])
    expect(await placeOf(row(445))).toBe(before)
  })

  it('the open row open', async () => {
    await row(ALL - 1).click()
    const before = await placeOf(page.locator('.event-details'))
    await give({ made: 2, told: [ALL + 1, ...ids] })
    await row(ALL + 1).waitFor()
    expect(await row(ALL - 1).getAttribute('aria-expanded')).toBe('true')
    expect(await page.locator('[aria-expanded=true].event').count()).toBe(1)
    expect(await placeOf(page.locator('.event-details'))).toBe(before)
  })

  it.each([
    ['by Tab', 'focus'],
    ['by the arrow', 'ArrowDown'],
  ])('the focus %s on its event', async (_, key) => {
    await row(ALL).focus()
    if (key !== 'focus') await page.keyboard.press(key)
    const before = await focused()
    await give({ made: 2, told: [ALL + 1, ...ids] })
    await row(ALL + 1).waitFor()
    expect(await focused()).toBe(before)
    expect(await page.locator('.event[tabindex="0"] .what').allTextContents()).toEqual([before])
    await page.keyboard.press('ArrowUp')
    await expect.poll(focused, { interval: 20 }).toBe(key === 'focus' ? name(ALL + 1) : name(ALL))
  })

  it('the focus in the list where its event is no longer there', async () => {
    await row(ALL).focus()
    await page.keyboard.press('ArrowDown')
    await give({ made: 2, told: ids.filter((id) => id !== ALL - 1) })
    await row(ALL - 1).waitFor({ state: 'detached' })
    expect(await focused()).toBe(name(ALL - 2))
  })

  it('the focus on the button for earlier ones', async () => {
    const button = page.getByRole('button', { name: '取更早的' })
    await button.focus()
    await give({ made: 2 })
    await give({ made: 3, told: [ALL + 1, ...ids] })
    await row(ALL + 1).waitFor()
    expect(await button.evaluate((one) => one === document.activeElement)).toBe(true)
  })

  it('the newest in sight of who reads nothing at the top', async () => {
    await give({ made: 2, told: [ALL + 1, ...ids] })
    await row(ALL + 1).waitFor()
    expect(await from()).toBe(0)
  })
})

it.each([
  ['another customer', { keyShort: 'b09d…4e77' }],
  ['a customer who was split', { split: '银行把这位客户与另一位分开。' }],
])('the view of %s starts afresh', async (_, other) => {
  await goTo(565)
  await row(564).click()
  await give({ made: 2, ...other })
  expect(await page.locator('.event').count()).toBe(0)
  await give({ made: 3, told: ids, ...other })
  await row(ALL).waitFor()
  expect([await from(), await page.locator('[aria-expanded=true].event').count()]).toEqual([0, 0])
  expect(await focused()).toBeUndefined()
})

it('rows of before go where the new ones could not be had, and the reason stands there', async () => {
  await give({ made: 2 })
  const told = await page.evaluate(() => window.sent.findLast((one) => one.type === 'events'))
  if (told?.type !== 'events') throw new Error('nothing was asked')
  const { keyShort, asked: number } = told
  const failed = '没有取到往来：连不上决策服务'
  await page.evaluate((events) => window.tell(events), {
    ...{ type: 'events' as const, keyShort, asked: number, events: { failed } },
  })
  await page.getByText(failed).first().waitFor()
  expect(await page.locator('.event').count()).toBe(0)
})

it('a row that is open out of sight keeps its room', async () => {
  const topOf = (id: number) =>
    row(id).evaluate((one) => Number.parseFloat(one.closest('li')?.style.top ?? ''))
  await row(ALL - 1).click()
  const details = await page.locator('.event-details').boundingBox()
  await row(ALL - 5).focus()
  await goTo(565)
  expect(await page.locator('.event-details').count()).toBe(0)
  expect(await topOf(565)).toBeCloseTo(ids.indexOf(565) * (await rowHeight()) + (details?.height ?? 0), 0)
})

it('how many are shown is said in words once it stands, not with every stretch', async () => {
  await expect.poll(status, { timeout: 5000 }).toBe(`已显示 50 条，共 ${ALL} 条`)
  await page.evaluate(() => {
    const said: string[] = []
    Object.assign(window, { said })
    const region = document.querySelector('.foot [role=status]') as HTMLElement
    new MutationObserver(() => said.push(region.textContent)).observe(region, {
      ...{ characterData: true, childList: true, subtree: true },
    })
  })
  const foot = page.locator('.foot > :first-child')
  await expect
    .poll(async () => {
      await scroll(99_999)
      return foot.textContent()
    })
    .toBe(`已显示 ${ALL} 条，共 ${ALL} 条`)
  await expect.poll(status, { timeout: 5000 }).toBe(`已显示 ${ALL} 条，共 ${ALL} 条`)
  expect(await page.evaluate(() => (window as never as { said: string[] }).said)).toHaveLength(1)
})
