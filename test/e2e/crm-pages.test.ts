import { readFileSync } from 'node:fs'
import { type Browser, chromium, type Frame, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Adapter, type Screen } from '../../worker/contract/adapter.ts'
import type { Crm } from '../crm/server.ts'
import { customers, first, startBank } from '../crm-server/bank.ts'
import { pageSide } from '../host/page-side.ts'
import { ensureChromium } from '../stand/chromium.ts'

declare const host: {
  readFields: typeof import('../../extension/host/frame.ts')['readFields']
  locateAll: typeof import('../../extension/host/locate.ts')['locateAll']
  read: typeof import('../../extension/host/read.ts')['read']
  matchScreen: typeof import('../../extension/host/screen.ts')['matchScreen']
}

/** The page side as it ships, so that the adapters are tried with the code that reads them. */
const script = pageSide('frame', 'locate', 'read', 'screen')

/** How one kind of CRM is opened and worked. `frame` holds the order form. */
const kinds = {
  frames: {
    list: ['/frames/', 'listFrame'],
    detail: [`/frames/?customer=${first}`, 'mainFrame'],
    order: [`/frames/?customer=${first}`, 'orderFrame'],
    shortcut: 'F9',
    next: 'text=下一位',
  },
  webforms: {
    list: ['/webforms/', ''],
    detail: [`/webforms/customer?no=${first}`, ''],
    order: [`/webforms/customer?no=${first}`, ''],
    shortcut: 'F9',
    next: '#ctl00_cphMain_btnNext',
  },
  spa: {
    list: ['/spa/', ''],
    detail: [`/spa/#/customer/${first}`, ''],
    order: [`/spa/#/customer/${first}`, ''],
    shortcut: 'Control+Enter',
    next: 'button[data-action=next]',
  },
} as const
type Kind = keyof typeof kinds

function screensOf(kind: Kind): Screen[] {
  const file = new URL(`../../db/packs/adapters/crm-${kind}.json`, import.meta.url)
  return Adapter.parse(JSON.parse(readFileSync(file, 'utf8'))).screens
}

let crm: Crm
let browser: Browser
let page: Page

beforeAll(async () => {
  crm = await startBank()
  browser = await chromium.launch({ executablePath: await ensureChromium(), args: ['--no-sandbox'] })
  page = await browser.newPage()
  await page.addInitScript({ content: script })
})
afterAll(async () => {
  await browser.close()
  await crm.close()
})
/** Opens a place and waits until the adapter knows its screen. */
async function open(
  kind: Kind,
  place: 'list' | 'detail' | 'order',
): Promise<{ frame: Frame; screen: Screen }> {
  const [path, name] = kinds[kind][place]
  const screens = screensOf(kind)
  // An address that differs in its hash alone would not load anew.
  await page.goto('about:blank')
  await page.goto(crm.url + path)
  const frame = name ? page.frame(name) : page.mainFrame()
  if (!frame) throw new Error(`no frame ${name}`)
  const found = await frame.waitForFunction(
    (all) => document.readyState === 'complete' && host.matchScreen(document, all)?.id,
    screens,
  )
  const id = await found.jsonValue()
  const screen = screens.find((each) => each.id === id)
  if (!screen) throw new Error(`no screen ${id}`)
  return { frame, screen }
}

/** What every single step and locator of a screen finds. */
const look = (screen: Screen) => {
  const texts = (root: Document | Element, at: Parameters<typeof host.locateAll>[1]) =>
    host.locateAll(root, at).map((element) => element.textContent?.trim())
  const numbers = (root: Document | Element, steps: NonNullable<Screen['customer']>['number']) =>
    steps.map((step) => host.read(root, [step]).text)
  return {
    numbers: numbers(document, screen.customer?.number ?? []),
    anchors: (screen.customer?.anchor ?? []).map((at) => texts(document, at)),
    rows: [...document.querySelectorAll(screen.rows?.each ?? 'none')].map((row) => ({
      numbers: numbers(row, screen.rows?.number ?? []),
      anchors: (screen.rows?.anchor ?? []).map((at) => texts(row, at)),
    })),
    controls: [
      ...Object.values(screen.fields).flat(),
      ...screen.guards.flatMap(({ press, form }) => (form ? [...press, form] : press)),
    ].map((at) => host.locateAll(document, at).length),
  }
}

