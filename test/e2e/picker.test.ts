import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAdapter } from '../../db/packs/adapter.ts'
import type { Adapter } from '../../worker/contract/adapter.ts'
import { axeFaults } from '../panel/axe.ts'
import { serviceWorker } from '../stand/browser.ts'
import { type CrmKind, customerUrl, fillOrder, KINDS, orderFrame, pressSubmit } from '../stand/crm-driver.ts'
import { Eyes, type Seen } from '../stand/eyes.ts'
import { firstCustomer, tooRisky } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'
import { reach } from './reach.ts'

/** Where things stand on the simulator's pages: eyes for the mouse, which is all that the picker gets to know. */
const AT: Record<CrmKind, Record<string, string>> = {
  frames: {
    客户号: 'td:text-is("客户号：") + td',
    客户姓名: 'td:text-is("客户姓名：") + td b',
    提交按钮: 'input[name=submit]',
    备注: 'textarea[name=bz]',
    产品代码: 'select[name=cpdm]',
    申购金额: 'input[name=je]',
    已读风险揭示: 'input[name=fxjs]',
  },
  webforms: {
    客户号: 'span[id$=_lblCustNo]',
    客户姓名: 'span[id$=_lblCustName]',
    提交按钮: 'input[id$=_btnSubmit]',
    备注: 'textarea[id$=_txtOrderRemark]',
    产品代码: 'select[id$=_ddlProduct]',
    申购金额: 'input[id$=_txtAmount]',
    已读风险揭示: 'input[id$=_chkRisk]',
  },
  spa: {
    客户号: 'input[name=custNo]',
    客户姓名: 'b.name',
    提交按钮: 'form.order-form button[type=submit]',
    备注: 'textarea[name=orderRemark]',
    产品代码: 'select[name=productCode]',
    申购金额: 'input[name=amount]',
    已读风险揭示: 'input[name=riskDisclosed]',
  },
}
const OF_CUSTOMER = ['客户号', '客户姓名']
const SHORTCUT: Record<CrmKind, string> = { frames: 'F9', webforms: 'F9', spa: 'Control+Enter' }

let agent: Agent
const files: Partial<Record<CrmKind, string>> = {}
beforeAll(async () => {
  // The hosts alone: a second origin on which the same simulator answers.
  const hosts = readAdapter(join(import.meta.dirname, 'foreign/adapter.json'))
  agent = await openAgent({
    adapters: [{ ...hosts, hosts: ['http://localhost:*/*'] }],
    playbook: (shipped) => ({ ...shipped, adapters: [] }),
  })
})
afterAll(() => agent?.close())

async function openPicker(page: Page): Promise<Page> {
  const worker = await serviceWorker(agent.context)
  const tab = await worker.evaluate(
    async (url) => (await chrome.tabs.query({})).find((one) => one.url === url)?.id,
    page.url(),
  )
  const picker = await agent.context.newPage()
  await picker.setViewportSize({ width: 400, height: 1200 })
  await picker.goto(`chrome-extension://${agent.stand.extensionId}/tabs/picker.html?tab=${tab}`)
  await picker.getByRole('heading', { level: 1 }).waitFor()
  return picker
}

async function frameOf(page: Page, kind: CrmKind, what: string): Promise<Frame> {
  if (!OF_CUSTOMER.includes(what)) return orderFrame(page, kind)
  return (kind === 'frames' && page.frame('mainFrame')) || page.mainFrame()
}

/** Chooses in the picker and waits until the page answers to the pointer; says where that is. */
async function aim(page: Page, picker: Page, frame: Frame, what: string, css: string) {
  await picker.getByRole('button', { name: `指一指：${what}` }).click()
  const target = frame.locator(css).first()
  await target.scrollIntoViewIfNeeded()
  const box = await target.boundingBox()
  if (!box) throw new Error(`${what} is not on the page`)
  const [x, y] = [box.x + Math.min(box.width / 2, 40), box.y + box.height / 2]
  await expect
    .poll(
      async () => {
        await page.mouse.move(x - 1, y)
        await page.mouse.move(x, y)
        return frame.locator('fineline-outline').count()
      },
      { timeout: 10_000 },
    )
    .toBe(1)
  return { x, y }
}

