import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Playbook, Tip } from '../../worker/contract/playbook.ts'
import { fillOrder, pressSubmit } from '../stand/crm-driver.ts'
import { approve, type Desk, openDesk, pushes, submit, type Wanted, withdraw } from '../stand/desk.ts'
import type { Eyes, Seen } from '../stand/eyes.ts'
import { cutLine } from '../stand/network.ts'
import { customersOfGrade, firstCustomer } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

/** Well before the minute after which all is told again; how quick it is, `bench:push` measures. Milliseconds. */
const AT_ONCE = 20_000

const NOTICE = {
  urgent: true,
  text: { zh: '该产品暂停申购，不要再介绍。', en: 'Subscriptions are suspended.' },
}

let agent: Agent
let line: Awaited<ReturnType<typeof cutLine>>
let desk: Desk
let version: number
let playbook: Playbook
let page: Page
let eyes: Eyes
let panel: Page

beforeAll(async () => {
  let edgeUrl = ''
  agent = await openAgent({
    network: async (url) => {
      edgeUrl = url
      line = await cutLine(url)
      return line
    },
  })
  desk = await openDesk(edgeUrl, agent.stand.signIn)
  ;({ playbook, version } = agent.stand.data)
  await open()
  // The channel is open once the edge knows who has what.
  await current()
})
afterAll(() => agent?.close())

const badge = ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none'
const card = ({ kind }: Seen) => kind === 'card'
const stop = ({ kind }: Seen) => kind === 'stop'
const notice = ({ kind }: Seen) => kind === 'notice'

async function open(): Promise<void> {
  const opened = await agent.open('spa', firstCustomer(agent.stand).number)
  page = opened.page
  eyes = opened.eyes
  await eyes.wait('badge', badge, 60_000)
  panel = await agent.panel(page)
  await page.bringToFront()
}

const wanted = (itemId: string): Wanted => ({ kind: 'tip', itemId, content: null, baseVersion: version })

/** Brings the next version into force, which lacks that tip. */
async function without({ id }: { id: string }, how: (itemId: string) => Promise<number>): Promise<void> {
  version = await how(id)
  playbook = { ...playbook, tips: playbook.tips.filter((tip) => tip.id !== id) }
}

const withdrawn = (itemId: string) => withdraw(desk, { kind: 'tip', itemId }, version)
const approved = async (itemId: string) =>
  approve(desk, await submit(desk, { ...wanted(itemId), notice: NOTICE }))

/** Until the agent's browser has the version in force. */
const current = () =>
  vi.waitFor(async () => expect((await pushes(desk)).agents[0]).toMatchObject({ online: true, version }), {
    timeout: 30_000,
    interval: 200,
  })

/** The tip on top, by what is to be said. */
async function topTip(): Promise<{ id: string; say: string }> {
  const say = (await panel.locator('.tip .say').first().textContent()) ?? ''
  // Blanks around a value go with how it is written.
  const bare = (text: string) => text.replace(/\s/g, '')
  const tip = playbook.tips.find(({ say: { zh } }) =>
    zh.split(/{{.*?}}/).every((part) => bare(say).includes(bare(part))),
  )
  if (!tip) throw new Error(`no tip says ${say}`)
  return { id: tip.id, say }
}

/** One for everybody that stands last. */
const anyTip = (): Tip => ({
  ...(playbook.tips[0] as Tip),
  id: 'later',
  say: { zh: '最后再说这一句。', en: 'Say this last.' },
  eligibility: 'true',
  score: { propensity: 0.01, context: 0.01, value: 0.01, lever: 0.01 },
})

const WRITE_REASON = `(() => {
  const host = document.querySelector('fineline-layer[part~=stop]')
  const area = chrome.dom.openOrClosedShadowRoot(host).querySelector('textarea')
  area.value = '客户另有他行资产可以证明'
  area.focus()
})()`

const goneFromPanel = async ({ say }: { say: string }, timeout: number) =>
  expect
    .poll(() => panel.locator('.tip .say').allTextContents(), { timeout, interval: 20 })
    .not.toContain(say)

/** Nothing that an agent sees of the card is missing while the next playbook comes. */
async function pushed(change: Wanted, arrived: () => Promise<unknown>): Promise<void> {
  const submitted = await submit(desk, change)
  let here = false
  const watch = async () => {
    while (!here) if (!(await eyes.look()).some(card)) throw new Error('the card went')
  }
  const comes = async () => {
    version = await approve(desk, submitted)
    await arrived()
    await current()
    here = true
  }
  await Promise.all([comes(), watch()])
}

