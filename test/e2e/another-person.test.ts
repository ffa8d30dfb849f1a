import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceWorker } from '../stand/browser.ts'
import { customerUrl } from '../stand/crm-driver.ts'
import { type Desk, openDesk, pushes } from '../stand/desk.ts'
import type { Eyes, Seen } from '../stand/eyes.ts'
import { CLIENT_ID } from '../stand/identity-configuration.ts'
import { firstCustomer } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

let agent: Agent
let desk: Desk
let page: Page
let eyes: Eyes

beforeAll(async () => {
  agent = await openAgent({ sampleSize: 300, policy: { homeOffice: true, watermark: true } })
  desk = await openDesk(agent.stand.edgeUrl, agent.stand.signIn)
  ;({ page, eyes } = await agent.open('spa', firstCustomer(agent.stand).number))
  await eyes.wait('badge', decided, 60_000)
})
afterAll(() => agent?.close())

const decided = ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none'
const stored = async () => (await serviceWorker(agent.context)).evaluate(() => chrome.storage.session.get())
const online = async () =>
  (await pushes(desk)).agents.filter(({ online }) => online).map(({ agent }) => agent)
/** What is written over the page. */
const written = () =>
  eyes.inTop<string>(
    `[...document.querySelectorAll('fineline-mask')].flatMap((one) => chrome.dom.openOrClosedShadowRoot(one).adoptedStyleSheets)
      .flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText)).join()`,
  )
/** Who is asked for by the provider of this browser from now on: the one before has left there, and another has come. */
async function comesAtProvider(account: string): Promise<void> {
  await agent.context.clearCookies()
  const at = await agent.context.newPage()
  const asked = {
    ...{ client_id: CLIENT_ID, response_type: 'code', scope: 'openid', login_hint: account },
    redirect_uri: `https://${agent.stand.extensionId}.chromiumapp.org/`,
    ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
  }
  const back = at.waitForEvent('requestfailed', (request) => request.url().startsWith(asked.redirect_uri))
  await at.goto(`${agent.stand.issuer}/auth?${new URLSearchParams(asked)}`).catch(() => undefined)
  await back
  await at.close()
}
/** The session has run out, and the provider renews it for nobody. */
const runOut = async () =>
  (await serviceWorker(agent.context)).evaluate(async () => {
    const { session } = await chrome.storage.session.get<{ session: Record<string, unknown> }>('session')
    const { refreshToken: _, ...rest } = session
    await chrome.storage.session.set({ session: { ...rest, lifetime: 0 } })
  })

test('somebody else signed in by a silent renewal: channel, watermark and what is decided are theirs', async () => {
  await expect.poll(online).toEqual(['agent-01'])
  await expect.poll(written).toContain('agent-01')
  await comesAtProvider('agent-02')
  await runOut()
  // A customer of whom nothing is known here yet.
  const { number } = firstCustomer(agent.stand)
  const next = agent.stand.data.customers.find((one) => one.number !== number)
  await page.goto(customerUrl(agent.stand.crmUrl, 'spa', next?.number ?? ''))
  await expect.poll(async () => ((await stored()).session as { subject: string }).subject).toBe('agent-02')
  await eyes.wait('badge', decided, 30_000)
  await expect.poll(online).toEqual(['agent-02'])
  await expect.poll(written).toContain('agent-02')
  expect(await written()).not.toContain('agent-01')
})
