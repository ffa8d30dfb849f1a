import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLocalD1 } from '../../db/local.ts'
import { Check, type Playbook } from '../../worker/contract/playbook.ts'
import { customerUrl, fillOrder, pressSubmit } from '../stand/crm-driver.ts'
import type { Seen } from '../stand/eyes.ts'
import { type Passage, slowLine } from '../stand/network.ts'
import { firstCustomer, inOrder } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

const text = (zh: string, en: string) => ({ zh, en })

/** The shipped rules remind; a bank may let nothing pass before the customer's identity is verified. */
const rule = Check.parse({
  id: 'identity-first',
  label: text('下单前核对身份', 'Identity before an order'),
  on: 'action',
  requires: ['identity-verified'],
  verdict: 'block',
  inDoubt: 'stop',
  finding: text('这次联系还没有核对身份。', 'The identity has not been verified in this contact.'),
  whatNow: text('先核对身份。', 'Verify the identity first.'),
  citation: text('内部规则', 'Internal rule'),
  effectiveFrom: '2026-01-01',
  verified: false,
})
const playbook = (shipped: Playbook): Playbook => ({ ...shipped, checks: [...shipped.checks, rule] })

let agent: Agent
const paths: string[] = []
beforeAll(async () => {
  agent = await openAgent({
    playbook,
    network: (edgeUrl) =>
      slowLine(
        edgeUrl,
        () => 0,
        ({ path }: Passage) => paths.push(path),
      ),
  })
})
afterAll(() => agent?.close())

const badge = ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none'
const stop = ({ kind }: Seen) => kind === 'stop'

async function rows(query: string): Promise<Record<string, unknown>[]> {
  const { playbook: db, close } = await openLocalD1(join(agent.home, 'state'))
  const { results } = await db.prepare(query).all<Record<string, unknown>>()
  await close()
  return results
}
const runs = () => rows('select script_id, playbook_version, finished, team from script_run order by rowid')
const now = (panel: Page) => panel.locator('.steps .now')

/** Finds a script by a few letters and begins it, without the mouse. */
async function begin(panel: Page, words: string, name: string): Promise<void> {
  await panel.bringToFront()
  await panel.keyboard.press('/')
  await panel.keyboard.type(words)
  await panel.locator('[role=option][aria-selected=true]').filter({ hasText: name }).waitFor()
  await panel.keyboard.press('Enter')
  await panel.getByText(name, { exact: true }).first().waitFor()
  await now(panel).waitFor()
}

/** Ends the step at hand and waits for the next one. */
async function press(panel: Page, key: string): Promise<void> {
  const before = await now(panel).textContent()
  await panel.keyboard.press(key)
  await expect.poll(() => now(panel).textContent(), { timeout: 10_000 }).not.toBe(before)
}

test('a call from ring to close: found by letters, walked by keys; the disclosure turns the check; times arrive, words do not', async () => {
  const customer = firstCustomer(agent.stand)
  const { page, eyes } = await agent.open('spa', customer.number)
  await eyes.wait('badge', badge, 30_000)
  const frame = await fillOrder(page, 'spa', inOrder(agent.stand))
  await pressSubmit(frame, 'spa')
  await eyes.wait('the stop', stop)
  const panel = await agent.panel(page)
  await panel.locator('.find').waitFor()
  await begin(panel, '电话里申购', '电话介绍和申购')
  expect(await now(panel).innerText()).toContain('问候，告知通话录音')
  await press(panel, 'Enter')
  expect(await now(panel).innerText()).toContain('必须告知：客户身份')
  // Skipping is for what is optional.
  await panel.keyboard.press('s')
  // While the agent listens the browser stops the worker.
  await agent.stopWorker()
  await press(panel, 'ArrowDown')
  await expect.poll(() => panel.getByRole('checkbox', { name: '已核实客户身份' }).isChecked()).toBe(true)
  await eyes.waitGone('the stop', stop)
  await press(panel, 'ArrowUp')
  expect(await now(panel).innerText()).toContain('核对身份')
  for (let step = 0; step < 14 && !(await panel.getByText('做完了').count()); step++)
    await press(panel, 'Enter')
  const said = await panel.locator('.steps').innerText()
  expect(said).toContain('做完了，用时')
  expect(said).not.toContain('{{')
  await pressSubmit(frame, 'spa')
  await expect.poll(() => agent.stand.crm?.orders.length, { timeout: 10_000 }).toBe(1)
  // The next customer is on the screen: the call is over, and nothing of it is left.
  const next = agent.stand.data.customers[5]?.number ?? ''
  await page.goto(customerUrl(agent.stand.crmUrl, 'webforms', next))
  await expect.poll(() => panel.locator('.steps').count(), { timeout: 20_000 }).toBe(0)
  await expect.poll(runs, { timeout: 20_000 }).toMatchObject([{ script_id: 'phone-sale', finished: 1 }])
  const steps = await rows('select * from script_step order by rowid')
  expect(steps.length).toBeGreaterThan(6)
  expect(steps.slice(0, 2)).toMatchObject([
    { step_id: 'greet', outcome: 'done' },
    { step_id: 'identity', outcome: 'done' },
  ])
  const told = await rows('select id, day, script_id, agent from script_run')
  const stored = JSON.stringify([...told, ...steps])
  expect(stored).not.toContain(customer.number)
  expect(stored).not.toMatch(/\p{Script=Han}|[0-9a-f]{64}/u)
  expect(paths.filter((path) => path === '/v1/scripts/runs').length).toBeGreaterThan(0)
  expect(paths.some((path) => path.includes('search'))).toBe(false)
  await panel.close()
  await page.close()
})

test('a script broken off by the end of the browser is told by the next one', async () => {
  const { page, eyes } = await agent.open('webforms', firstCustomer(agent.stand).number)
  await eyes.wait('badge', badge, 30_000)
  const panel = await agent.panel(page)
  await panel.locator('.find').waitFor()
  await begin(panel, 'lost card', '银行卡挂失')
  await press(panel, 'Enter')
  await agent.restartBrowser()
  await expect
    .poll(runs, { timeout: 60_000, interval: 1000 })
    .toMatchObject([{ script_id: 'phone-sale' }, { script_id: 'card-loss', finished: 0 }])
})
