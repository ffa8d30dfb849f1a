import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Seen } from '../stand/eyes.ts'
import { type ForeignAgent, openForeignAgent } from './foreign/agent.ts'

let agent: ForeignAgent
beforeAll(async () => {
  agent = await openForeignAgent({ sampleSize: 300, edgeDown: true })
})
afterAll(() => agent?.close())

const loose = ({ kind }: Seen) => kind === 'loose'

test('a new profile without the edge says that nothing is checked or guarded, until the playbook arrives', async () => {
  const [number] = agent.stand.data.customers.map((customer) => customer.number)
  const { page, eyes } = await agent.visit(`/frames?no=${number}`)
  const pill = await eyes.wait('pill', loose)
  expect(pill.mark).toBe('none')
  expect((await eyes.look()).filter(loose)).toHaveLength(1)
  const title = await eyes.inTop<string>(
    `chrome.dom.openOrClosedShadowRoot(document.querySelector('fineline-layer')).querySelector('.badge').title`,
  )
  expect(title).toContain('没有把守任何按钮')
  const panel = await agent.panel(page)
  await expect.poll(() => panel.locator('body').innerText()).toContain('没有把守任何按钮')
  await agent.stand.startEdge()
  await panel.getByRole('button', { name: '现在重试' }).click()
  await page.bringToFront()
  await eyes.waitGone('pill', loose)
  await eyes.wait('badge', ({ kind, key8 }) => kind === 'badge' && key8 !== '', 30_000)
})
