import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openLocalD1, patiently } from '../../db/local.ts'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'
import { type CrmKind, customerUrl } from '../stand/crm-driver.ts'
import type { Seen } from '../stand/eyes.ts'
import { roughLine } from '../stand/rough-line.ts'
import { customersOfGrade } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

const KIND: CrmKind = 'webforms'
const DAY = 86_400_000
/** Each customer's events say whose they are. */
const people = [
  { word: 'alpha', events: 5000, number: '', key: '' },
  { word: 'beta', events: 300, number: '', key: '' },
] as const
type Person = { word: string; events: number; number: string; key: string }
const [one, other] = people as unknown as [Person, Person]

let agent: Agent
/** What was asked of the edge about customers, and how long its answer is held back. Milliseconds. */
let asked: string[] = []
let delay: (path: string) => number = () => 0

beforeAll(async () => {
  agent = await openAgent({
    sampleSize: 300,
    policy: { homeOffice: true },
    network: (edgeUrl) =>
      roughLine(edgeUrl, ({ path }) => {
        if (path.startsWith('/v1/customers/')) asked.push(path)
        return { kind: 'pass', delay: delay(path) }
      }),
  })
  const secret = await importSecret(agent.stand.secret)
  for (const [at, person] of [one, other].entries()) {
    person.number = customersOfGrade(agent.stand, 3)[at]?.number ?? ''
    person.key = await makeCustomerKey(secret, person.number)
  }
  await addEvents()
})
afterAll(() => agent?.close())
beforeEach(() => {
  asked = []
  delay = () => 0
})

/** Payments and calls of years, in the load that the sample is of. */
async function addEvents(): Promise<void> {
  const { customers: db, close } = await openLocalD1(join(agent.home, 'state'))
  for (const { word, events, key } of [one, other]) {
    const rows = Array.from({ length: events }, (_, at) => ({
      id: `${word}-${at}`,
      at: new Date(Date.now() - (at + 2) * DAY * 0.4).toISOString(),
      channel: at % 10 ? 'app' : 'phone',
      kind: at % 10 ? 'debit' : 'contact',
      amount: at % 10 ? 12_345 : null,
      detail: JSON.stringify(at % 10 ? { operation: word } : { reason: word, seconds: 60 }),
    }))
    await patiently(() =>
      db
        .prepare(
          `INSERT INTO event (load_id, id, customer_key, at, channel, kind, amount, detail)
          SELECT (SELECT load_id FROM customer WHERE key = ?1 LIMIT 1), value ->> 'id', ?1,
            value ->> 'at', value ->> 'channel', value ->> 'kind', value ->> 'amount', value ->> 'detail'
          FROM json_each(?2)`,
        )
        .bind(key, JSON.stringify(rows))
        .run(),
    )
  }
  await close()
}

const short = ({ key }: Person): string => `${key.slice(0, 4)}…${key.slice(-4)}`
const badgeOf = (person: Person) => (seen: Seen) =>
  seen.kind === 'badge' && person.key.startsWith(seen.key8) && seen.key8 !== ''
const foot = (panel: Page) => panel.locator('.foot > :first-child').innerText()

async function openPanelOn(person: Person): Promise<{ page: Page; panel: Page }> {
  const { page } = await agent.open(KIND, person.number)
  const panel = await agent.panel(page)
  await panel.bringToFront()
  return { page, panel }
}

/** Writes down every moment at which the panel names one customer and shows the other's dealings. */
const watch = (panel: Page): Promise<void> =>
  panel.evaluate(
    (all) => {
      const seen: string[] = []
      const look = () => {
        const text = document.body.innerText
        const named = all.find(({ keyShort }) => text.includes(keyShort))
        const shown = all.filter(({ word }) => text.includes(word))
        for (const { keyShort, word } of shown) if (named?.keyShort !== keyShort) seen.push(word)
      }
      new MutationObserver(look).observe(document.body, {
        subtree: true,
        childList: true,
        characterData: true,
      })
      Object.assign(window, { mixed: seen })
    },
    [one, other].map((person) => ({ word: person.word, keyShort: short(person) })),
  )
const mixed = (panel: Page) => panel.evaluate(() => (window as unknown as { mixed: string[] }).mixed)

test('five thousand events are there to the last one, by channel and kind too', async () => {
  const { page, panel } = await openPanelOn(one)
  await panel.locator('.event', { hasText: one.word }).first().waitFor({ timeout: 30_000 })
  const total = Number(/共 ([\d,]+) 条/.exec(await foot(panel))?.[1]?.replace(',', ''))
  expect(total).toBeGreaterThanOrEqual(one.events)
  await panel.evaluate(() => {
    const long: number[] = []
    Object.assign(window, { long })
    new PerformanceObserver((list) =>
      long.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    })
  })
  const box = panel.locator('.events')
  await box.scrollIntoViewIfNeeded()
  const scroll = async () => {
    await box.evaluate((element) => element.scrollBy(0, 2000))
    return foot(panel)
  }
  const all = total.toLocaleString('en-US')
  await expect.poll(scroll, { timeout: 90_000, interval: 16 }).toBe(`已显示 ${all} 条，共 ${all} 条`)
  expect(await panel.locator('.event').count()).toBeLessThan(40)
  const long = await panel.evaluate(() => (window as unknown as { long: number[] }).long)
  console.log(
    `longest task while ${all} events were scrolled through: ${Math.max(0, ...long)} ms (0: none over 50)`,
  )
  await box.evaluate((element) => element.scrollTo(0, element.scrollHeight))
  await expect
    .poll(() => panel.locator('.events li').last().getAttribute('aria-posinset'))
    .toBe(String(total))

  await panel.getByLabel('渠道').selectOption('phone')
  await expect.poll(() => foot(panel)).toMatch(/^已显示 50 条，共 50\d 条$/)
  expect(asked.at(-1)).toMatch(/events\?limit=50&channels=phone$/)
  await panel.getByLabel('类别').selectOption('contact')
  await panel.locator('.event', { hasText: one.word }).first().waitFor()
  expect(asked.at(-1)).toMatch(/channels=phone&kinds=contact$/)
  await panel.close()
  await page.close()
})

