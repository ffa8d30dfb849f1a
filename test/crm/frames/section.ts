import type { Base } from '../base.ts'
import type { Html } from '../html.ts'
import type { Answer, Asked, Section } from '../http.ts'
import type { OrderBook, OrderForm } from '../orders.ts'
import { detailFrame } from './detail.ts'
import { banner, foot, frameset, menu, notice } from './frameset.ts'
import { encodeGbk, gbkPage, readGbkForm } from './gbk.ts'
import { listFrame } from './list.ts'
import { acceptedFrame, orderFrame, refusedFrame } from './order.ts'

const formOf = (sent: Map<string, string>): OrderForm => ({
  customer: sent.get('khh') ?? '',
  product: sent.get('cpdm') ?? '',
  amount: sent.get('je') ?? '',
  account: sent.get('zh') ?? '',
  riskDisclosed: sent.has('fxjs'),
  remark: sent.get('bz') ?? '',
})

function takeOrder(book: OrderBook, body: Buffer): Answer {
  const sent = readGbkForm(body)
  if (sent.get('action') === 'save') {
    return { status: 200, headers: { 'content-type': 'text/plain; charset=GBK' }, body: encodeGbk('已暂存') }
  }
  const form = formOf(sent)
  const order = book.take('frames', sent.get('token') ?? '', form)
  return typeof order === 'string'
    ? gbkPage(refusedFrame(order, form.customer), 'meta')
    : gbkPage(acceptedFrame(order), 'meta')
}

/** The frameset CRM: every screen is a frame of its own, in GBK. */
export function framesSection(base: Base, book: OrderBook): Section {
  const ofCustomer = (
    number: string,
    show: (customer: NonNullable<ReturnType<Base['find']>>) => Html,
  ): Answer => {
    const customer = base.find(number)
    if (customer) return gbkPage(show(customer), 'meta')
    return gbkPage(notice(number ? '查无此客户' : '请先在列表中选择客户'), 'meta', number ? 404 : 200)
  }
  const pages: Record<string, (asked: Asked) => Answer> = {
    '/frames/': ({ query }) => gbkPage(frameset(query.get('customer') ?? ''), 'header'),
    '/frames/top.do': () => gbkPage(banner(), 'header'),
    '/frames/menu.do': () => gbkPage(menu(), 'header'),
    '/frames/foot.do': () => gbkPage(foot(), 'header'),
    '/frames/list.do': ({ query }) =>
      gbkPage(listFrame(base, Number(query.get('page')), query.get('q') ?? ''), 'header'),
    '/frames/detail.do': ({ query }) => ofCustomer(query.get('khh') ?? '', (it) => detailFrame(base, it)),
    '/frames/order.do': ({ method, query, body }) =>
      method === 'POST'
        ? takeOrder(book, body)
        : ofCustomer(query.get('khh') ?? '', (it) => orderFrame(base, it, book.ticket())),
  }
  return (asked) => pages[asked.path]?.(asked) ?? null
}
