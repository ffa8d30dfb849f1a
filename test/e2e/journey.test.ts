import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customerUrl, fillOrder, KINDS, pressSubmit } from '../stand/crm-driver.ts'
import { Eyes, type Seen } from '../stand/eyes.ts'
import { HOME } from '../stand/paths.ts'
import { firstCustomer, inOrder, tooRisky } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

let agent: Agent

const badge = ({ kind, buttons }: Seen) => kind === 'badge' && buttons.length > 0
/** Opened by the agent; one that opened by itself has no focus. */
const card = ({ kind, focused }: Seen) => kind === 'card' && focused
const stop = ({ kind }: Seen) => kind === 'stop'
const orders = () => agent.stand.crm?.orders ?? []

beforeAll(async () => {
  mkdirSync(HOME, { recursive: true })
  agent = await openAgent()
})
afterAll(() => agent?.close())

describe.each(KINDS)('%s', (kind) => {
  let page: Page
  let eyes: Eyes
  beforeAll(async () => {
    ;({ page, eyes } = await agent.open(kind, firstCustomer(agent.stand).number))
  })
  afterAll(() => page?.close())

  test('the badge stands beside the name and the card holds tips', async () => {
    const seen = await eyes.wait('badge', (one) => badge(one) && one.mark !== 'none', 30_000)
    await eyes.press(seen, /.*/)
    const opened = await eyes.wait('card', card)
    expect(opened.buttons.length).toBeGreaterThanOrEqual(4)
  })

  test('an answered tip is followed by the next', async () => {
    const first = await eyes.wait('card', card)
    await page.keyboard.press('1')
    const next = await eyes.wait('the next card', (one) => card(one) && one.text !== first.text)
    expect(next.text).not.toBe(first.text)
    await page.keyboard.press('Escape')
    await eyes.waitGone('card', card)
  })

  test("an order above the customer's grade does not reach the CRM", async () => {
    const before = orders().length
    const frame = await fillOrder(page, kind, tooRisky(agent.stand))
    await pressSubmit(frame, kind)
    const shown = await eyes.wait('stop', stop)
    expect(shown.mark).toBe('block')
    expect(shown.text).toContain('2025')
    await page.keyboard.press('Escape')
    await eyes.waitGone('stop', stop)
    expect(orders()).toHaveLength(before)
  })

  test('an order in which nothing is wrong reaches the CRM once, as if nobody had looked', async () => {
    const before = orders().length
    const frame = await fillOrder(page, kind, inOrder(agent.stand))
    await pressSubmit(frame, kind)
    await expect.poll(() => orders().length, { timeout: 10_000 }).toBe(before + 1)
    expect((await eyes.look()).filter(stop)).toEqual([])
  })
})

describe('lists', () => {
  test.each([
    ['webforms', '/webforms/'],
    ['spa', '/spa/'],
    ['frames', '/frames/'],
  ])('%s: every row with a number carries a badge from one request', async (_kind, path) => {
    const page = await agent.context.newPage()
    const eyes = await Eyes.open(page)
    await page.goto(agent.stand.crmUrl + path)
    const badges = async () => (await eyes.look()).filter(({ kind }) => kind === 'badge')
    await expect.poll(async () => (await badges()).length, { timeout: 10_000 }).toBeGreaterThanOrEqual(10)
    const shown = await badges()
    expect(new Set(shown.map(({ key8 }) => key8)).size).toBe(shown.length)
    await page.close()
  })
})

describe('doubt', () => {
  test('a customer the base does not know is not checked, and the order stops', async () => {
    const { number } = firstCustomer(agent.stand)
    const { page, eyes } = await agent.open('spa', number)
    await eyes.wait('badge', badge)
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('input[name=custNo]')
      if (field) field.value = '999999999999'
    })
    const seen = await eyes.wait('not checked', (one) => one.mark === 'none')
    expect(seen.text).toContain('未核查')
    await page.close()
  })

  test('a number that is none is not checked, with the reason', async () => {
    const { page, eyes } = await agent.open('spa', firstCustomer(agent.stand).number)
    await eyes.wait('badge', badge)
    await page.evaluate(() => {
      const field = document.querySelector<HTMLInputElement>('input[name=custNo]')
      if (field) field.value = ''
    })
    await eyes.wait('not checked', (one) => one.mark === 'none')
    await page.close()
  })

  test('without the edge the page says not checked, the order stops, and both mend themselves', async () => {
    const { customers } = agent.stand.data
    const stranger = customers.at(-1)?.number ?? ''
    await agent.stand.stopEdge()
    const { page, eyes } = await agent.open('spa', stranger)
    const seen = await eyes.wait('not checked', (one) => one.mark === 'none' && badge(one), 15_000)
    expect(seen.text).toContain('未核查')
    const frame = await fillOrder(page, 'spa', inOrder(agent.stand))
    const before = orders().length
    await pressSubmit(frame, 'spa')
    const shown = await eyes.wait('stop', stop)
    expect(shown.mark).toBe('none')
    expect(orders()).toHaveLength(before)
    await agent.stand.startEdge()
    await eyes.wait('badge', (one) => badge(one) && one.mark !== 'none', 30_000)
    await page.close()
  })
})

test('in the side panel: segments, checks and tips of the customer on the page', async () => {
  const { page, eyes } = await agent.open('webforms', firstCustomer(agent.stand).number)
  const shown = await eyes.wait('badge', (one) => badge(one) && one.mark !== 'none')
  const panel = await agent.panel(page)
  await panel.locator('h1').first().waitFor()
  expect(await panel.locator('body').innerText()).toContain(`${shown.key8.slice(0, 4)}…`)
  expect(await panel.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await page.goto(customerUrl(agent.stand.crmUrl, 'webforms', agent.stand.data.customers[5]?.number ?? ''))
  await expect
    .poll(() => panel.locator('body').innerText(), { timeout: 5000 })
    .not.toContain(`${shown.key8.slice(0, 4)}…`)
  await panel.close()
  await page.close()
})