test('an amount is in the access log once it is held, and nowhere before', async () => {
  const { page, panel } = await openPanelOn(one)
  const paid = panel.locator('.event', { hasText: `出账：约 100 元，${one.word}` }).first()
  await paid.waitFor({ timeout: 30_000 })
  await paid.click()
  const masked = panel.locator('.event-details .masked').first()
  expect(await panel.content()).not.toContain('123.45')
  await masked.focus()
  await panel.keyboard.down('Space')
  await expect.poll(() => masked.innerText()).toContain('123.45')
  await panel.keyboard.up('Space')
  await expect.poll(() => panel.content()).not.toContain('123.45')
  await expect
    .poll(
      async () => {
        const { customers: db, close } = await openLocalD1(join(agent.home, 'state'))
        const { results } = await db
          .prepare("SELECT detail FROM access WHERE action = 'page.reveal'")
          .all<{ detail: string }>()
        await close()
        return results.map(({ detail }) => (JSON.parse(detail) as { screen: string }).screen)
      },
      { timeout: 60_000, interval: 1000 },
    )
    .toEqual(['panel/event-amount'])
  await panel.close()
  await page.close()
})

test('what is on its way for one customer is never shown for the next', async () => {
  delay = (path) => (path.includes(one.key) ? 1500 : 0)
  const { page, panel } = await openPanelOn(one)
  await watch(panel)
  await expect.poll(() => asked.some((path) => path.includes(one.key)), { timeout: 30_000 }).toBe(true)
  await page.goto(customerUrl(agent.stand.crmUrl, KIND, other.number))
  await panel.locator('.event', { hasText: other.word }).first().waitFor({ timeout: 30_000 })
  // Back and forth: each time the stretch of the one before is still to come.
  delay = (path) => (path.includes('/events') ? 700 : 0)
  for (const next of [one, other, one, other]) {
    const before = asked.filter((path) => path.includes('/events')).length
    await page.goto(customerUrl(agent.stand.crmUrl, KIND, next.number))
    await panel.getByText(short(next)).first().waitFor({ timeout: 30_000 })
    await expect
      .poll(() => asked.filter((path) => path.includes('/events')).length, { timeout: 30_000 })
      .toBeGreaterThan(before)
  }
  await panel.locator('.event', { hasText: other.word }).first().waitFor({ timeout: 30_000 })
  expect(await mixed(panel)).toEqual([])
  await panel.close()
  await page.close()
})

test('a stop of the worker leaves the timeline as it was, and an open event’s amount can still be held', async () => {
  const { page, panel } = await openPanelOn(one)
  await panel.locator('.event', { hasText: one.word }).first().waitFor({ timeout: 30_000 })
  await panel.getByLabel('渠道').selectOption('app')
  await expect.poll(() => asked.at(-1)).toMatch(/channels=app$/)
  const box = panel.locator('.events[aria-busy=false]')
  await box.evaluate((element) => element.scrollTo(0, 900))
  const row = panel.locator('.event', { hasText: one.word }).nth(12)
  await row.click()
  const details = panel.locator('.event-details')
  const masked = details.locator('.masked')
  const held = async () => {
    await masked.focus()
    await panel.keyboard.down('Space')
    await expect.poll(() => masked.getAttribute('aria-pressed')).toBe('true')
    const text = await masked.innerText()
    await panel.keyboard.up('Space')
    return text
  }
  const amount = await held()
  const stands = () =>
    panel.evaluate(() => {
      const box = document.querySelector('.events')
      const channel = document.querySelector<HTMLSelectElement>('.filters select')?.value
      const open = document.querySelector<HTMLElement>('.event-details')?.innerText
      return { channel, open, scrolled: box?.scrollTop }
    })
  const before = await stands()
  expect(before).toMatchObject({ channel: 'app', open: expect.stringContaining(one.word) })
  // An edge at rest answers before the panel is back, a busy one later.
  for (const late of [0, 1500]) {
    delay = (path) => (path.startsWith('/v1/decisions') ? late : 0)
    asked = []
    await agent.stopWorker()
    await expect.poll(() => asked.some((path) => path.includes('/events')), { timeout: 30_000 }).toBe(true)
    expect(
      asked.filter((path) => path.includes('/events')).every((path) => path.includes('channels=app')),
    ).toBe(true)
    await box.waitFor()
    expect(await stands()).toEqual(before)
    expect(await held()).toBe(amount)
  }
  await panel.close()
  await page.close()
})

test('without a panel nothing is asked', async () => {
  const { page, eyes } = await agent.open(KIND, other.number)
  await eyes.wait('badge', badgeOf(other), 30_000)
  await page.goto(customerUrl(agent.stand.crmUrl, KIND, one.number))
  await eyes.wait('badge', badgeOf(one), 30_000)
  expect(asked).toEqual([])
  const panel = await agent.panel(page)
  await panel.locator('.event', { hasText: one.word }).first().waitFor({ timeout: 30_000 })
  await panel.close()
  asked = []
  await page.goto(customerUrl(agent.stand.crmUrl, KIND, other.number))
  await eyes.wait('badge', badgeOf(other), 30_000)
  expect(asked).toEqual([])
  await page.close()
})
