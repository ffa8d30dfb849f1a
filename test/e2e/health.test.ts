import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLocalD1, patiently } from '../../db/local.ts'
import { StepCountBatch } from '../../worker/contract/health.ts'
import { serviceWorker } from '../stand/browser.ts'
import { slowLine, tappedLine } from '../stand/network.ts'
import { type ForeignAgent, openForeignAgent } from './foreign/agent.ts'
import { findTraces } from './traces.ts'

let agent: ForeignAgent
let supervisor: ForeignAgent
const heard: Buffer[] = []
/** Answers to counts that the edge took and the browser never got. */
let lost = 0

/** A line that is listened to; the first answer to counts comes too late. */
async function network(edgeUrl: string) {
  const late = (path: string) => (path === '/v1/health/readings' && lost++ === 0 ? 7000 : 0)
  const slow = await slowLine(edgeUrl, late)
  const tapped = await tappedLine(slow.url, (bytes) => heard.push(bytes))
  const close = async () => void (await Promise.all([tapped.close(), slow.close()]))
  return { url: tapped.url, close }
}

beforeAll(async () => {
  agent = await openForeignAgent({ sampleSize: 300, network })
  supervisor = await openForeignAgent({ sampleSize: 300, account: 'supervisor-01' })
})
afterAll(async () => {
  await agent?.close()
  await supervisor?.close()
})

type Counts = Record<string, number>

const line = ({ screen, part, step, outcome }: Record<string, unknown>) =>
  `${screen || '-'} ${part} ${step} ${outcome}`

/** What the browser has gathered and not put on its way. */
async function gathered(): Promise<Counts> {
  const worker = await serviceWorker(agent.context)
  const kept = await worker.evaluate(
    async () => (await chrome.storage.local.get('step-counts'))['step-counts'],
  )
  const counts = Object.values(
    (kept as { counts?: Record<string, { count: number }> } | undefined)?.counts ?? {},
  )
  return Object.fromEntries(counts.map((one) => [line(one), one.count]))
}

/** What waits for the edge. */
async function waiting(): Promise<number> {
  const worker = await serviceWorker(agent.context)
  return worker.evaluate(
    async () => (await chrome.storage.local.getKeys()).filter((key) => key.startsWith('health.')).length,
  )
}

/** The few minutes are over. */
async function timeIsUp(): Promise<void> {
  const worker = await serviceWorker(agent.context)
  await worker.evaluate(() => chrome.alarms.create('step-counts', { when: Date.now() }))
  await expect.poll(gathered, { timeout: 15_000 }).toEqual({})
}

async function stored(): Promise<Counts> {
  const { playbook: db, close } = await openLocalD1(join(agent.home, 'state'))
  const { results } = await db.prepare('SELECT * FROM step_count').all()
  await close()
  return Object.fromEntries(results.map((one) => [line(one), Number(one.count)]))
}

/** Stays on a page until it is counted. */
async function stay(path: string, counted: Counts): Promise<void> {
  const { page } = await agent.visit(path)
  await expect.poll(gathered, { timeout: 30_000 }).toMatchObject(counted)
  await page.close()
}

const READ = 'detail number 1 read'

test('every screen that stands is counted once, by step, and arrives once, through outages, stops and lost answers', async () => {
  const numbers = agent.stand.data.customers.map(({ number }) => number)
  await stay(`/detail?no=${numbers[0]}`, { [READ]: 1, 'detail screen 0 read': 1, 'detail anchor 1 read': 1 })
  await stay('/detail?no=--', { 'detail number 1 empty': 1 })
  await stay(`/hidden-detail?no=${numbers[0]}`, { 'detail number 0 hidden': 1 })
  await stay('/detail-moved', { 'detail screen 1 no-element': 1, '- screen 0 no-element': 1 })
  await stay(`/rows?no=${numbers[1]}&no=${numbers[2]}&no=--`, {
    'rows list 0 read': 1,
    'rows rows 1 read': 2,
    'rows rows 1 empty': 1,
  })
  await stay(`/detail?no=${numbers[3]}`, { [READ]: 2 })
  const first = await gathered()
  await agent.stand.stopEdge()
  await timeIsUp()
  await agent.stopWorker()
  await stay(`/detail?no=${numbers[4]}`, { [READ]: 1 })
  const second = await gathered()
  await agent.restartBrowser()
  expect(await gathered()).toEqual(second)
  expect(await waiting()).toBe(1)
  await agent.stand.startEdge()
  await timeIsUp()
  await expect.poll(waiting, { timeout: 90_000, interval: 500 }).toBe(0)
  const names = new Set([...Object.keys(first), ...Object.keys(second)])
  const both = [...names].map((name) => [name, (first[name] ?? 0) + (second[name] ?? 0)] as const)
  expect(await stored()).toEqual(Object.fromEntries(both))
  expect(lost).toBeGreaterThan(2)
})

