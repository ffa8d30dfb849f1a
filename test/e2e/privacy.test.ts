import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customerUrl, fillOrder, KINDS, pressSubmit } from '../stand/crm-driver.ts'
import { Eyes, type Seen } from '../stand/eyes.ts'
import { tappedLine } from '../stand/network.ts'
import { firstCustomer, tooRisky } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'
import { findTraces } from './traces.ts'

/** Long enough to be found by chance nowhere. The number is the story customer's own; the rest is planted. */
const PLANTED = {
  name: '金丝雀甲乙丙丁戊己庚辛',
  phone: '10055566677788899900',
  remark: '客户说想买九华山云雾理财金丝雀备注四七一一',
}

let agent: Agent
let canaries: Record<string, string>
const heard: Buffer[] = []

beforeAll(async () => {
  const people: Record<string, { name: string; phone: string }> = {}
  agent = await openAgent({ people, network: (edgeUrl) => tappedLine(edgeUrl, (bytes) => heard.push(bytes)) })
  const { number } = firstCustomer(agent.stand)
  canaries = { ...PLANTED, number }
  people[number] = { name: PLANTED.name, phone: PLANTED.phone }
})
afterAll(() => agent?.close())

async function workThrough(kind: (typeof KINDS)[number]): Promise<void> {
  const { number } = firstCustomer(agent.stand)
  const page = await agent.context.newPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const eyes = await Eyes.open(page)
  await page.goto(`${agent.stand.crmUrl}/${kind}/`)
  await eyes.wait('the list', (one: Seen) => one.kind === 'badge', 30_000)
  await page.goto(customerUrl(agent.stand.crmUrl, kind, number))
  const badge = await eyes.wait(
    'badge',
    (one) => one.kind === 'badge' && one.buttons.length > 0 && one.mark !== 'none',
    30_000,
  )
  expect(
    await page.evaluate(
      (name) => document.documentElement.outerHTML.includes(name) || window.frames.length > 0,
      PLANTED.name,
    ),
  ).toBe(true)
  await eyes.press(badge, /.*/)
  await eyes.wait('card', (one) => one.kind === 'card' && one.focused)
  await page.keyboard.press('1')
  await page.keyboard.press('Escape')
  const frame = await fillOrder(page, kind, { ...tooRisky(agent.stand), remark: PLANTED.remark })
  await pressSubmit(frame, kind)
  await eyes.wait('stop', (one) => one.kind === 'stop')
  const foreign = asked.filter((url) => !url.startsWith(agent.stand.crmUrl) && url.startsWith('http'))
  expect(foreign).toEqual([])
  await page.close()
}

test('the planted texts would be found, however they travelled', () => {
  const { name, number } = canaries
  const disguises = [
    Buffer.from(name ?? ''),
    Buffer.from(`{"n":"${Buffer.from(`xy${name}zz`).toString('base64')}"}`),
    Buffer.from(encodeURIComponent(name ?? '')),
    Buffer.from(`GET /?q=${number}`),
    Buffer.from(
      createHash('sha256')
        .update(number ?? '')
        .digest('hex'),
    ),
  ]
  for (const disguise of disguises) expect(findTraces(canaries, disguise)).not.toEqual([])
})

test('nothing that names the customer leaves the browser or stands in a log or in the database', async () => {
  for (const kind of KINDS) await workThrough(kind)
  const keyed = Buffer.concat(heard)
  expect(keyed.includes('customerKeys')).toBe(true)
  expect(findTraces(canaries, keyed)).toEqual([])
  const log = await readFile(join(agent.home, 'logs', 'edge.log'))
  expect(log.includes('/v1/decisions')).toBe(true)
  expect(findTraces(canaries, log)).toEqual([])
  const state = join(agent.home, 'state')
  const files = (await readdir(state, { recursive: true })).filter((name) => /sqlite(-wal)?$/.test(name))
  const stored = Buffer.concat(await Promise.all(files.map((name) => readFile(join(state, name)))))
  expect(stored.includes('accepted')).toBe(true)
  expect(findTraces(canaries, stored)).toEqual([])
})
