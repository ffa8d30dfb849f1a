import * as z from 'zod'
import type { Base, Customer } from '../base.ts'
import { html } from '../html.ts'
import { type Answer, type Asked, json, page, type Section } from '../http.ts'
import type { OrderBook } from '../orders.ts'
import { listRows } from '../rows.ts'
import { accountOf, accountsOf, sheetOf } from '../sheet.ts'
import { shell } from '../shell.ts'
import { productGrade, yuan } from '../words.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "frame-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const SentOrder = z.object({
  ticket: z.string(),
  customer: z.string(),
  product: z.string(),
  amount: z.string(),
  account: z.string(),
  riskDisclosed: z.boolean(),
  remark: z.string(),
})

function application(): Answer {
  const answer = page(html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>客户关系管理系统</title>
<link rel="stylesheet" href="/assets/bank.css"><script type="module" src="/assets/spa/app.js"></script></head>
<body>${shell(html`<div id="app"></div>`)}</body></html>`)
  answer.headers['content-security-policy'] = POLICY
  return answer
}

const listOf = (base: Base, query: URLSearchParams) => {
  const text = query.get('q') ?? ''
  const list = base.list(Number(query.get('page')), text)
  return { ...list, rows: listRows(base, list, text) }
}

const customerOf = (base: Base, customer: Customer, ticket: string) => ({
  number: customer.number,
  fields: sheetOf(base, customer),
  account: accountOf(base, customer),
  accounts: accountsOf(base, customer),
  previous: base.neighbour(customer.number, -1),
  next: base.neighbour(customer.number, 1),
  ticket,
})

const productsOf = (base: Base) =>
  base.products.map(({ code, name, grade, minimum }) => ({
    code,
    name: name.zh,
    grade: productGrade(grade),
    minimum: yuan(minimum),
  }))

function takeOrder(book: OrderBook, body: Buffer): Answer {
  const sent = SentOrder.safeParse(JSON.parse(body.toString()))
  if (!sent.success) return json({ problem: '报文格式不正确' }, 400)
  const { ticket, ...form } = sent.data
  const order = book.take('spa', ticket, form)
  return typeof order === 'string'
    ? json({ problem: order }, 422)
    : json({ id: order.id, ticket: book.ticket() })
}

/** The single-page CRM: one empty page under a strict policy, and what its script asks for. */
export function spaSection(base: Base, book: OrderBook): Section {
  return ({ method, path, query, body }: Asked) => {
    if (path === '/spa/') return application()
    if (path === '/spa/api/customers') return json(listOf(base, query))
    if (path === '/spa/api/products') return json(productsOf(base))
    if (path === '/spa/api/orders' && method === 'POST') return takeOrder(book, body)
    const number = /^\/spa\/api\/customers\/([^/]+)$/.exec(path)?.[1]
    if (!number) return null
    const customer = base.find(decodeURIComponent(number))
    return customer ? json(customerOf(base, customer, book.ticket())) : json({ problem: '查无此客户' }, 404)
  }
}
