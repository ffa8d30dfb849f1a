import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Seen } from '../stand/eyes.ts'
import { slowLine } from '../stand/network.ts'
import { type ForeignAgent, fill, openForeignAgent, SUBMIT } from './foreign/agent.ts'

let agent: ForeignAgent
/** How long the edge takes for a decision: longer than an action is held for its verdict. Milliseconds. */
let wait = 0

beforeAll(async () => {
  const network = (edgeUrl: string) => slowLine(edgeUrl, (path) => (path === '/v1/decisions' ? wait : 0))
  agent = await openForeignAgent({ sampleSize: 3000, network })
})
afterAll(() => agent?.close())

const badge = ({ kind, key8 }: Seen) => kind === 'badge' && key8 !== ''
const stop = ({ kind }: Seen) => kind === 'stop'
const sent = () => agent.crm.orders.splice(0)

async function withMode(failMode: string | undefined): Promise<void> {
  const file = join(agent.stand.extensionDir, 'policy.local.json')
  const policy = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...policy, failMode }))
  await agent.restartBrowser()
}

/** An order in which nothing is wrong, pressed while nobody answers. */
async function pressUnanswered() {
  const [first, second = ''] = agent.ofGrade(5)
  const { page, eyes } = await agent.visit(`/order?no=${first}`)
  const before = await eyes.wait('badge', badge, 30_000)
  await fill(page, 'LC0101', '100000')
  wait = 4000
  await page.evaluate((number) => document.getElementById('number')?.replaceChildren(number), second)
  await eyes.waitGone('the badge of the first', ({ key8 }) => key8 === before.key8)
  await page.click(SUBMIT)
  return { page, eyes }
}

test.each([undefined, 'closed'])(
  'with failMode %s an action that nobody answers for is stopped',
  async (mode) => {
    await withMode(mode)
    const { page, eyes } = await pressUnanswered()
    const shown = await eyes.wait('stop', stop)
    expect([shown.mark, sent()]).toEqual(['none', []])
    wait = 0
    await page.close()
  },
)

test('with failMode open it goes through once, before anybody has answered', async () => {
  await withMode('open')
  const { page } = await pressUnanswered()
  await page.waitForURL('**/save')
  expect(sent()).toEqual(['cp=LC0101&je=100000&fx=1'])
  wait = 0
  await page.close()
})

test('with failMode open a fault that is found stops all the same', async () => {
  const [unable] = agent.ofGrade(1)
  const { page, eyes } = await agent.visit(`/order?no=${unable}`)
  await eyes.wait('badge', badge)
  await fill(page, 'LC0190', '1000000')
  await page.click(SUBMIT)
  expect((await eyes.wait('stop', stop)).mark).toBe('block')
  expect(sent()).toEqual([])
  await page.close()
})
