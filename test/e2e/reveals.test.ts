import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLocalD1 } from '../../db/local.ts'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'
import { type CrmKind, customerUrl } from '../stand/crm-driver.ts'
import { type Fate, roughLine } from '../stand/rough-line.ts'
import { customersOfGrade } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

/** What the line does to what is told of holds, one after the other; then it is calm. */
const bad: Fate['kind'][] = ['error', 'cut', 'twice', 'error', 'twice', 'old', 'cut']
let left: Fate['kind'][] = []
const bodies: string[] = []
const KIND: CrmKind = 'webforms'

let agent: Agent
beforeAll(async () => {
  agent = await openAgent({
    sampleSize: 300,
    policy: { homeOffice: true },
    network: (edgeUrl) =>
      roughLine(edgeUrl, ({ path, body }) => {
        bodies.push(body)
        return { kind: path === '/v1/reveals' ? (left.shift() ?? 'pass') : 'pass', delay: 0 }
      }),
  })
})
afterAll(() => agent?.close())

interface Told {
  id: string
  kind: string
  screen: string
}

/** What the access log has of holds in the side panel, and of how many different customers. */
async function told(): Promise<Told[]> {
  const { customers: db, close } = await openLocalD1(join(agent.home, 'state'))
  const { results } = await db
    .prepare("SELECT detail FROM access WHERE action = 'page.reveal' ORDER BY sequence")
    .all<{ detail: string }>()
  await close()
  return results.map(({ detail }) => JSON.parse(detail) as Told)
}

/** Whose holds the log has, without a repetition. */
async function customersTold(): Promise<string[]> {
  const { customers: db, close } = await openLocalD1(join(agent.home, 'state'))
  const { results } = await db
    .prepare(`SELECT DISTINCT customer_key FROM audit_customer WHERE commitment IN
      (SELECT value FROM access, json_each(access.customers) WHERE action = 'page.reveal')`)
    .all<{ customer_key: string }>()
  await close()
  return results.map(({ customer_key }) => customer_key)
}

const amountOf = (text: string) => Math.round(Number(text.replace(/[^\d.]/g, '')) * 100)

let presses = 0

/** Holds what is masked at that place for as long as it takes to read it. */
async function held(panel: Page, at: number): Promise<string> {
  const masked = panel.locator('.legend .masked').nth(at)
  await masked.scrollIntoViewIfNeeded()
  const box = await masked.boundingBox()
  if (!box) throw new Error('nothing masked')
  await panel.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  presses += 1
  await panel.mouse.down()
  await expect.poll(() => masked.getAttribute('aria-pressed')).toBe('true')
  const text = (await masked.innerText()).split('\n')[0] ?? ''
  await panel.mouse.up()
  await expect.poll(() => masked.getAttribute('aria-pressed')).toBe('false')
  return text
}

test('each hold is in the access log once, whatever the line does; the value never leaves the browser', async () => {
  const [customer, other] = customersOfGrade(agent.stand, 3)
  if (!customer || !other) throw new Error('no two customers')
  left = [...bad]
  const { page } = await agent.open(KIND, customer.number)
  const panel = await agent.panel(page)
  await panel.locator('.legend .masked').first().waitFor({ timeout: 30_000 })
  // What is pressed before the view is there may be drawn anew under the finger.
  await panel.locator('.events li').first().waitFor({ timeout: 30_000 })
  const html = await panel.content()
  await panel.bringToFront()
  const balances = ['term_deposit_balance', 'wealth_balance', 'deposit_balance', 'fund_balance']
  const known = balances.map((name) => Number(customer.facts[name] ?? -1)).filter((amount) => amount >= 0)
  const texts: string[] = []
  for (let at = 0; at < known.length; at++) texts.push(await held(panel, at))
  expect(texts.map(amountOf).toSorted()).toEqual(known.toSorted())
  // The worker is stopped with some of them still to be told.
  await agent.stopWorker()
  await panel.locator('.legend .masked').first().waitFor({ timeout: 30_000 })
  const again = await held(panel, 0)
  expect(again).toBe(texts[0])
  await expect.poll(async () => (await told()).length, { timeout: 90_000, interval: 1000 }).toBe(presses)
  await expect.poll(() => left.length, { timeout: 90_000 }).toBe(0)
  const rows = await told()
  expect(new Set(rows.map(({ id }) => id)).size).toBe(presses)
  expect(rows.every(({ kind }) => kind === 'fact')).toBe(true)
  expect(new Set(rows.map(({ screen }) => screen)).size).toBe(known.length)
  const key = await makeCustomerKey(await importSecret(agent.stand.secret), customer.number)
  expect(await customersTold()).toEqual([key])
  for (const text of texts.filter((one) => amountOf(one) >= 100_000)) {
    expect(html).not.toContain(text.replace(/ .*/, ''))
    expect(bodies.join()).not.toContain(text.replace(/ .*/, ''))
  }

  // Held while the next customer comes: gone, and not the next one's either.
  const masked = panel.locator('.legend .masked').first()
  await masked.focus()
  await panel.keyboard.down('Space')
  await expect.poll(() => masked.getAttribute('aria-pressed')).toBe('true')
  await page.goto(customerUrl(agent.stand.crmUrl, KIND, other.number))
  const otherKey = await makeCustomerKey(await importSecret(agent.stand.secret), other.number)
  await panel
    .getByText(`${otherKey.slice(0, 4)}…${otherKey.slice(-4)}`)
    .first()
    .waitFor({ timeout: 30_000 })
  expect(await panel.locator('.masked[aria-pressed=true]').count()).toBe(0)
  await panel.keyboard.up('Space')
  await page.close()
})
