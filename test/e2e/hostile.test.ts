import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAdapter } from '../../db/packs/adapter.ts'
import { importSecret, makeCustomerKey } from '../../worker/contract/customer-key.ts'
import { means } from '../crm/hostile/means.ts'
import { Eyes, type Seen } from '../stand/eyes.ts'
import { tappedLine } from '../stand/network.ts'
import { customersOfGrade } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

const ADAPTER = fileURLToPath(new URL('../crm/hostile/adapter.json', import.meta.url))

let agent: Agent
let numbers: string[]
let key8: Record<string, string>
let heard: Buffer[] = []

beforeAll(async () => {
  agent = await openAgent({
    sampleSize: 3000,
    adapters: [readAdapter(ADAPTER)],
    network: (edgeUrl) => tappedLine(edgeUrl, (bytes) => heard.push(bytes)),
  })
  numbers = customersOfGrade(agent.stand, 3)
    .slice(0, 2)
    .map(({ number }) => number)
  const secret = await importSecret(agent.stand.secret)
  const keys = numbers.map(async (number) => [number, (await makeCustomerKey(secret, number)).slice(0, 8)])
  key8 = Object.fromEntries(await Promise.all(keys))
})
afterAll(() => agent?.close())

interface Visited {
  page: Page
  panel: Page
  eyes: Eyes
  badge: Seen
}

const isBadge = ({ kind, key8, mark }: Seen) => kind === 'badge' && key8 !== '' && mark !== 'none'

/** The page of a means with a customer on it, and the side panel beside it. */
async function visit(name: string): Promise<Visited> {
  heard = []
  const page = await agent.context.newPage()
  const eyes = await Eyes.open(page)
  const query = `khh=${numbers[0]}&next=${numbers[1]}&id=${agent.stand.extensionId}`
  await page.goto(`${agent.stand.crmUrl}/hostile/${name}/?${query}`)
  const panel = await agent.panel(page)
  await panel.locator('h1').first().waitFor()
  await page.bringToFront()
  // Where the page lets none stand, the panel is what is left.
  const stands = name !== 'removal' && name !== 'attributes'
  // After many customers in a few seconds the edge asks to be asked less often, for up to a minute.
  const badge = stands ? await eyes.wait('badge', isBadge, 90_000) : null
  return { page, panel, eyes, badge: badge as Seen }
}

const openCard = async ({ eyes, badge }: Visited): Promise<Seen> => {
  await eyes.press(badge, /.*/)
  return eyes.wait('card', ({ kind, focused }) => kind === 'card' && focused)
}

const lootOf = (page: Page): Promise<string[]> => page.evaluate('[...loot]')

/** Asks for a moment in which everything that was begun can come about. */
const pause = (page: Page, ms = 600) => page.waitForTimeout(ms)

const said = (panel: Page, what: RegExp) => panel.locator('.meddling').filter({ hasText: what }).waitFor()

/** Nothing that stands on badge, card or stop is among what the page got hold of. */
async function readsNothing(visited: Visited): Promise<void> {
  const { page, eyes, badge } = visited
  const card = await openCard(visited)
  await page.keyboard.press('Tab')
  await page.mouse.move(card.x + 40, card.y + 60)
  await page.mouse.down()
  await page.mouse.move(card.x + 160, card.y + 64)
  await page.mouse.up()
  await pause(page)
  await page.keyboard.press('Escape')
  await order(page)
  const stop = await eyes.wait('stop', ({ kind }) => kind === 'stop')
  await pause(page)
  const lines = [badge, card, stop].flatMap(({ text }) => text.split('\n')).map((line) => line.trim())
  const secrets = lines.filter((line) => /\p{Script=Han}{4}/u.test(line))
  expect(secrets.length).toBeGreaterThan(4)
  const loot = await lootOf(page)
  expect(secrets.filter((secret) => loot.some((text) => text.includes(secret)))).toEqual([])
}

/** An order that is above the customer's grade. */
async function order(page: Page): Promise<void> {
  await page.selectOption('select[name=cp]', 'LC0190')
  await page.fill('input[name=je]', '1000000')
  await page.setChecked('input[name=fx]', true)
  await page.click('input[type=submit]')
}

