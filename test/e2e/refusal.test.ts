import { afterAll, beforeAll, expect, test } from 'vitest'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'
import { DecisionResponse } from '../../worker/contract/decision.ts'
import { compilePlaybook } from '../../worker/decision/decide.ts'
import { isTargeted } from '../../worker/decision/targeted.ts'
import { type Agent, openAgent } from './agent.ts'

let agent: Agent
/** A customer with a targeted tip and one that is not, and their labels. */
let story: { number: string; targeted: string; kept: string }

beforeAll(async () => {
  agent = await openAgent({ sampleSize: 300 })
  story = await findStory()
})
afterAll(() => agent?.close())

async function findStory() {
  const { data, secret, edgeUrl, signIn } = agent.stand
  const compiled = compilePlaybook(data.playbook)
  const imported = await importSecret(secret)
  const numbers = data.customers.slice(0, 100).map(({ number }) => number)
  const customerKeys = await Promise.all(numbers.map((number) => makeCustomerKey(imported, number)))
  const headers = {
    authorization: `Bearer ${await signIn('agent-01')}`,
    'content-type': 'application/json',
  }
  const answer = await fetch(`${edgeUrl}/v1/decisions`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ customerKeys }),
  })
  const { decisions } = DecisionResponse.parse(await answer.json())
  for (const [at, decision] of decisions.entries()) {
    if (decision.status !== 'decided') continue
    const tips = decision.tips.slice(0, 4).flatMap(({ id }) => compiled.tipsById.get(id) ?? [])
    const targeted = tips.find(isTargeted)
    const kept = tips.find((tip) => !isTargeted(tip))
    const plain = ({ tip }: { tip: { label: { zh: string } } }) => !tip.label.zh.includes('{{')
    if (targeted && kept && plain(targeted) && plain(kept))
      return { number: numbers[at] ?? '', targeted: targeted.tip.label.zh, kept: kept.tip.label.zh }
  }
  throw new Error('no customer of the sample has both kinds of tips')
}

test('a refusal holds at once and without the edge, is not lost, and can be taken back', async () => {
  const { page, eyes } = await agent.open('webforms', story.number)
  await eyes.wait('badge', ({ kind, mark }) => kind === 'badge' && mark !== 'none', 30_000)
  const panel = await agent.panel(page)
  const tips = panel.getByRole('region', { name: '服务提示' })
  const shows = (label: string) =>
    panel.locator(`.queue [aria-label="${label}"], .queue :text-is("${label}")`)
  await tips.waitFor()
  await expect.poll(() => shows(story.targeted).count()).toBeGreaterThan(0)
  await panel.getByRole('button', { name: '解释给客户' }).first().click()
  await panel.getByText('说不说由我决定', { exact: false }).first().waitFor()

  await agent.stand.stopEdge()
  await panel.getByRole('button', { name: '客户拒绝针对个人的营销提示' }).click()
  await panel.getByRole('button', { name: '是，记下拒绝' }).click()
  await expect.poll(() => shows(story.targeted).count(), { timeout: 20_000 }).toBe(0)
  expect(await shows(story.kept).count()).toBeGreaterThan(0)
  await panel.getByText('起拒绝针对个人的营销提示').waitFor()

  await agent.stopWorker()
  await agent.stand.startEdge()
  await panel.reload()
  await panel.getByText('起拒绝针对个人的营销提示').waitFor({ timeout: 60_000 })
  await expect.poll(() => shows(story.targeted).count()).toBe(0)
  const waits = () =>
    panel.evaluate(async () =>
      (await chrome.storage.local.getKeys()).some((key) => key.startsWith('objection.')),
    )
  await expect.poll(waits, { timeout: 60_000 }).toBe(false)
  await expect.poll(() => shows(story.kept).count()).toBeGreaterThan(0)
  expect(await shows(story.targeted).count()).toBe(0)

  await panel.getByRole('button', { name: '客户撤回拒绝' }).click()
  await expect.poll(() => shows(story.targeted).count(), { timeout: 20_000 }).toBeGreaterThan(0)
  await page.close()
})
