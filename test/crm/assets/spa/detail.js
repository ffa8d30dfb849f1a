import { button, h, tabs } from './dom.js'
import { OrderForm } from './order.js'

/** The element that will hold a value: the number stands in a read-only input, filled by script. */
function holder({ id }) {
  if (id === 'CustNo') return h('input', { className: 'in plain', name: 'custNo', readOnly: true })
  return h(id === 'CustName' ? 'b' : 'span', {
    className: id === 'CustName' ? 'name' : '',
    data: { field: id },
  })
}

function cells({ label, style }, element) {
  const value = h('td', { className: style === 'money' ? 'num' : '' }, element)
  if (style === 'wide') value.colSpan = 3
  return [h('td', { className: 'k' }, `${label}：`), value]
}

function sheet(fields, holders) {
  const lines = []
  let open = null
  for (const field of fields) {
    const pair = cells(field, holders.get(field.id))
    if (open && field.style !== 'wide') {
      open.append(...pair)
      open = null
    } else {
      const line = h('tr', {}, ...pair)
      lines.push(line)
      open = field.style === 'wide' ? null : line
    }
  }
  return lines
}

const accountLine = ({ account, kind, currency, balance }) =>
  h(
    'tr',
    {},
    h('td', {}, account),
    h('td', { className: 'mid' }, kind),
    h('td', { className: 'mid' }, currency),
    h('td', { className: 'num' }, balance),
  )

const box = (title, ...rows) =>
  h('fieldset', {}, h('legend', {}, title), h('table', { className: 'd' }, ...rows))

/**
 * The detail screen, built once. `fill` puts the next customer into the same elements:
 * no node of the first table comes or goes.
 */
export class DetailScreen {
  remark = h('textarea', { className: 'in area', name: 'custRemark' })
  accounts = h('tbody')
  customer = null

  constructor({ fields }, products, { open, back }) {
    this.holders = new Map(fields.map((field) => [field.id, holder(field)]))
    this.order = new OrderForm(products)
    const bar = h(
      'div',
      { className: 'crumb' },
      button('返回列表', 'list', back),
      button('上一位', 'previous', () => open(this.customer.previous)),
      button('下一位', 'next', () => open(this.customer.next)),
    )
    this.element = h('section', { className: 'cust-detail' }, bar, tabs(), this.columns(fields))
  }

  columns(fields) {
    const heads = ['账号', '种类', '币种', '余额(元)'].map((text) => h('th', {}, text))
    const remark = h('tr', {}, h('td', { className: 'k' }, '备注：'), h('td', { colSpan: 3 }, this.remark))
    const basics = box('基本信息', h('tbody', {}, ...sheet(fields, this.holders), remark))
    const accounts = box('账户信息', h('thead', {}, h('tr', {}, ...heads)), this.accounts)
    const left = h('td', { className: 'half' }, basics, accounts)
    const right = h('td', { className: 'half' }, this.order.element)
    return h('table', { className: 'cols' }, h('tbody', {}, h('tr', {}, left, right)))
  }

  fill(customer) {
    this.customer = customer
    for (const { id, text } of customer.fields) {
      const element = this.holders.get(id)
      if (id === 'CustNo') element.value = text
      else element.textContent = text
    }
    this.remark.value = ''
    this.accounts.replaceChildren(...customer.accounts.map(accountLine))
    this.order.reset(customer)
  }
}