const orders = () => agent.stand.crm?.sent.splice(0) ?? []

/** No answer of the agent went to the edge. */
const nothingAnswered = () =>
  expect(Buffer.concat(heard).toString()).not.toMatch(/"kind":"(accepted|deferred|dismissed|overridden)"/)

/** Presses where "accept" lies under whatever the page has put there. */
async function lure(visited: Visited): Promise<void> {
  const { page, panel } = visited
  const card = await openCard(visited)
  const accept = card.buttons.find(({ text }) => text.includes('接受'))
  await page.evaluate(`document.body.dataset.cover = 'on'; document.dispatchEvent(new Event('cover'))`)
  await pause(page, 300)
  await page.mouse.click(accept?.x ?? 0, accept?.y ?? 0)
  await said(panel, /盖住了/)
  await pause(page)
  nothingAnswered()
}

const rows: Record<keyof typeof means, (visited: Visited) => Promise<void>> = {
  'closed-root': readsNothing,
  'custom-element': readsNothing,
  prototypes: readsNothing,
  listeners: readsNothing,
  selection: readsNothing,
  observers: readsNothing,
  'own-styles': async (visited) => {
    const card = await openCard(visited)
    for (const { x, y, width, height } of [visited.badge, card]) {
      expect(x).toBeGreaterThan(0)
      expect(y).toBeGreaterThan(0)
      expect(width * height).toBeGreaterThan(300)
    }
    const answer = card.buttons.find(({ text }) => text.includes('接受'))
    await visited.eyes.press(card, '接受')
    expect(answer).toBeDefined()
    await expect.poll(() => Buffer.concat(heard).toString()).toMatch(/"kind":"accepted"/)
  },
  // The top layer is no part of what they make transparent.
  'page-styles': async ({ page, panel, eyes }) => {
    await page.waitForFunction(`document.documentElement.style.opacity === '0.02'`)
    // Badge, or the card that has opened by itself over it.
    const whole = `new Promise((told) => { const eyes = new IntersectionObserver((all) => told(all.some(({ isVisible }) => isVisible)), { trackVisibility: true, delay: 100 })
      document.querySelectorAll('fineline-layer:popover-open').forEach((one) => eyes.observe(one)) })`
    await expect.poll(() => eyes.inTop(whole), { timeout: 10_000 }).toBe(true)
    await pause(page, 1500)
    expect(await panel.locator('.meddling').count()).toBe(0)
  },
  removal: async ({ page, panel }) => {
    await said(panel, /拿掉了/)
    await order(page)
    await pause(page)
    expect(orders()).toEqual([])
  },
  attributes: ({ panel }) => said(panel, /改动了/),
  cover: async (visited) => {
    const { page, eyes } = visited
    await order(page)
    await eyes.wait('stop', ({ kind }) => kind === 'stop')
    await page.evaluate(`document.dispatchEvent(new Event('cover'))`)
    const top = `(() => { const r = document.querySelector('fineline-layer[part~=stop]').getBoundingClientRect()
      return document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2).localName })()`
    // Over what was laid over it.
    await expect.poll(() => eyes.inTop(top), { timeout: 5000 }).toBe('fineline-layer')
  },
  'see-through': lure,
  // The press goes to the frame, and what we show comes to the top again.
  'frame-over': async (visited) => {
    const { page, eyes } = visited
    const { buttons } = await openCard(visited)
    const accept = buttons.find(({ text }) => text.includes('接受'))
    const { x = 0, y = 0 } = accept ?? {}
    const at = `document.elementFromPoint(${x}, ${y}).localName`
    await page.evaluate(`document.dispatchEvent(new Event('cover'))`)
    await expect.poll(() => eyes.inTop(at)).toBe('iframe')
    await page.mouse.click(x, y)
    await expect.poll(() => eyes.inTop(at), { timeout: 5000 }).toBe('fineline-layer')
    await pause(page)
    nothingAnswered()
  },
  synthetic: async ({ page, eyes, badge }) => {
    await pause(page)
    const seen = await eyes.look()
    expect(seen.map(({ kind }) => kind)).toEqual(['badge'])
    expect(seen[0]).toMatchObject({ x: badge.x, y: badge.y, width: badge.width })
    nothingAnswered()
  },
  imitation: ({ panel }) => said(panel, /冒充/),
  'forged-events': async ({ page, eyes, badge }) => {
    await pause(page, 2500)
    await eyes.wait('badge', (seen) => isBadge(seen) && seen.key8 === badge.key8)
    expect((await eyes.look()).some(({ text }) => text.includes('伪造'))).toBe(false)
    await order(page)
    await eyes.wait('stop', ({ kind }) => kind === 'stop')
    expect(orders()).toEqual([])
    nothingAnswered()
  },
  runtime: async ({ page }) => {
    await page.waitForFunction('window.told')
    const told = await page.evaluate<Record<string, unknown>>('told')
    expect(told).toEqual({
      runtime: 'undefined',
      'manifest.json': 'no',
      'policy.local.json': 'no',
      'sidepanel.html': 'no',
      'page-world.js': 'no',
      'static/background/index.js': 'no',
      'tabs/console.html': 'no',
      frame: 0,
    })
    expect(page.frames().map((frame) => frame.url())).toContain('chrome-error://chromewebdata/')
    expect(await lootOf(page)).toEqual([])
  },
  switch: async ({ page, eyes }) => {
    // In every frame that can be painted: whose badge stands there, and whose number.
    await eyes.inTop(`(() => {
      globalThis.wrong = []
      const keys = ${JSON.stringify(key8)}
      const look = () => {
        for (const host of document.querySelectorAll('fineline-layer:popover-open')) {
          const key = chrome.dom.openOrClosedShadowRoot(host).querySelector('.badge')?.dataset.key
          const number = document.getElementById('number').textContent
          if (key && key !== keys[number]) wrong.push(key + ' at ' + number)
        }
        requestAnimationFrame(look)
      }
      look()
    })()`)
    await page.evaluate(`dispatchEvent(new Event('go'))`)
    await page.waitForFunction('window.settled', null, { timeout: 60_000 })
    expect(await eyes.inTop('wrong')).toEqual([])
    const number = await page.textContent('#number')
    // The edge may have asked to be asked less often meanwhile: then it is "not checked" for up to a minute.
    await eyes.wait('badge', (seen) => isBadge(seen) && seen.key8 === key8[number ?? ''], 90_000)
  },
  flood: async ({ page, panel, eyes }) => {
    await page.evaluate(`dispatchEvent(new Event('go'))`)
    await eyes.wait('not checked', ({ kind, mark }) => kind === 'badge' && mark === 'none', 20_000)
    await panel.getByRole('heading', { name: '读到的不是客户号' }).waitFor()
    // The same page, with its customer again, is answered as before.
    await page.evaluate(`document.querySelectorAll('tr.row').forEach((row) => row.remove())`)
    await page.evaluate(`document.getElementById('number').textContent = '${numbers[0]}'`)
    await eyes.wait('badge', (seen) => isBadge(seen) && seen.key8 === key8[numbers[0] ?? ''], 90_000)
  },
  windows: async ({ page, eyes, badge }) => {
    await page.evaluate(`dispatchEvent(new Event('go'))`)
    await pause(page)
    await eyes.wait('badge', (seen) => isBadge(seen) && seen.key8 === badge.key8)
    expect((await lootOf(page)).filter((text) => /\p{Script=Han}{4}/u.test(text))).toEqual([])
  },
}

test('there are twenty means and more, and each is tried', () => {
  expect(Object.keys(rows).toSorted()).toEqual(Object.keys(means).toSorted())
  expect(Object.keys(rows).length).toBeGreaterThanOrEqual(20)
})

test.each(Object.entries(rows))('%s', async (name, holds) => {
  orders()
  const visited = await visit(name)
  await holds(visited)
  await visited.panel.close()
  await visited.page.close({ runBeforeUnload: false })
})
