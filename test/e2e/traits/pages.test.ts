import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  byHand,
  fill,
  guards,
  openTraitAgent,
  shows,
  type TraitAgent,
  throughout,
  type Ways,
} from './agent.ts'

let agent: TraitAgent
beforeAll(async () => {
  agent = await openTraitAgent()
})
afterAll(() => agent?.close())

test('bare: neither ids nor classes nor names', async () => {
  const opened = await throughout(agent, 'bare')
  await guards(agent, opened)
  await opened.page.close()
})

test('strict-csp: a policy of nonces and trusted types, and nothing of ours against it', async () => {
  const opened = await throughout(agent, 'strict-csp')
  await fill(opened.page, 'LC0190', '1000000')
  expect(await opened.page.evaluate(() => Reflect.get(window, 'refused'))).toEqual([])
  await guards(agent, opened)
  await opened.page.close()
})

test('quirks: the page checks, disables and sends as if nobody looked', async () => {
  const opened = await throughout(agent, 'quirks')
  const { page } = opened
  expect(await page.evaluate(() => document.compatMode)).toBe('BackCompat')
  await fill(page, 'LC0101', '100000')
  await page.click('text="提 交"')
  await page.waitForSelector('text=请选择扣款账户')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('zh')
  expect(await page.isEnabled('input[name=go]')).toBe(true)
  expect(agent.sent()).toEqual([])
  await page.selectOption('select[name=zh]', '活期')
  // Twice, as impatient hands do.
  await guards(agent, opened, { ...byHand(page), send: () => page.dblclick('input[name=go]') })
  expect(await page.isEnabled('input[name=go]')).toBe(false)
  await page.close()
})

test.each(['gbk-header', 'gbk-meta', 'big5-header', 'big5-meta', 'utf8-header', 'utf8-meta'])(
  'encoding: %s',
  async (path) => {
    const opened = await throughout(agent, `encoding/${path}`)
    const encoding = { gbk: 'GBK', big5: 'Big5', utf8: 'UTF-8' }[path.replace(/-.*/, '')]
    expect(await opened.page.evaluate(() => document.characterSet)).toBe(encoding)
    await guards(agent, opened)
    await opened.page.close()
  },
)

/** The page's form answers to nothing but its fields, also for those who drive a browser. */
const aroundForm = (page: Page, button: string): Ways => ({
  fill: (product, amount) =>
    page.evaluate(
      ([code = '', yuan = '']) => {
        const find = (name: string) => document.querySelector(`[name=${name}]`) as HTMLInputElement
        Object.assign(find('cp'), { value: code })
        Object.assign(find('je'), { value: yuan })
        find('fx').checked = true
      },
      [product, amount],
    ),
  async send() {
    await page.evaluate(
      (value) => document.querySelector<HTMLElement>(`input[value="${value}"]`)?.focus(),
      button,
    )
    await page.keyboard.press('Space')
  },
})

test.each(['提 交', '脚本提交'])(
  'shadowing: fields that hide the properties of the form: %s',
  async (button) => {
    const opened = await throughout(agent, 'shadowing', async ({ page }) =>
      page.goto(await page.evaluate(() => document.querySelector('a')?.href ?? '')),
    )
    await guards(agent, opened, aroundForm(opened.page, button))
    await opened.page.close()
  },
)

test.each(['submit', 'requestSubmit', 'of a frame', 'by a frame'])(
  'script-form: a form made by script, sent by %s',
  async (way) => {
    const opened = await throughout(agent, 'script-form')
    await guards(agent, opened, {
      fill: (product, amount) => fill(opened.page, product, amount),
      send: () => opened.page.click(`input[value="${way}"]`),
    })
    await opened.page.close()
  },
)

test('script-form: an order sent before its verdict is known goes out once, though its form is gone', async () => {
  const { page, eyes } = await throughout(agent, 'script-form')
  agent.sent()
  await page.evaluate(() => {
    const find = (name: string) => document.querySelector(`[name=${name}]`) as HTMLInputElement
    Object.assign(find('cp'), { value: 'LC0101' })
    Object.assign(find('je'), { value: '100000' })
    find('fx').checked = true
    document.querySelector<HTMLElement>('input[value=submit]')?.click()
  })
  await expect.poll(() => agent.stand.crm?.sent.length).toBe(1)
  await eyes.never('sent twice', () => agent.stand.crm?.sent.length !== 1, 300)
  expect(await page.locator('form').count()).toBe(0)
  agent.sent()
  await page.close()
})

test('link: an order that goes out by a link', async () => {
  const opened = await throughout(agent, 'link')
  await guards(agent, opened, {
    fill: (product, amount) => fill(opened.page, product, amount),
    send: () => opened.page.click('text=提交申请'),
  })
  await opened.page.close()
})

test('number-form: numbers with a mark before them and zeros up to a length', async () => {
  const { page, eyes } = await throughout(agent, 'number-form')
  await shows(eyes, agent.key8.second)
  await page.close()
})
