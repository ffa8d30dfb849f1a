import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Product } from '../../worker/contract/playbook.ts'
import { assetsSection } from './assets.ts'
import { type Base, type Customer, makeBase } from './base.ts'
import { callsSection } from './calls/section.ts'
import { framesSection } from './frames/section.ts'
import { hostileSection } from './hostile/section.ts'
import { html } from './html.ts'
import { type Answer, type Asked, json, page, readAsked, respond, type Section, send } from './http.ts'
import { type Order, type OrderBook, openOrderBook } from './orders.ts'
import type { Person } from './people.ts'
import { spaSection } from './spa/section.ts'
import { traitsSection } from './traits/section.ts'
import { webformsSection } from './webforms/section.ts'

export type { Customer, Order, Person }

export interface CrmOptions {
  /** 0 takes any free port. */
  port: number
  customers: Customer[]
  products: Product[]
  /** What to show of some persons instead of what is made up, by customer number. */
  people?: Record<string, Partial<Person>>
}

export interface Crm {
  /** Origin without a slash at the end. */
  url: string
  /** Every order the CRM took, oldest first; grows while it runs. */
  orders: Order[]
  /** Every form that a page below `/traits/` or `/calls/` sent, as `trait?fields`, oldest first; grows while it runs. */
  sent: string[]
  close(): Promise<void>
}

function indexPage(base: Base): Answer {
  const number = encodeURIComponent(base.numbers[0] ?? '')
  return page(html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>衡川银行内部系统导航</title><link rel="stylesheet" href="/assets/bank.css"></head>
<body><div class="top"><b>衡川银行内部系统导航</b></div>
<fieldset><legend>客户关系管理系统</legend><table class="d">
<tr><th>系统</th><th>客户列表</th><th>客户详细信息</th></tr>
<tr><td>框架版（GBK）</td><td><a href="/frames/">打开</a></td><td><a href="/frames/?customer=${number}">打开</a></td></tr>
<tr><td>WebForms 版</td><td><a href="/webforms/">打开</a></td><td><a href="/webforms/customer?no=${number}">打开</a></td></tr>
<tr><td>单页版</td><td><a href="/spa/">打开</a></td><td><a href="/spa/#/customer/${number}">打开</a></td></tr>
</table><p>电话银行：<a href="/calls/">来电队列</a></p></fieldset></body></html>`)
}

function commonSection(base: Base, { orders }: OrderBook): Section {
  return ({ path }) => {
    if (path === '/') return indexPage(base)
    if (path === '/favicon.ico') return respond('image/x-icon', '', 204)
    if (path === '/orders.json') return json(orders)
    if (path === '/numbers.json') return json(base.numbers)
    return null
  }
}

function answerWith(sections: Section[], asked: Asked): Answer {
  for (const section of sections) {
    const answer = section(asked)
    if (answer) return answer
  }
  return page(html`页面不存在`, 404)
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`CRM simulator: port ${port} is taken`) : error),
    )
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

/**
 * Starts the three legacy CRMs on one loopback port: `/frames/`, `/webforms/` and `/spa/`; the telephone's pages below
 * `/calls/`; below `/traits/` a small page for each thing that old pages do, and below `/hostile/` one for each means of
 * a page against Fineline.
 * Rejects where the port is taken.
 */
export async function startCrm({ port, customers, products, people = {} }: CrmOptions): Promise<Crm> {
  const base = makeBase(customers, products, people)
  const book = openOrderBook(base)
  const sections = [commonSection, framesSection, webformsSection, spaSection].map((make) => make(base, book))
  const sent: string[] = []
  sections.push(
    assetsSection(),
    callsSection(base, sent),
    traitsSection(base, sent),
    hostileSection(base, sent),
  )
  const server = createServer(async (request, response) => {
    try {
      send(response, answerWith(sections, await readAsked(request)))
    } catch {
      send(response, page(html`系统忙，请稍后再试`, 500))
    }
  })
  const taken = await listen(server, port)
  return {
    url: `http://127.0.0.1:${taken}`,
    orders: book.orders,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
