import type { Base, Customer } from '../base.ts'
import { type Html, html, nothing } from '../html.ts'
import type { OrderForm } from '../orders.ts'
import { type Account, accountOf, accountsOf, type Field, linesOf, sheetOf } from '../sheet.ts'
import { tabs } from '../shell.ts'
import { productGrade, yuan } from '../words.ts'
import { button, idOf, label, nameOf, postBack, textArea, textBox, updatePanel } from './controls.ts'

/** The order form as it stands, with a message of its last postback. */
export interface OrderPanel {
  form: OrderForm
  message: string
}

const cells = ({ id, label: words, text, style }: Field): Html =>
  html`<td class="k">${words}：</td><td${style === 'wide' ? html` colspan="3"` : nothing}${
    style === 'money' ? html` align="right"` : nothing
  }>${label(`lbl${id}`, text)}</td>`

const line = (words: string, value: Html, must = false): Html =>
  html`<tr><td class="k">${must ? html`<span class="red">*</span>` : nothing}${words}：</td><td>${value}</td></tr>\n`

function productSelect(base: Base, chosen: string): Html {
  const options = base.products.map(
    ({ code }) =>
      html`<option value="${code}"${code === chosen ? html` selected="selected"` : nothing}>${code}</option>`,
  )
  return html`<select class="in" name="${nameOf('ddlProduct')}" id="${idOf('ddlProduct')}" onchange="setTimeout(function(){${postBack('ddlProduct')}},0)"><option value="">--请选择--</option>${options}</select>`
}

const disclosed = (checked: boolean): Html =>
  html`<input type="checkbox" name="${nameOf('chkRisk')}" id="${idOf('chkRisk')}"${checked ? html` checked="checked"` : nothing}><label for="${idOf('chkRisk')}">已向客户宣读风险揭示书</label>`

export function orderView(base: Base, customer: Customer, { form, message }: OrderPanel): Html {
  const product = base.product(form.product)
  const account = accountOf(base, customer)
  return html`<fieldset onkeypress="return WebForm_FireDefaultButton(event,'${idOf('btnSubmit')}')"><legend>理财产品申购</legend>
<div class="msg">${label('lblMessage', message)}</div>
<table class="d">
${line('产品代码', productSelect(base, form.product), true)}
${line('产品名称', label('lblProductName', product?.name.zh ?? '--'))}
${line('产品风险等级', html`<b class="red">${label('lblProductGrade', product ? productGrade(product.grade) : '--')}</b>`)}
${line('起购金额(元)', label('lblMinimum', product ? yuan(product.minimum) : '--'))}
${line('申购金额(元)', textBox('txtAmount', form.amount, 120), true)}
${line('扣款账户', html`<select class="in" name="${nameOf('ddlAccount')}" id="${idOf('ddlAccount')}"><option>${account}</option></select>`, true)}
${line('风险揭示', disclosed(form.riskDisclosed))}
${line('备注', textArea('txtOrderRemark', form.remark, 400))}
</table>
<div class="acts">${button('btnSubmit', '提 交', true)}　${button('btnSave', '暂 存')}　${button('btnReset', '重 置')}</div>
</fieldset>`
}

const accountLine = ({ account, kind, currency, balance }: Account): Html =>
  html`<tr><td>${account}</td><td align="center">${kind}</td><td align="center">${currency}</td><td align="right">${balance}</td></tr>\n`

const accountTable = (accounts: Account[]): Html => html`<fieldset><legend>账户信息</legend><table class="d">
<tr><th>账号</th><th>种类</th><th>币种</th><th>余额(元)</th></tr>
${accounts.map(accountLine)}</table></fieldset>`

export function detailView(base: Base, customer: Customer, order: OrderPanel): Html {
  const lines = linesOf(sheetOf(base, customer))
  return html`<div class="crumb">${button('btnBack', '返回列表')} ${button('btnPrev', '上一位')} ${button('btnNext', '下一位')}</div>
${tabs()}
<table class="cols"><tr><td class="half">
<fieldset><legend>基本信息</legend><table class="d">
${lines.map((each) => html`<tr>${each.map(cells)}</tr>\n`)}
<tr><td class="k">备注：</td><td colspan="3">${textArea('txtRemark', '', 500)}</td></tr>
</table></fieldset>
${accountTable(accountsOf(base, customer))}
</td><td class="half">${updatePanel('upOrder', orderView(base, customer, order))}</td></tr></table>`
}
