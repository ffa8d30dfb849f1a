import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openLocalD1 } from '../../db/local.ts'
import { customerUrl, fillOrder, orderFrame, pressSubmit } from '../stand/crm-driver.ts'
import type { Seen } from '../stand/eyes.ts'
import { HOME } from '../stand/paths.ts'
import { firstCustomer, inOrder, tooRisky } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

/** Pictures of each moment, to be looked at. */
const FOLDER = join(HOME, 'call')

const WORDS = {
  'zh-CN': {
    typed: '电话里申购',
    script: '电话介绍和申购',
    over: '做完了',
    accept: /接受/,
  },
  en: { typed: 'phone sale', script: /phone/i, over: 'All done in', accept: /Accept/ },
} as const
type Language = keyof typeof WORDS

let agent: Agent
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true })
  agent = await openAgent()
})
afterAll(() => agent?.close())

const badge = ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none'
const stop = ({ kind }: Seen) => kind === 'stop'
const orders = () => agent.stand.crm?.orders.length ?? 0
const now = (panel: Page) => panel.locator('.steps .now')

async function stored(query: string): Promise<Record<string, unknown>[]> {
  const { playbook, customers, close } = await openLocalD1(join(agent.home, 'state'))
  const db = query.includes('script_run') ? playbook : customers
  const { results } = await db.prepare(query).all<Record<string, unknown>>()
  await close()
  return results
}

async function picture(name: string, lang: Language, page: Page, panel: Page): Promise<void> {
  await page.screenshot({ path: join(FOLDER, `${lang}-${name}-page.png`) })
  await panel.screenshot({ path: join(FOLDER, `${lang}-${name}-panel.png`), fullPage: true })
}

async function walk(panel: Page, lang: Language, half: () => Promise<void>): Promise<void> {
  const { typed, script, over } = WORDS[lang]
  await panel.bringToFront()
  await panel.keyboard.press('/')
  await panel.keyboard.type(typed)
  await panel.locator('[role=option][aria-selected=true]').filter({ hasText: script }).waitFor()
  await panel.keyboard.press('Enter')
  for (let step = 0; step < 16; step++) {
    if (step === 3) await half()
    const before = await now(panel).textContent({ timeout: 10_000 })
    await panel.keyboard.press('Enter')
    if (await panel.getByText(over).count()) return
    await expect
      .poll(async () => ((await panel.getByText(over).count()) ? '' : now(panel).textContent()))
      .not.toBe(before)
    if (await panel.getByText(over).count()) return
  }
  throw new Error('the script has no end')
}

describe.each(Object.keys(WORDS) as Language[])('in %s', (lang) => {
  test('a call from ring to close: view, tips, checks and script for the customer on the line, and nothing of it afterwards', async () => {
    const [customer, next] = [firstCustomer(agent.stand).number, agent.stand.data.customers[5]?.number ?? '']
    const [before, outcomes] = [orders(), (await stored('select id from outcome')).length]
    // It rings, and the agent opens the customer.
    const { page, eyes } = await agent.open('spa', customer)
    const shown = await eyes.wait('badge', badge, 30_000)
    const panel = await agent.panel(page)
    await panel.evaluate((language) => chrome.runtime.sendMessage({ type: 'language', language }), lang)
    await panel.locator(`[lang=${lang}] main`).waitFor()
    await panel.locator('.event').first().waitFor({ timeout: 30_000 })
    await expect.poll(() => panel.locator('.tip').count()).toBeGreaterThan(0)
    const keyShort = /[0-9a-f]{4}…[0-9a-f]{4}/.exec(await panel.locator('main').innerText())?.[0] ?? ''
    expect(keyShort.slice(0, 4)).toBe(shown.key8.slice(0, 4))
    await picture('1-ring', lang, page, panel)

    // What does not suit is stopped before the CRM has it.
    await pressSubmit(await fillOrder(page, 'spa', tooRisky(agent.stand)), 'spa')
    await eyes.wait('the stop', stop)
    await page.bringToFront()
    await picture('2-stop', lang, page, panel)
    expect(orders()).toBe(before)

    // The script is walked by keys, and what it discloses turns the checks.
    await walk(panel, lang, () => picture('3-script', lang, page, panel))

    // A tip is answered, and what suits goes through, once.
    const tip = panel.locator('.tip').first()
    const said = await tip.locator('.say').innerText()
    await tip.getByRole('button', { name: WORDS[lang].accept }).click()
    await expect.poll(() => panel.locator('.tip .say').first().innerText()).not.toBe(said)
    await page.reload()
    await orderFrame(page, 'spa')
    await eyes.wait('badge', badge, 30_000)
    await pressSubmit(await fillOrder(page, 'spa', inOrder(agent.stand)), 'spa')
    await expect.poll(orders, { timeout: 10_000 }).toBe(before + 1)
    await picture('4-order', lang, page, panel)

    // The next customer is on the screen: the call is over, and nothing of it is left.
    await page.goto(customerUrl(agent.stand.crmUrl, 'webforms', next))
    await eyes.wait('another badge', (one) => badge(one) && one.key8 !== shown.key8, 30_000)
    await panel.locator('.events[aria-busy=false]').waitFor({ timeout: 30_000 })
    await expect.poll(() => panel.locator('main').innerText()).not.toContain(keyShort)
    await expect.poll(() => panel.locator('.steps').count()).toBe(0)
    await picture('5-next', lang, page, panel)

    // All of it is on record: looks, what was done, how long steps took.
    const key = `like '${shown.key8}%'`
    await expect
      .poll(
        async () =>
          (await stored(`select kind from outcome where customer_key ${key}`)).map(({ kind }) => kind),
        { timeout: 30_000 },
      )
      .toEqual(expect.arrayContaining(['accepted', 'blocked', 'done']))
    expect((await stored('select id from outcome')).length).toBeGreaterThan(outcomes)
    expect((await stored("select 1 from access where action = 'view.read'")).length).toBeGreaterThan(1)
    await expect
      .poll(async () => (await stored('select finished from script_run order by rowid desc limit 1'))[0], {
        timeout: 30_000,
      })
      .toEqual({ finished: 1 })
    await panel.close()
    await page.close()
  })
})
