import type { Base } from './base.ts'

/** An order that the CRM took. */
export interface Order {
  id: string
  via: 'frames' | 'webforms' | 'spa'
  customer: string
  product: string
  /** Smallest unit of the currency. */
  amount: number
  account: string
  riskDisclosed: boolean
  remark: string
}

/** An order form as it was sent. */
export interface OrderForm {
  customer: string
  product: string
  amount: string
  account: string
  riskDisclosed: boolean
  remark: string
}

export interface OrderBook {
  orders: Order[]
  /** Handed out with every form; one ticket buys one order, however often it is sent. */
  ticket(): string
  /** The order, or what is wrong with the form. */
  take(via: Order['via'], ticket: string, form: OrderForm): Order | string
}

/** `200,000.00` in the smallest unit; null where that is no amount. */
export function minorOf(text: string): number | null {
  const plain = text.replace(/[,，\s]/g, '')
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(plain)) return null
  return Math.round(Number(plain) * 100)
}

function problemOf(base: Base, form: OrderForm, amount: number | null): string {
  if (!base.find(form.customer)) return '客户号不存在'
  const product = base.product(form.product)
  if (!product) return '请选择产品代码'
  if (!amount) return '申购金额不正确'
  if (amount < product.minimum) return '申购金额低于起购金额'
  return ''
}

export function openOrderBook(base: Base): OrderBook {
  const orders: Order[] = []
  const taken = new Map<string, Order>()
  let tickets = 0
  return {
    orders,
    ticket: () => {
      tickets += 1
      return `T${String(tickets).padStart(8, '0')}`
    },
    take: (via, ticket, form) => {
      const before = taken.get(ticket)
      if (before) return before
      const amount = minorOf(form.amount)
      const problem = problemOf(base, form, amount)
      if (problem || amount === null) return problem
      const order = { ...form, id: `SG${String(orders.length + 1).padStart(8, '0')}`, via, amount }
      orders.push(order)
      taken.set(ticket, order)
      return order
    },
  }
}
