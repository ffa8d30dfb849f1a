import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAdapter } from '../../db/packs/adapter.ts'
import type { Adapter } from '../../worker/contract/adapter.ts'
import { serviceWorker } from '../stand/browser.ts'
import { type CrmKind, customerUrl, fillOrder, KINDS, orderFrame, pressSubmit } from '../stand/crm-driver.ts'
import { Eyes, type Seen } from '../stand/eyes.ts'
import { firstCustomer, tooRisky } from '../stand/story.ts'
import { type Agent, openAgent } from './agent.ts'

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
  agent = await openAgent({ playbook: (shipped) => ({ ...shipped, adapters: [] }) })
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

/** Chooses in the picker, waits until the page answers to the pointer, and presses there. */
async function pointAt(page: Page, picker: Page, kind: CrmKind, what: string): Promise<void> {
  await picker.getByRole('button', { name: `指一指：${what}` }).click()
  const frame = await frameOf(page, kind, what)
  const target = frame.locator(AT[kind][what] ?? '').first()
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

async function save(picker: Page, kind: CrmKind): Promise<Adapter> {
  const [saved] = await Promise.all([
    picker.waitForEvent('download'),
    picker.getByRole('button', { name: '下载' }).click(),
  ])
  const file = join(agent.home, `${kind}.json`)
  await saved.saveAs(file)
  files[kind] = file
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
