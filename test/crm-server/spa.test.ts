import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Crm } from '../crm/server.ts'
import { first, startBank } from './bank.ts'

let crm: Crm
beforeAll(async () => {
  crm = await startBank()
})
afterAll(() => crm.close())

const get = async (path: string) => (await fetch(`${crm.url}/spa/${path}`)).json()

const send = (order: object) =>
  fetch(`${crm.url}/spa/api/orders`, { method: 'POST', body: JSON.stringify(order) })

it('sends an empty page under a policy that allows no inline script and no frame', async () => {
  const response = await fetch(`${crm.url}/spa/`)
  const policy = response.headers.get('content-security-policy')
  expect(policy).toContain("script-src 'self'")
  expect(policy).toContain("frame-src 'none'")
  expect(policy).not.toContain('unsafe')
  const html = await response.text()
  expect(html).not.toContain(first)
  expect(html).not.toMatch(/ style=|<script>/)
})

it('answers a page of the list, ending with the person who has no number yet', async () => {
  const { rows, pages, total } = await get('api/customers?page=1')
  expect([rows.length, pages, total]).toEqual([16, 3, 40])
  expect(rows[0]).toMatchObject({ number: first, name: '陆明岑', assets: '862,401.00', type: '个人' })
  expect(rows[1]).toMatchObject({ number: 'B2', assets: '--', grade: '--' })
  expect(rows[2].type).toBe('个体工商户')
  expect(rows[15].number).toBe('')
  expect((await get('api/customers?page=2')).rows).toHaveLength(15)
})

it('answers one customer with neighbours, or a problem', async () => {
  const customer = await get(`api/customers/${first}`)
  expect(customer).toMatchObject({ number: first, next: 'B2' })
  expect(customer.accounts).toHaveLength(2)
  expect(await get('api/customers/nobody')).toEqual({ problem: '查无此客户' })
})

it('sells everything but deposits', async () => {
  expect(await get('api/products')).toMatchObject([
    { code: 'LC0001', grade: 'R1 低风险' },
    { code: 'LC0182', grade: 'R4 中高风险', minimum: '10,000.00' },
  ])
})

it('takes an order once and refuses with a reason', async () => {
  const before = crm.orders.length
  const { ticket } = await get(`api/customers/${first}`)
  const order = {
    ticket,
    customer: first,
    product: 'LC0182',
    amount: '200000',
    account: '',
    riskDisclosed: true,
    remark: '',
  }
  expect(await (await send({ ...order, product: '' })).json()).toEqual({ problem: '请选择产品代码' })
  const answers = await Promise.all([send(order), send(order)])
  expect(answers.map(({ status }) => status)).toEqual([200, 200])
  expect((await send({ ...order, amount: 5 })).status).toBe(400)
  expect(crm.orders.slice(before)).toMatchObject([{ via: 'spa', customer: first, amount: 20_000_000 }])
  expect(await (await fetch(`${crm.url}/orders.json`)).json()).toEqual(crm.orders)
})