async function pointAt(page: Page, picker: Page, kind: CrmKind, what: string): Promise<void> {
  const frame = await frameOf(page, kind, what)
  const { x, y } = await aim(page, picker, frame, what, AT[kind][what] ?? '')
  await page.mouse.click(x, y)
  await picker
    .getByRole('button', { name: `去掉：${what}` })
    .first()
    .waitFor()
}

const customers = () => {
  const first = firstCustomer(agent.stand).number
  const others = agent.stand.data.customers.map(({ number }) => number).filter((number) => number !== first)
  return [first, ...others.slice(0, 2)]
}

async function teach(kind: CrmKind): Promise<Page> {
  const [first = '', ...others] = customers()
  const page = await agent.context.newPage()
  await page.goto(customerUrl(agent.stand.crmUrl, kind, first))
  const picker = await openPicker(page)
  for (const what of ['客户号', '客户姓名', '提交按钮', '备注']) await pointAt(page, picker, kind, what)
  await picker.getByRole('button', { name: '其他字段' }).click()
  for (const what of ['产品代码', '申购金额', '已读风险揭示']) await pointAt(page, picker, kind, what)
  await picker.getByLabel('不用鼠标的快捷键').press(SHORTCUT[kind])
  for (const number of others) {
    await page.goto(customerUrl(agent.stand.crmUrl, kind, number))
    await picker.locator('.visits li', { hasText: number }).waitFor()
  }
  await expect.poll(() => picker.locator('.health').textContent()).toContain('100 %')
  expect(agent.stand.crm?.orders).toEqual([])
  await page.close()
  return picker
}

async function save(picker: Page, kind: CrmKind, name: string = kind): Promise<Adapter> {
  const [saved] = await Promise.all([
    picker.waitForEvent('download'),
    picker.getByRole('button', { name: '下载' }).click(),
  ])
  const file = join(agent.home, `${name}.json`)
  await saved.saveAs(file)
  if (name === kind) files[kind] = file
  return readAdapter(file)
}

test.each(KINDS)('%s: pointing alone makes an adapter that holds nothing of a customer', async (kind) => {
  const picker = await teach(kind)
  const adapter = await save(picker, kind)
  const text = await readFile(files[kind] ?? '', 'utf8')
  for (const number of customers()) expect(text).not.toContain(number)
  expect(adapter.numberPattern).toBe('^[0-9]{12}$')
  expect(adapter.screens.flatMap(({ guards }) => guards)).toHaveLength(1)
  await picker.close()
})

test('the picker in both languages: axe finds nothing, and Tab reaches every control', async () => {
  const [number = ''] = customers()
  const page = await agent.context.newPage()
  await page.goto(customerUrl(agent.stand.crmUrl, 'webforms', number))
  const picker = await openPicker(page)
  for (const what of ['客户号', '客户姓名']) await pointAt(page, picker, 'webforms', what)
  await picker.emulateMedia({ reducedMotion: 'reduce' })
  await picker.bringToFront()
  for (const language of ['zh-CN', 'en']) {
    await picker.evaluate((to) => chrome.runtime.sendMessage({ type: 'language', language: to }), language)
    await picker.reload()
    await picker.locator(`[lang=${language}] h1`).waitFor()
    // What was taught outlives the reload.
    await picker
      .getByRole('button', { name: `${language === 'en' ? 'Remove: Customer name' : '去掉：客户姓名'}` })
      .waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await picker.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await axeFaults(picker), `${language} ${colorScheme}`).toEqual([])
    }
    const { all, reached } = await reach(picker)
    expect(reached, language).toEqual(all)
  }
  await picker.evaluate(() => chrome.runtime.sendMessage({ type: 'language', language: 'zh-CN' }))
  await picker.close()
  await page.close()
})