test('nothing leaves but ids of the playbook and counts', () => {
  const bytes = Buffer.concat(heard)
  // As storage gives objects back: keys in order.
  const body = /\{"counts":\[.*?\],"id":"[^"]+","playbookVersion":\d+\}/g
  const bodies = [...bytes.toString('utf8').matchAll(body)]
  expect(bodies.length).toBeGreaterThan(2)
  for (const [body] of bodies) {
    expect(StepCountBatch.safeParse(JSON.parse(body)).error).toBeUndefined()
    expect(body.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '')).not.toMatch(/\d{5}/)
  }
  const numbers = agent.stand.data.customers.slice(0, 5).map(({ number }) => number)
  expect(findTraces(Object.fromEntries(numbers.map((number) => [number, number])), bytes)).toEqual([])
})

async function openConsole({ context, stand }: ForeignAgent): Promise<Page> {
  const popup = await context.newPage()
  await popup.goto(`chrome-extension://${stand.extensionId}/popup.html`)
  const opened = context.waitForEvent('page')
  await popup.getByRole('button', { name: /控制台|Console/ }).click()
  const page = await opened
  await popup.close()
  await page.setViewportSize({ width: 1400, height: 900 })
  await page.goto(`${page.url().split('#')[0]}#readings`)
  return page
}

test('an agent is told that this is not for agents, and who may', async () => {
  const page = await openConsole(agent)
  await page.getByRole('heading', { name: '这个账号不能看读取情况' }).waitFor()
  expect(await page.getByText('经办、管理员可以看').count()).toBe(1)
  expect(await page.locator('.screen').count()).toBe(0)
})

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)

/** Four weeks of counts; four days ago the number got lost in four of ten. */
async function seed(): Promise<void> {
  const { playbook: db, close } = await openLocalD1(join(supervisor.home, 'state'))
  const { version } = supervisor.stand.data
  const row = (ago: number, part: string, outcome: string, count: number) =>
    db
      .prepare('INSERT INTO step_count VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .bind(day(ago), version, 'foreign', 'detail', part, part === 'screen' ? 0 : 1, outcome, count)
  const rows = Array.from({ length: 28 }, (_, ago) => [
    row(ago, 'screen', 'read', 100),
    row(ago, 'number', 'read', ago < 5 ? 60 : 99),
    row(ago, 'number', 'no-element', ago < 5 ? 40 : 1),
  ])
  await patiently(() => db.batch(rows.flat()))
  await close()
}

test('a supervisor reads since when, how much and which step, and the figures behind it, by keyboard', async () => {
  const page = await openConsole(supervisor)
  await page.getByRole('heading', { name: '还没有次数' }).waitFor()
  await seed()
  await page.getByRole('button', { name: '重新取' }).click()
  const weekday = new Intl.DateTimeFormat('zh-CN', { weekday: 'long', timeZone: 'UTC' }).format(
    Date.parse(day(4)),
  )
  const sentence = `自${weekday}起，40% 的“detail”画面读不出客户号：第 1 步找不到元素`
  await page.locator('.drifts').getByText(sentence).waitFor()
  const screen = page.getByRole('button', { name: sentence })
  await screen.focus()
  await page.keyboard.press('Enter')
  expect(await page.getByRole('img', { name: sentence }).count()).toBe(1)
  expect(await page.locator('.bars .late').count()).toBe(5)
  expect(await page.getByRole('row', { name: /^\d{4}-\d\d-\d\d 100 40 40%/ }).count()).toBe(5)
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Screens that got worse' }).waitFor()
  expect(
    await page
      .locator('.console')
      .getByText(/^Since \w+day 40\u00a0% of “detail” screens cannot be read/)
      .count(),
  ).toBe(2)
})

test('what cannot be had is said, and comes back with the edge', async () => {
  const page = await openConsole(supervisor)
  await page.locator('.drifts').waitFor()
  await supervisor.stand.stopEdge()
  await page.reload()
  await page.getByRole('heading', { name: 'The decision service cannot be reached' }).waitFor()
  await supervisor.stand.startEdge()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator('.drifts').waitFor()
})