test('a card that the agent reads stays, with the focus, when other playbooks come', async () => {
  await eyes.press(await eyes.wait('badge', badge), /.*/)
  const tip = await topTip()
  expect(await eyes.wait('card', card)).toMatchObject({
    focused: true,
    text: expect.stringContaining(tip.say),
  })
  const read = playbook.tips.find(({ id }) => id === tip.id)
  if (!read) throw new Error(tip.id)

  // One that goes before it.
  const say = { zh: '先说这一句。', en: 'Say this first.' }
  const first: Tip = {
    ...read,
    id: 'said-first',
    say,
    score: { propensity: 1, context: 1, value: 1, lever: 1 },
  }
  playbook = { ...playbook, tips: [...playbook.tips, first] }
  await pushed({ ...wanted(first.id), content: first }, () =>
    expect
      .poll(() => panel.locator('.tip .say').first().textContent(), { timeout: 10_000 })
      .toContain(say.zh),
  )
  expect(await eyes.wait('card', card)).toMatchObject({
    focused: true,
    text: expect.stringContaining(tip.say),
  })

  // Other words of the very tip, while reasons against it are asked for.
  await page.keyboard.press('3')
  const [reason] = playbook.dismissReasons
  const asked = ({ kind, buttons }: Seen) =>
    kind === 'card' && buttons.some(({ text }) => text.includes(reason?.label.zh ?? ''))
  await eyes.wait('reasons', asked)
  const renamed = { ...read, label: { zh: '另一个名字', en: 'Another name' } }
  await pushed({ ...wanted(tip.id), content: renamed }, () => panel.getByText('另一个名字').first().waitFor())
  expect(await eyes.wait('reasons', asked)).toMatchObject({ focused: true })
  await page.keyboard.press('Escape')
  await eyes.waitGone('card', card)
})

test('a stop with a reason written stays when another playbook comes, and the reason is then taken', async () => {
  const [customer] = customersOfGrade(agent.stand, 3)
  const opened = await agent.open('spa', customer?.number ?? '')
  const { eyes, page } = opened
  await eyes.wait('badge', badge)
  // Too much of what this customer has, who may have their reasons.
  const order = { product: 'LC0145', amount: '90000000', disclosed: true }
  await pressSubmit(await fillOrder(page, 'spa', order), 'spa')
  await eyes.press(await eyes.wait('stop', stop), '理由')
  await eyes.inTop(WRITE_REASON)
  const written = await eyes.wait('reason form', ({ kind, buttons }) => kind === 'stop' && buttons.length > 1)
  version = await approve(desk, await submit(desk, { ...wanted('later'), content: anyTip() }))
  await current()
  await eyes.never('the stop went', (seen) => !seen.some(stop), 500)
  const at = written.buttons.at(-1)
  await page.mouse.click(at?.x ?? 0, at?.y ?? 0)
  await expect.poll(() => agent.stand.crm?.orders.length).toBe(1)
  await page.close()
})

test('a tip taken away while its card is open leaves card and panel at the approval, and a notice takes its place', async () => {
  await eyes.press(await eyes.wait('badge', badge), /.*/)
  const shown = await eyes.wait('card', card)
  const tip = await topTip()
  expect(shown.text).toContain(tip.say)
  const change = await submit(desk, { ...wanted(tip.id), notice: NOTICE })
  const approving = without(tip, () => approve(desk, change))
  await Promise.all([
    eyes.waitGone('the tip', (one) => one.text.includes(tip.say), AT_ONCE),
    goneFromPanel(tip, AT_ONCE),
    eyes.wait('notice', notice, AT_ONCE),
    panel.locator('.told.urgent').waitFor({ timeout: AT_ONCE }),
  ])
  expect(await panel.getByRole('alert').textContent()).toContain(NOTICE.text.zh)
  await approving
  await current()
  const reach = async () => (await pushes(desk)).notices.find((one) => one.notice.id === change.id)
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
  await expect.poll(async () => (await pushes(desk)).online, { timeout: 30_000 }).toBe(0)
  await without(tip, approved)
  expect(await panel.locator('.tip .say').allTextContents()).toContain(tip.say)
  line.mend()
  await goneFromPanel(tip, 40_000)
  await eyes.wait('notice', notice)
  await current()
})

test('a notice outlives a stop of the worker, and what was announced meanwhile arrives', async () => {
  const tip = await topTip()
  await agent.stopWorker()
  await without(tip, withdrawn)
  await goneFromPanel(tip, 40_000)
  await current()
  expect((await eyes.wait('notice', notice)).text).toContain(NOTICE.text.zh)
  await panel.getByRole('button', { name: '知道了' }).click()
  await eyes.waitGone('notice', notice)
})

test('what was acknowledged is not shown again after a restart of the browser', async () => {
  await agent.restartBrowser()
  await open()
  await current()
  await eyes.never('a notice was shown', (all) => all.some(notice), 1000)
  expect(await panel.locator('.told').count()).toBe(0)
})
