import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Problem } from '../../worker/contract/problem.ts'
import { openBrowser, serviceWorker } from '../stand/browser.ts'
import { ensureChromium } from '../stand/chromium.ts'
import { customerUrl } from '../stand/crm-driver.ts'
import { Eyes, type Seen } from '../stand/eyes.ts'
import { firstCustomer } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

let agent: Agent
let page: Page
let eyes: Eyes
let panel: Page
/** The same person at another desk. */
let elsewhere: BrowserContext

const decided = ({ kind, key8, mark }: Seen) => kind === 'badge' && key8 !== '' && mark !== 'none'

beforeAll(async () => {
  agent = await openAgent({ sampleSize: 300 })
  ;({ page, eyes } = await agent.open('spa', firstCustomer(agent.stand).number))
  await eyes.wait('badge', decided, 60_000)
  panel = await agent.panel(page)
  elsewhere = await openBrowser({
    executablePath: await ensureChromium(),
    extensionDir: agent.stand.extensionDir,
    profileDir: join(agent.home, 'elsewhere'),
    headless: true,
  })
})
afterAll(async () => {
  await elsewhere?.close()
  await agent?.close()
})

type Kept = Record<string, { accessToken?: string } | undefined>
const kept = async (context: BrowserContext): Promise<Kept> =>
  (await serviceWorker(context)).evaluate(() => chrome.storage.session.get())

async function popup(context: BrowserContext): Promise<Page> {
  const view = await context.newPage()
  await view.goto(`chrome-extension://${agent.stand.extensionId}/popup.html`)
  return view
}

test('signing out ends every session of the agent, and nothing of a customer stays', async () => {
  const other = await elsewhere.newPage()
  const otherEyes = await Eyes.open(other)
  const numbers = agent.stand.data.customers.map(({ number }) => number)
  await other.goto(customerUrl(agent.stand.crmUrl, 'spa', firstCustomer(agent.stand).number))
  await otherEyes.wait('badge elsewhere', decided, 60_000)
  const token = (await kept(agent.context)).session?.accessToken ?? ''
  expect(token).not.toBe('')

  const view = await popup(agent.context)
  await view.getByRole('button', { name: '退出登录' }).click()
  await view.getByRole('button', { name: '登录', exact: true }).waitFor()
  await eyes.waitGone('what was decided', decided)
  await expect.poll(() => panel.locator('body').innerText()).toContain('未核查：还没有登录')
  expect(await kept(agent.context)).toMatchObject({ 'signed-out': true })
  expect((await kept(agent.context)).session).toBeUndefined()

  const headers = { authorization: `Bearer ${token}` }
  const refused = await fetch(`${agent.stand.edgeUrl}/v1/me`, { headers })
  expect([refused.status, Problem.parse(await refused.json()).type]).toEqual([
    401,
    'urn:problem-type:fineline:session-ended',
  ])

  // The other desk hears of it with its next request, and is not signed in again unasked.
  await other.goto(customerUrl(agent.stand.crmUrl, 'spa', numbers.at(-1) ?? ''))
  await otherEyes.wait('grey badge elsewhere', ({ kind, mark }) => kind === 'badge' && mark === 'none')
  await expect.poll(async () => (await kept(elsewhere)).session).toBeUndefined()

  await view.getByRole('button', { name: '登录', exact: true }).click()
  await view.getByRole('button', { name: '退出登录' }).waitFor()
  await page.bringToFront()
  await eyes.wait('badge', decided, 30_000)
  await view.close()
})
