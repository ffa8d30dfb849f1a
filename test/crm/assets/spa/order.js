import { ask, button, h, line } from './dom.js'

const shownText = (field) => h('span', { data: { field } }, '--')

/** The order form. Sending disables the button until the answer is there. */
export class OrderForm {
  code = h('select', { className: 'in', name: 'productCode' }, h('option', { value: '' }, '--请选择--'))
  shown = { name: shownText('productName'), grade: shownText('grade'), minimum: shownText('minimum') }
  amount = h('input', { className: 'in amount', name: 'amount', autocomplete: 'off' })
  account = h('select', { className: 'in', name: 'account' })
  disclosed = h('input', { type: 'checkbox', name: 'riskDisclosed' })
  remark = h('textarea', { className: 'in area', name: 'orderRemark' })
  message = h('div', { className: 'msg', data: { field: 'message' } })
  submit = h('button', { type: 'submit', className: 'ob' }, '提 交')
  number = ''
  ticket = ''

  constructor(products) {
    this.products = products
    this.code.append(...products.map(({ code }) => h('option', { value: code }, code)))
    this.code.onchange = () => this.showProduct()
    const form = h('form', { className: 'order-form' }, this.message, this.table(), this.actions())
    form.onsubmit = (event) => {
      event.preventDefault()
      this.send()
    }
    this.element = h('fieldset', {}, h('legend', {}, '理财产品申购'), form)
  }

  table() {
    const lines = [
      line('*产品代码', this.code),
      line('产品名称', this.shown.name),
      line('产品风险等级', h('b', { className: 'red' }, this.shown.grade)),
      line('起购金额(元)', this.shown.minimum),
      line('*申购金额(元)', this.amount),
      line('*扣款账户', this.account),
      line('风险揭示', h('label', {}, this.disclosed, '已向客户宣读风险揭示书')),
      line('备注', this.remark),
    ]
    return h('table', { className: 'd' }, h('tbody', {}, ...lines))
  }

  actions() {
    const save = button('暂 存', 'save', () => this.say('已暂存，订单没有提交'))
    const reset = button('重 置', 'reset', () => this.clear())
    return h('div', { className: 'acts' }, this.submit, '　', save, '　', reset)
  }

  /** Makes the form ready for a customer. */
  reset({ number, ticket, account }) {
    this.number = number
    this.ticket = ticket
    this.account.replaceChildren(h('option', {}, account))
    this.submit.disabled = false
    this.say('')
    this.clear()
  }

  showProduct() {
    const product = this.products.find(({ code }) => code === this.code.value)
    for (const [field, element] of Object.entries(this.shown)) element.textContent = product?.[field] ?? '--'
  }

  clear() {
    this.code.value = ''
    this.amount.value = ''
    this.disclosed.checked = false
    this.remark.value = ''
    this.showProduct()
  }

  say(text) {
    this.message.textContent = text
  }

  async send() {
    if (this.submit.disabled) return
    this.submit.disabled = true
    const { ticket } = this
    const answer = await ask('orders', this.order())
    if (ticket !== this.ticket) return
    this.submit.disabled = false
    this.say(answer.id ? `订单已受理，受理编号 ${answer.id}` : `订单未受理：${answer.problem}`)
    if (!answer.id) return
    this.ticket = answer.ticket
    this.clear()
  }

  order() {
    return {
      ticket: this.ticket,
      customer: this.number,
      product: this.code.value,
      amount: this.amount.value,
      account: this.account.value,
      riskDisclosed: this.disclosed.checked,
      remark: this.remark.value,
    }
  }
}