const all = <T>(values: T[]): T[] => [...new Set(values)]

it.each(Object.keys(kinds) as Kind[])(
  '%s: every step finds the customer, the name and the fields',
  async (kind) => {
    for (const place of ['detail', 'order'] as const) {
      const { frame, screen } = await open(kind, place)
      const seen = await frame.evaluate(look, screen)
      expect(seen.numbers.length).toBeGreaterThan(1)
      expect(all(seen.numbers)).toEqual([first])
      // A frame whose sibling carries the badge names no anchor.
      if (seen.anchors.length) expect(all(seen.anchors.map((texts) => texts.join('|')))).toEqual(['陆明岑'])
      expect(all(seen.controls)).toEqual([1])
    }
  },
)

it.each(Object.keys(kinds) as Kind[])(
  '%s: every row of the list, and no number where there is none',
  async (kind) => {
    const { frame, screen } = await open(kind, 'list')
    const { rows } = await frame.evaluate(look, screen)
    const expected = [...customers.slice(0, 15).map(({ number }) => number), null]
    expect(rows.map(({ numbers }) => all(numbers))).toEqual(expected.map((number) => [number]))
    expect(all(rows[0]?.anchors.flat() ?? [])).toEqual(['陆明岑'])
    for (const { anchors } of rows) expect(anchors.map(({ length }) => length)).toEqual([1, 1])
  },
)

async function fillOrder({ frame, screen }: Awaited<ReturnType<typeof open>>) {
  const css = (name: string) => {
    const [step] = screen.fields[name] ?? []
    return step?.label ? `tr:has(> td:text("${step.label[0]}")) ${step.css}` : (step?.css ?? '')
  }
  await frame.selectOption(css('product_code'), 'LC0182')
  await frame.waitForFunction(
    (fields) => host.readFields(document, fields).product_grade === '4',
    screen.fields,
  )
  await frame.fill(css('amount'), '200,000.00')
  await frame.check(css('risk_disclosed'))
  await frame.fill(css('remark'), '客户自己要求')
  return css
}

it.each(Object.keys(kinds) as Kind[])('%s: reads the order form and sends it once', async (kind) => {
  const before = crm.orders.length
  const opened = await open(kind, 'order')
  const { frame, screen } = opened
  await fillOrder(opened)
  expect(await frame.evaluate((fields) => host.readFields(document, fields), screen.fields)).toEqual({
    product_code: 'LC0182',
    product_grade: '4',
    product_minimum: '10,000.00',
    amount: '200,000.00',
    risk_disclosed: 'true',
    remark: '客户自己要求',
  })
  await frame.dblclick(screen.guards[0]?.press[0]?.css ?? '')
  await frame.waitForSelector('text=订单已受理')
  expect(crm.orders.slice(before)).toMatchObject([
    { via: kind, customer: first, product: 'LC0182', amount: 20_000_000, remark: '客户自己要求' },
  ])
})

it.each(Object.keys(kinds) as Kind[])('%s: the shortcut sends the order too', async (kind) => {
  const before = crm.orders.length
  const opened = await open(kind, 'order')
  const css = await fillOrder(opened)
  await opened.frame.press(css('amount'), kinds[kind].shortcut)
  await opened.frame.waitForSelector('text=订单已受理')
  expect(crm.orders.slice(before)).toMatchObject([{ via: kind, customer: first }])
})

it.each(Object.keys(kinds) as Kind[])('%s: the next customer takes the place of the first', async (kind) => {
  const { frame, screen } = await open(kind, 'detail')
  const documents: string[] = []
  page.on('framenavigated', (moved) => documents.push(moved.name()))
  await frame.click(kinds[kind].next)
  await frame.waitForFunction(
    (steps) => host.read(document, steps ?? []).text === 'B2',
    screen.customer?.number,
  )
  const expected = { frames: ['mainFrame', 'orderFrame'], webforms: [], spa: [''] }
  expect(all(documents).sort()).toEqual(expected[kind])
})

it('spa: the number stands in the value alone', async () => {
  const { frame } = await open('spa', 'detail')
  expect(await frame.getAttribute('input[name=custNo]', 'value')).toBeNull()
  expect(await frame.evaluate(() => document.documentElement.outerHTML)).not.toContain(first)
})
