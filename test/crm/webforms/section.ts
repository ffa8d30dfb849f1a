import type { Base } from '../base.ts'
import { type Html, html } from '../html.ts'
import { type Answer, type Asked, page, respond, type Section } from '../http.ts'
import type { OrderBook } from '../orders.ts'
import { idOf } from './controls.ts'
import { detailView, orderView } from './detail.ts'
import { type PostBack, runEvent, type Turn, turnTo } from './events.ts'
import { listView } from './list.ts'
import { delta, wholePage } from './page.ts'
import { unpackState } from './state.ts'

const START = { view: 'list', page: 1, query: '', number: '', ticket: '' } as const

function mainView(base: Base, { state, order }: Turn): Html {
  if (state.view === 'list') return listView(base, state)
  const customer = base.find(state.number)
  return customer ? detailView(base, customer, order) : html`<div class="msg">查无此客户</div>`
}

function panelView(base: Base, turn: Turn): Html {
  const customer = base.find(turn.state.number)
  return turn.panel === 'upOrder' && customer ? orderView(base, customer, turn.order) : mainView(base, turn)
}

function readPostBack(body: Buffer): PostBack | null {
  const sent = new URLSearchParams(body.toString())
  try {
    return {
      control: sent.get('__EVENTTARGET') ?? '',
      argument: sent.get('__EVENTARGUMENT') ?? '',
      state: unpackState(sent.get('__VIEWSTATE') ?? ''),
      sent,
    }
  } catch {
    return null
  }
}

/** The WebForms CRM: one address, one form; screens change by postback. */
export function webformsSection(base: Base, book: OrderBook): Section {
  const show = (turn: Turn): Answer => wholePage(turn.state, mainView(base, turn))
  const answerPost = (body: Buffer): Answer => {
    const post = readPostBack(body)
    if (!post) return page(html`视图状态无效，请重新打开页面。`, 400)
    const turn = runEvent(post, base, book)
    if (!post.sent.has('__ASYNCPOST')) return show(turn)
    const answer = delta(turn.state, idOf(turn.panel), panelView(base, turn))
    return respond('text/plain; charset=utf-8', answer)
  }
  return ({ method, path, query, body }: Asked) => {
    if (path !== '/webforms/' && path !== '/webforms/customer') return null
    if (method === 'POST') return answerPost(body)
    const number = query.get('no') ?? ''
    return show(turnTo(number ? { ...START, view: 'detail', number } : START, book))
  }
}
