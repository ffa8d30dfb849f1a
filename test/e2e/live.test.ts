import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openLocalD1, patiently } from '../../db/local.ts'
import type { Announcement, Notice } from '../../worker/contract/live.ts'
import { PushReport } from '../../worker/contract/live.ts'
import type { Playbook } from '../../worker/contract/playbook.ts'
import { type Binding, openDatabase } from '../../worker/services/database.ts'
import { publish } from '../../worker/services/playbook/publish.ts'
import type { Eyes, Seen } from '../stand/eyes.ts'
import { cutLine } from '../stand/network.ts'
import { firstCustomer } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

/** From the call that announces to the agent's screen. Milliseconds. */
const AT_ONCE = 1000

let agent: Agent
let line: Awaited<ReturnType<typeof cutLine>>
let edgeUrl = ''
let playbook: Playbook
let page: Page
let eyes: Eyes
let panel: Page

beforeAll(async () => {
  agent = await openAgent({
    edgeEntry: 'test/stand/announcing-edge.ts',
    network: async (url) => {
      edgeUrl = url
      line = await cutLine(url)
      return line
    },
  })
  playbook = agent.stand.data.playbook
  await open()
  // The channel is open once the edge knows who has what.
  await announce(agent.stand.data.version, {})
  await current(agent.stand.data.version)
})
afterAll(() => agent?.close())

const badge = ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none'
const card = ({ kind }: Seen) => kind === 'card'
const notice = ({ kind }: Seen) => kind === 'notice'

async function open(): Promise<void> {
  const opened = await agent.open('spa', firstCustomer(agent.stand).number)
  page = opened.page
  eyes = opened.eyes
  await eyes.wait('badge', badge, 60_000)
  panel = await agent.panel(page)
  await page.bringToFront()
}

async function announce(version: number, change: Partial<Announcement>): Promise<void> {
  const announcement: Announcement = {
    version,
    digest: 'a'.repeat(64),
    publishedAt: new Date().toISOString(),
    timeZone: playbook.timeZone,
    gone: [],
    notice: null,
    over: [],
    ...change,
  }
  const answer = await fetch(`${edgeUrl}/stand/announce`, {
    method: 'POST',
    body: JSON.stringify(announcement),
  })
  expect(answer.status).toBe(204)
}

/** Publishes the playbook without that tip, as the next version; announcing is another thing. */
async function publishWithout(tipId: string): Promise<number> {
  playbook = { ...playbook, tips: playbook.tips.filter(({ id }) => id !== tipId) }
  const { db, close } = await openLocalD1(join(agent.home, 'state'))
  const at = new Date().toISOString()
  const { version } = await patiently(() => publish(openDatabase(db as unknown as Binding), playbook, at))
  await close()
  return version
}

const report = async () => PushReport.parse(await (await fetch(`${edgeUrl}/stand/pushes`)).json())

/** Until the agent's browser has that version. */
const current = (version: number) =>
  vi.waitFor(async () => expect((await report()).agents[0]).toMatchObject({ online: true, version }), {
    timeout: 30_000,
    interval: 200,
  })

/** The tip on top, by what is to be said. */
async function topTip(): Promise<{ id: string; say: string }> {
  const say = (await panel.locator('.tip .say').first().textContent()) ?? ''
  const tip = playbook.tips.find(({ say: { zh } }) => zh.split(/{{.*?}}/).every((part) => say.includes(part)))
  if (!tip) throw new Error(`no tip says ${say}`)
  return { id: tip.id, say }
}

const urgent = (version: number, itemId: string): Notice => ({
  id: crypto.randomUUID(),
  version,
  kind: 'tip',
  itemId,
  urgent: true,
  text: { zh: '该产品暂停申购，不要再介绍。', en: 'Subscriptions are suspended.' },
  audience: {},
  until: null,
})

const goneFromPanel = async ({ say }: { say: string }, timeout: number) =>
  expect
    .poll(() => panel.locator('.tip .say').allTextContents(), { timeout, interval: 20 })
    .not.toContain(say)

test('a tip withdrawn while its card is open leaves card and panel within a second, and a notice takes its place', async () => {
  await eyes.press(await eyes.wait('badge', badge), /.*/)
  const shown = await eyes.wait('card', card)
  const tip = await topTip()
  expect(shown.text).toContain(tip.say)
  const version = await publishWithout(tip.id)
  const told = urgent(version, tip.id)
  const start = performance.now()
  await announce(version, { gone: [{ kind: 'tip', itemId: tip.id }], notice: told })
  await Promise.all([
    eyes.waitGone('the tip', (one) => one.text.includes(tip.say), AT_ONCE),
    goneFromPanel(tip, AT_ONCE),
    eyes.wait('notice', notice, AT_ONCE),
    panel.locator('.told.urgent').waitFor({ timeout: AT_ONCE }),
  ])
  expect(performance.now() - start).toBeLessThan(2 * AT_ONCE)
  expect(await panel.getByRole('alert').textContent()).toContain(told.text.zh)
  await current(version)
  const reach = async () => (await report()).notices.find((one) => one.notice.id === told.id)
  await expect.poll(reach, { timeout: 10_000 }).toMatchObject({ delivered: 1, displayed: 1, acknowledged: 0 })

  // Read on the page, it is gone from the panel too.
  await eyes.press(await eyes.wait('notice', notice), '知道了')
  await eyes.waitGone('notice', notice)
  await panel.locator('.told').waitFor({ state: 'detached' })
  await expect.poll(reach, { timeout: 10_000 }).toMatchObject({ audience: 1, acknowledged: 1 })
})

test('what happened while the network was cut is caught up with', async () => {
  const tip = await topTip()
  line.cut()
  await expect.poll(async () => (await report()).online, { timeout: 30_000 }).toBe(0)
  const version = await publishWithout(tip.id)
  await announce(version, { gone: [{ kind: 'tip', itemId: tip.id }], notice: urgent(version, tip.id) })
  expect(await panel.locator('.tip .say').allTextContents()).toContain(tip.say)
  line.mend()
  await goneFromPanel(tip, 40_000)
  await eyes.wait('notice', notice)
  await current(version)
})

test('a notice outlives a stop of the worker, and what was announced meanwhile arrives', async () => {
  const [before] = (await report()).notices
  const tip = await topTip()
  await agent.stopWorker()
  const version = await publishWithout(tip.id)
  await announce(version, { gone: [{ kind: 'tip', itemId: tip.id }] })
  await goneFromPanel(tip, 40_000)
  await current(version)
  expect((await eyes.wait('notice', notice)).text).toContain(before?.notice.text.zh)
  await panel.getByRole('button', { name: '知道了' }).click()
  await eyes.waitGone('notice', notice)
})

test('what was acknowledged is not shown again after a restart of the browser', async () => {
  await agent.restartBrowser()
  await open()
  const { version } = await report()
  await current(version)
  await eyes.never('a notice was shown', (all) => all.some(notice), 1000)
  expect(await panel.locator('.told').count()).toBe(0)
})
