import type { Base } from '../base.ts'
import type { OrderBook, OrderForm } from '../orders.ts'
import { nameOf } from './controls.ts'
import type { OrderPanel } from './detail.ts'
import type { State } from './state.ts'

/** A postback: which control, with what argument, over which state and fields. */
export interface PostBack {
  control: string
  argument: string
  state: State
  sent: URLSearchParams
}

/** What comes of a postback: the next state, the order form in it, and how much of the page is drawn anew. */
export interface Turn {
  state: State
  order: OrderPanel
  panel: 'upMain' | 'upOrder'
}

const field = (sent: URLSearchParams, control: string): string => sent.get(nameOf(control)) ?? ''

export const emptyForm = (customer: string): OrderForm => ({
  customer,
  product: '',
  amount: '',
  account: '',
  riskDisclosed: false,
  remark: '',
})

const formOf = ({ state, sent }: PostBack): OrderForm => ({
  customer: state.number,
  product: field(sent, 'ddlProduct'),
  amount: field(sent, 'txtAmount'),
  account: field(sent, 'ddlAccount'),
  riskDisclosed: sent.has(nameOf('chkRisk')),
  remark: field(sent, 'txtOrderRemark'),
})

/** Opens a screen with an empty order form. */
export function turnTo(state: State, book: OrderBook): Turn {
  return {
    state: { ...state, ticket: book.ticket() },
    order: { form: emptyForm(state.number), message: '' },
    panel: 'upMain',
  }
}

const stay = (state: State, form: OrderForm, message: string): Turn => ({
  state,
  order: { form, message },
  panel: 'upOrder',
})

function submit(post: PostBack, book: OrderBook): Turn {
  const form = formOf(post)
  const order = book.take('webforms', post.state.ticket, form)
  if (typeof order === 'string') return stay(post.state, form, `订单未受理：${order}`)
  const next = { ...post.state, ticket: book.ticket() }
  return stay(next, emptyForm(post.state.number), `订单已受理，受理编号 ${order.id}`)
}

function onList({ argument, state }: PostBack, base: Base): State {
  const [verb, at = ''] = argument.split('$')
  if (verb === 'Page') return { ...state, page: Number(at) }
  const row = base.list(state.page, state.query).rows[Number(at)]
  return row ? { ...state, view: 'detail', number: row.number } : state
}

function quickSearch({ state, sent }: PostBack, base: Base): State {
  const query = (sent.get('ctl00$txtQuickNo') ?? '').trim()
  if (base.find(query)) return { ...state, view: 'detail', number: query }
  return { ...state, view: 'list', query, page: 1 }
}

/** Runs the event of a postback. An unknown control draws the page again as it stands. */
export function runEvent(post: PostBack, base: Base, book: OrderBook): Turn {
  const { state } = post
  const open = (number: string): Turn => turnTo({ ...state, view: 'detail', number }, book)
  const events: Record<string, () => Turn> = {
    ctl00$btnQuick: () => turnTo(quickSearch(post, base), book),
    [nameOf('gvList')]: () => turnTo(onList(post, base), book),
    [nameOf('btnBack')]: () => turnTo({ ...state, view: 'list' }, book),
    [nameOf('btnPrev')]: () => open(base.neighbour(state.number, -1)),
    [nameOf('btnNext')]: () => open(base.neighbour(state.number, 1)),
    [nameOf('ddlProduct')]: () => stay(state, formOf(post), ''),
    [nameOf('btnSubmit')]: () => submit(post, book),
    [nameOf('btnSave')]: () => stay(state, formOf(post), '已暂存，订单没有提交'),
    [nameOf('btnReset')]: () => stay(state, emptyForm(state.number), ''),
  }
  return events[post.control]?.() ?? turnTo(state, book)
}
