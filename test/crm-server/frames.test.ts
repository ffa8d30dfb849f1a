import iconv from 'iconv-lite'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { encodeGbk, readGbkForm } from '../crm/frames/gbk.ts'
import type { Crm } from '../crm/server.ts'
import { first, startBank } from './bank.ts'

let crm: Crm
beforeAll(async () => {
  crm = await startBank()
})
afterAll(() => crm.close())

async function get(path: string) {
  const response = await fetch(`${crm.url}/frames/${path}`)
  const bytes = Buffer.from(await response.arrayBuffer())
  return { type: response.headers.get('content-type'), bytes, text: iconv.decode(bytes, 'gbk') }
}

const gbkForm = (fields: Record<string, string>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${encodeGbk(value).toString('hex').replace(/../g, '%$&')}`)
    .join('&')

async function post(fields: Record<string, string>): Promise<string> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const response = await fetch(`${crm.url}/frames/order.do`, {
    method: 'POST',
    headers,
    body: gbkForm(fields),
  })
  return iconv.decode(Buffer.from(await response.arrayBuffer()), 'gbk')
}

it('is a frameset without a doctype, whose frames show the customer asked for', async () => {
  const { text } = await get(`?customer=${first}`)
  expect(text).toMatch(/^<HTML>/)
  for (const frame of ['list.do', `detail.do?khh=${first}`, `order.do?khh=${first}`]) {
    expect(text).toContain(`src="${frame}"`)
  }
})

it('says its encoding in the header of the list, and in the page alone of the detail', async () => {
  const list = await get('list.do')
  const detail = await get(`detail.do?khh=${first}`)
  expect(list.type).toBe('text/html; charset=GBK')
  expect(detail.type).toBe('text/html')
  expect(detail.text).toContain('charset=gb2312')
})

it('sends GBK bytes and no UTF-8', async () => {
  const { bytes, text } = await get(`detail.do?khh=${first}`)
  expect(bytes.includes(Buffer.from('c2bdc3f7e1af', 'hex'))).toBe(true)
  expect(text).toContain('<B>陆明岑</B>')
  expect(bytes.includes(Buffer.from('客户号'))).toBe(false)
})

it('gives data cells neither id nor class', async () => {
  const { text } = await get(`detail.do?khh=${first}`)
  expect(text).toContain(`客户号：</TD><TD bgcolor="#ffffff" align="left">${first}</TD>`)
  expect(text).not.toMatch(/<TD[^>]*\s(?:id|class)=/)
})

it('shows what is known and -- for the rest', async () => {
  const known = await get(`detail.do?khh=${first}`)
  for (const text of ['862,400.00', 'C3 平衡型', '2009-04-27', '10000002260', '退休', '虚构省']) {
    expect(known.text).toContain(`>${text}`)
  }
  const unknown = await get('detail.do?khh=B2')
  expect(unknown.text).toMatch(/风险等级：<\/TD><TD[^>]*>--<\/TD>/)
})

it('asks for a customer where none was chosen, and says where there is none', async () => {
  expect((await get('detail.do')).text).toContain('请先在列表中选择客户')
  expect((await get('order.do?khh=1')).text).toContain('查无此客户')
})

it.each(['普通汉字', '中英 mixed 100%', 'a&b=c+d', '\u{1F600}表情'])('reads back %s', (value) => {
  const sent = readGbkForm(Buffer.from(gbkForm({ bz: value })))
  expect(sent.get('bz')).toBe(value.replace('\u{1F600}', '&#128512;'))
})

it('takes an order once, with its words intact', async () => {
  const before = crm.orders.length
  const { text } = await get(`order.do?khh=${first}`)
  const token = /name="token" value="(\w+)"/.exec(text)?.[1] ?? ''
  const fields = {
    khh: first,
    token,
    cpdm: 'LC0182',
    je: '200,000.00',
    zh: '6200',
    fxjs: '1',
    bz: '客户自己要求',
  }
  expect(await post({ ...fields, action: 'apply' })).toContain('订单已受理')
  expect(await post({ ...fields, action: 'apply' })).toContain('订单已受理')
  expect(crm.orders.slice(before)).toEqual([
    {
      id: expect.stringMatching(/^SG\d{8}$/),
      via: 'frames',
      customer: first,
      product: 'LC0182',
      amount: 20_000_000,
      account: '6200',
      riskDisclosed: true,
      remark: '客户自己要求',
    },
  ])
})

it('refuses with a reason and keeps a draft from being an order', async () => {
  const before = crm.orders.length
  expect(await post({ khh: first, token: 'T1', cpdm: 'LC0182', je: '' })).toContain(
    '订单未受理：申购金额不正确',
  )
  expect(await post({ action: 'save', khh: first, cpdm: 'LC0182', je: '20000' })).toBe('已暂存')
  expect(crm.orders).toHaveLength(before)
})