/** Breaks an adapter at four places and reads what the self-test says of each. */
async function expectSelfTest(picker: Page, adapter: Adapter): Promise<void> {
  const [screen] = adapter.screens
  const number = { label: ['客户号'], pattern: '^X$' }
  const customer = { number: [{ label: ['客户编码'] }, number], anchor: [{ css: ':text(x)' }] }
  const broken = {
    ...adapter,
    screens: [{ ...screen, customer, guards: [{ id: 'order', press: [{ css: '#no' }] }] }],
  }
  const buffer = Buffer.from(JSON.stringify(broken))
  await picker
    .getByLabel('自检一个文件')
    .setInputFiles({ name: 'broken.json', mimeType: 'application/json', buffer })
  await picker.getByText('正在自检文件：broken.json').waitFor()
  const test = picker.locator('.screen-test')
  await test.getByText('4 项不成立').waitFor()
  await test.getByRole('button').click()
  const fails = await test.locator('.step-test:has(.fail)').allInnerTexts()
  expect(fails.map((text) => text.replace(/\s+/g, ' ').trim())).toEqual([
    '客户号读法 客户编码 找不到元素',
    '客户号读法 客户号 文字与 pattern 不符',
    '姓名位置 :text(x) 浏览器不认识这个选择器',
    '按钮 order #no 找不到元素',
  ])
}

test('a frame of another origin: the page never gets the press, and keys do as well as the pointer', async () => {
  const [number = ''] = customers()
  const page = await agent.context.newPage()
  await page.goto(`${agent.stand.crmUrl}/`)
  const other = agent.stand.crmUrl.replace('127.0.0.1', 'localhost')
  await page.evaluate((src) => {
    document.body.append(Object.assign(document.createElement('iframe'), { src, width: 900, height: 600 }))
  }, `${other}/frames/detail.do?khh=${number}`)
  await expect.poll(() => page.frames().length).toBe(2)
  const [, frame] = page.frames()
  if (!frame) throw new Error('no frame')
  await frame.waitForSelector(AT.frames.客户号 ?? '')
  await page
    .frameLocator('iframe')
    .locator('body')
    .click({ position: { x: 400, y: 4 } })
  const heard = await frame.evaluateHandle(() => {
    const types: string[] = []
    for (const type of ['pointerdown', 'mousedown', 'mouseup', 'click', 'keydown', 'keyup'])
      document.addEventListener(type, () => types.push(type), true)
    return types
  })
  const picker = await openPicker(page)
  const { x, y } = await aim(page, picker, frame, '客户号', AT.frames.客户号 ?? '')
  await page.mouse.click(x, y)
  await picker.getByText(`现在读到：${number}`).waitFor()
  await aim(page, picker, frame, '客户姓名', AT.frames.客户姓名 ?? '')
  for (const key of ['ArrowUp', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
  await picker.getByRole('button', { name: '去掉：客户姓名' }).waitFor()
  await aim(page, picker, frame, '提交按钮', 'td')
  await page.keyboard.press('Escape')
  await picker.getByRole('button', { name: '取消' }).waitFor({ state: 'detached' })
  await expect.poll(() => frame.locator('fineline-outline').count()).toBe(0)
  expect(await heard.jsonValue()).toEqual([])
  const adapter = await save(picker, 'frames', 'other-origin')
  expect(adapter.hosts).toEqual([`${other}/*`])
  await expectSelfTest(picker, adapter)
  await picker.close()
  await page.close()
})

const isBadge = ({ kind, mark }: Seen) => kind === 'badge' && mark !== 'none'

test('a fresh stand reads and guards all three by those files', async () => {
  const adapters = KINDS.map((kind) => readAdapter(files[kind] ?? ''))
  const other = await openAgent({
    adapters,
    crmUrl: agent.stand.crmUrl,
    playbook: (shipped) => ({ ...shipped, adapters }),
  })
  try {
    for (const kind of KINDS) {
      const page = await other.context.newPage()
      const eyes = await Eyes.open(page)
      await page.goto(customerUrl(agent.stand.crmUrl, kind, firstCustomer(agent.stand).number))
      await eyes.wait(`the badge on ${kind}`, isBadge, 30_000)
      const frame = await fillOrder(page, kind, tooRisky(agent.stand))
      await pressSubmit(frame, kind)
      await eyes.wait(`the stop on ${kind}`, ({ kind: piece, mark }) => piece === 'stop' && mark === 'block')
      expect(agent.stand.crm?.orders).toEqual([])
      await page.close()
    }
  } finally {
    await other.close()
  }
})
