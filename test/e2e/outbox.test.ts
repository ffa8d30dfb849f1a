import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLocalD1 } from '../../db/local.ts'
import type { Seen } from '../stand/eyes.ts'
import { firstCustomer } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

let agent: Agent
beforeAll(async () => {
  agent = await openAgent()
})
afterAll(() => agent?.close())

const badge = ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none'
/** Opened by the agent; one that opened by itself has no focus. */
const card = ({ kind, focused }: Seen) => kind === 'card' && focused

async function accepted(): Promise<{ id: string; subject_id: string; agent: string }[]> {
  const { customers: db, close } = await openLocalD1(join(agent.home, 'state'))
  const { results } = await db
    .prepare("SELECT id, subject_id, agent FROM outcome WHERE kind = 'accepted' ORDER BY at")
    .all<{ id: string; subject_id: string; agent: string }>()
  await close()
  return results
}

test('answers given while the edge is away survive worker and browser and arrive once each', async () => {
  const { page, eyes } = await agent.open('spa', firstCustomer(agent.stand).number)
  await eyes.press(await eyes.wait('badge', badge, 30_000), /.*/)
  let shown = await eyes.wait('card', card)
  await agent.stand.stopEdge()
  await page.keyboard.press('1')
  shown = await eyes.wait('the next card', (one) => card(one) && one.text !== shown.text)
  await agent.stopWorker()
  await agent.restartBrowser()
  await agent.stand.startEdge()
  const again = await agent.open('spa', firstCustomer(agent.stand).number)
  const tip = await again.eyes.wait('badge', badge, 60_000)
  await again.eyes.press(tip, /.*/)
  await again.eyes.wait('card', card)
  await again.page.keyboard.press('1')
  await expect.poll(async () => (await accepted()).length, { timeout: 60_000, interval: 1000 }).toBe(2)
  const rows = await accepted()
  expect(new Set(rows.map(({ id }) => id)).size).toBe(2)
})

async function popup(): Promise<Page> {
  const page = await agent.context.newPage()
  await page.goto(`chrome-extension://${agent.stand.extensionId}/popup.html`)
  return page
}

test('what one person left unsent waits for that person, and does not go out in the name of the next', async () => {
  const number = firstCustomer(agent.stand).number
  const answerOne = async () => {
    const { page, eyes } = await agent.open('spa', number)
    await eyes.press(await eyes.wait('badge', badge, 60_000), /.*/)
    const shown = await eyes.wait('card', card)
    return { page, eyes, shown }
  }
  const before = await accepted()
  const byAgent = async () => (await accepted()).slice(before.length).map((row) => row.agent)
  const first = await answerOne()
  await agent.stand.stopEdge()
  await first.page.keyboard.press('1')
  await first.eyes.wait('the next card', (one) => card(one) && one.text !== first.shown.text)
  await (await popup()).getByRole('button', { name: '退出登录' }).click()
  await (await popup()).getByRole('button', { name: '登录', exact: true }).waitFor()
  await agent.restartBrowser('agent-02')
  await agent.stand.startEdge()
  const second = await answerOne()
  await second.page.keyboard.press('1')
  await expect.poll(byAgent, { timeout: 60_000, interval: 1000 }).toEqual(['agent-02'])
  const view = await popup()
  await view.getByText(/\d 条是别人在这里做的，其本人登录后补发/).waitFor()
  await view.getByRole('button', { name: '退出登录' }).click()
  await view.getByRole('button', { name: '登录', exact: true }).waitFor()
  await agent.restartBrowser('agent-01')
  await expect
    .poll(async () => (await byAgent()).sort(), { timeout: 60_000, interval: 1000 })
    .toEqual(['agent-01', 'agent-02'])
})
