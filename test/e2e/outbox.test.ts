import { join } from 'node:path'
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

async function accepted(): Promise<{ id: string; subject_id: string }[]> {
  const { customers: db, close } = await openLocalD1(join(agent.home, 'state'))
  const { results } = await db
    .prepare("SELECT id, subject_id FROM outcome WHERE kind = 'accepted' ORDER BY at")
    .all<{ id: string; subject_id: string }>()
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
