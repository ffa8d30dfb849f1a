import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLocalD1 } from '../../db/local.ts'
import { Check, type Playbook } from '../../worker/contract/playbook.ts'
import { customerUrl, fillOrder, pressSubmit } from '../stand/crm-driver.ts'
import type { Seen } from '../stand/eyes.ts'
import { type Passage, slowLine } from '../stand/network.ts'
import { firstCustomer, inOrder } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

const text = (zh: string, en: string) => ({ zh, en })
const rule = Check.parse({
  id: 'identity-first',
  label: text('下单前核对身份', 'Identity before an order'),
  on: 'action',
  requires: ['caller-verified'],
  verdict: 'block',
  inDoubt: 'stop',
  finding: text('这次联系还没有核对身份。', 'The identity has not been verified in this contact.'),
  whatNow: text('先核对身份。', 'Verify the identity first.'),
  citation: text('内部规则', 'Internal rule'),
  effectiveFrom: '2026-01-01',
  verified: false,
})

/** One step, and one rule that asks for it. */
const playbook = (shipped: Playbook): Playbook => ({
  ...shipped,
  // They name the steps and rules that are left out here.
  scripts: [],
  contactSteps: [{ id: 'caller-verified', label: text('核对来电人身份', 'Caller verified') }],
  checks: [...shipped.checks.filter(({ requires }) => !requires), rule],
})

let agent: Agent
let decisions = 0
beforeAll(async () => {
  const count = ({ path }: Passage) => (decisions += path === '/v1/decisions' ? 1 : 0)
  agent = await openAgent({ playbook, network: (edgeUrl) => slowLine(edgeUrl, () => 0, count) })
})
afterAll(() => agent?.close())

const badge = ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none'
const stop = ({ kind }: Seen) => kind === 'stop'
const orders = () => agent.stand.crm?.orders.length ?? 0

async function steps(): Promise<Record<string, unknown>[]> {
  const { customers: db, close } = await openLocalD1(join(agent.home, 'state'))
  const { results } = await db
    .prepare("SELECT subject_id, kind FROM outcome WHERE subject = 'step'")
    .all<Record<string, unknown>>()
  await close()
  return results
}

test('an order waits for the step it needs; ticked in the panel, the stop goes and the order passes once', async () => {
  const { page, eyes } = await agent.open('spa', firstCustomer(agent.stand).number)
  await eyes.wait('badge', badge, 30_000)
  const before = orders()
  const frame = await fillOrder(page, 'spa', inOrder(agent.stand))
  await pressSubmit(frame, 'spa')
  const shown = await eyes.wait('the stop', stop)
  expect(shown.text).toContain('做完后在侧栏“本次联系”里勾选：核对来电人身份（Alt+Shift+F 打开侧栏）。')
  const panel = await agent.panel(page)
  const step = panel.getByRole('checkbox', { name: '核对来电人身份' })
  await step.waitFor()
  // The agent reads out and listens meanwhile: long enough for the browser to stop the worker.
  await step.focus()
  const asked = decisions
  await agent.stopWorker()
  await expect.poll(() => decisions, { timeout: 20_000 }).toBeGreaterThan(asked)
  await panel.keyboard.press('Space')
  await expect.poll(() => step.isChecked()).toBe(true)
  await eyes.waitGone('the stop', stop)
  expect(orders()).toBe(before)
  await pressSubmit(frame, 'spa')
  await expect.poll(orders, { timeout: 10_000 }).toBe(before + 1)
  await expect.poll(steps, { timeout: 20_000 }).toEqual([{ subject_id: 'caller-verified', kind: 'done' }])
  await panel.close()
  await page.close()
})

test('the next customer begins with nothing done, and so does the first on coming back', async () => {
  const [first, second] = agent.stand.data.customers.slice(5, 7).map(({ number }) => number)
  const { page, eyes } = await agent.open('webforms', first ?? '')
  await eyes.wait('badge', badge)
  const panel = await agent.panel(page)
  const step = panel.getByRole('checkbox', { name: '核对来电人身份' })
  await step.click()
  await expect.poll(() => step.isChecked()).toBe(true)
  for (const number of [second, first]) {
    await page.goto(customerUrl(agent.stand.crmUrl, 'webforms', number ?? ''))
    await expect.poll(() => step.isChecked()).toBe(false)
  }
  await panel.close()
  await page.close()
})
