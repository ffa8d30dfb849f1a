import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Crm } from '../crm/server.ts'
import { customers, first, startBank } from './bank.ts'

let crm: Crm
beforeAll(async () => {
  crm = await startBank()
})
afterAll(() => crm.close())

const address = (): string => `${crm.url}/webforms/customer?no=${first}`

async function open(path = address()): Promise<{ html: string; state: string }> {
  const html = await (await fetch(path)).text()
  return { html, state: /id="__VIEWSTATE" value="([^"]+)"/.exec(html)?.[1] ?? '' }
}

/** Splits length|type|id|content| and fails where a length is wrong. */
function readDelta(answer: string): Record<string, string> {
  const parts: Record<string, string> = {}
  for (let rest = answer; rest; ) {
    const [, length = '', type = '', id = ''] = /^(\d+)\|(\w+)\|(\w+)\|/.exec(rest) ?? []
    const start = `${length}|${type}|${id}|`.length
    const end = start + Number(length)
    if (!length || rest[end] !== '|') throw new Error(`no piece at ${rest.slice(0, 40)}`)
    parts[id] = rest.slice(start, end)
    rest = rest.slice(end + 1)
  }
  return parts
}

async function post(state: string, target: string, fields: Record<string, string> = {}, argument = '') {
  const own = { __EVENTTARGET: target, __EVENTARGUMENT: argument, __VIEWSTATE: state, __ASYNCPOST: 'true' }
  const body = new URLSearchParams({ ...own, ...fields })
  const parts = readDelta(await (await fetch(address(), { method: 'POST', body })).text())
  return { parts, state: parts.__VIEWSTATE ?? '' }
}

const shownNumber = (html = ''): string | undefined => /id="ctl00_cphMain_lblCustNo">([^<]*)</.exec(html)?.[1]

const order = {
  ctl00$cphMain$ddlProduct: 'LC0182',
  ctl00$cphMain$txtAmount: '200,000.00',
  ctl00$cphMain$ddlAccount: '6200',
  ctl00$cphMain$chkRisk: 'on',
  ctl00$cphMain$txtOrderRemark: '客户自己要求',
}

it('shows the customer asked for, in one form with its state', async () => {
  const { html, state } = await open()
  expect(shownNumber(html)).toBe(first)
  expect(html).toContain('id="ctl00_cphMain_lblCustName">陆明岑<')
  expect(html.match(/<form/g)).toHaveLength(1)
  expect(state).not.toBe('')
})

it('switches the customer in the answer of a postback, at the same address', async () => {
  const { state } = await open()
  const next = await post(state, 'ctl00$cphMain$btnNext')
  expect(shownNumber(next.parts.ctl00_cphMain_upMain)).toBe('B2')
  const back = await post(next.state, 'ctl00$cphMain$btnPrev')
  expect(shownNumber(back.parts.ctl00_cphMain_upMain)).toBe(first)
})

it('turns the pages of its list and opens the row that was pressed', async () => {
  const { state } = await open(`${crm.url}/webforms/`)
  const list = await post(state, 'ctl00$cphMain$gvList', {}, 'Page$2')
  expect(list.parts.ctl00_cphMain_upMain).toContain('第 2/3 页')
  const detail = await post(list.state, 'ctl00$cphMain$gvList', {}, 'Select$4')
  expect(shownNumber(detail.parts.ctl00_cphMain_upMain)).toBe(customers[19]?.number)
})

it('finds a customer by number', async () => {
  const { state } = await open()
  const found = await post(state, 'ctl00$btnQuick', { ctl00$txtQuickNo: 'B2' })
  expect(shownNumber(found.parts.ctl00_cphMain_upMain)).toBe('B2')
})

it('draws only the order anew when a product is chosen, and keeps what was typed', async () => {
  const { state } = await open()
  const { parts } = await post(state, 'ctl00$cphMain$ddlProduct', order)
  expect(Object.keys(parts)).toEqual(['ctl00_cphMain_upOrder', '__VIEWSTATE'])
  expect(parts.ctl00_cphMain_upOrder).toContain('R4 中高风险')
  expect(parts.ctl00_cphMain_upOrder).toContain('value="200,000.00"')
  expect(parts.ctl00_cphMain_upOrder).toContain('客户自己要求</textarea>')
})

it('takes an order once, however often the same state is posted', async () => {
  const before = crm.orders.length
  const { state } = await open()
  const [answer] = await Promise.all([1, 2].map(() => post(state, 'ctl00$cphMain$btnSubmit', order)))
  expect(answer?.parts.ctl00_cphMain_upOrder).toContain('订单已受理')
  expect(crm.orders.slice(before)).toMatchObject([
    { via: 'webforms', customer: first, amount: 20_000_000, riskDisclosed: true, remark: '客户自己要求' },
  ])
})

it('keeps a draft and a refused order from being orders', async () => {
  const before = crm.orders.length
  const { state } = await open()
  const saved = await post(state, 'ctl00$cphMain$btnSave', order)
  expect(saved.parts.ctl00_cphMain_upOrder).toContain('已暂存')
  const refused = await post(state, 'ctl00$cphMain$btnSubmit', { ...order, ctl00$cphMain$txtAmount: '1' })
  expect(refused.parts.ctl00_cphMain_upOrder).toContain('订单未受理：申购金额低于起购金额')
  expect(crm.orders).toHaveLength(before)
})

it('answers a full postback with a whole page', async () => {
  const { state } = await open()
  const body = new URLSearchParams({ __EVENTTARGET: 'ctl00$cphMain$btnNext', __VIEWSTATE: state })
  const html = await (await fetch(address(), { method: 'POST', body })).text()
  expect(html).toMatch(/^<!DOCTYPE/)
  expect(shownNumber(html)).toBe('B2')
})

it.each(['', 'AAAA', Buffer.from('{"view":"x"}').toString('base64')])(
  'refuses the state %j',
  async (state) => {
    const body = new URLSearchParams({ __EVENTTARGET: 'ctl00$cphMain$btnNext', __VIEWSTATE: state })
    expect((await fetch(address(), { method: 'POST', body })).status).toBe(400)
  },
)
