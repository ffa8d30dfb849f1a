import type { Base, Customer } from '../base.ts'
import { type Html, html, raw } from '../html.ts'
import type { Order } from '../orders.ts'
import { accountOf } from '../sheet.ts'
import { productGrade, yuan } from '../words.ts'
import { oldPage } from './frameset.ts'

/** Fields named submit and action hide the form's own; F9 sends the form without an event. */
const SCRIPT = `
var sent = false
function xz(f) {
  var rows = document.getElementsByTagName('TABLE')[1].rows
  var p = cp[f.cpdm.value] || ['--', '--', '--']
  for (var i = 0; i < 3; i++) rows[i + 3].cells[1].innerHTML = i == 1 ? '<B><FONT color=#cc0000>' + p[i] + '</FONT></B>' : p[i]
}
function tj(f) {
  if (sent) return false
  sent = true
  f.submit.disabled = true
  return true
}
function zc(f) {
  f.action.value = 'save'
  var x = new XMLHttpRequest()
  x.open('POST', f.getAttribute('action'), false)
  x.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded')
  x.send('action=save')
  f.action.value = 'apply'
  document.getElementsByTagName('TABLE')[0].rows[0].cells[1].innerHTML = x.responseText
}
document.onkeydown = function (e) {
  if (e.keyCode != 120) return true
  var f = document.form1
  if (tj(f)) HTMLFormElement.prototype.submit.call(f)
  return false
}`

function productTable(base: Base): Html {
  const table = base.products.map(({ code, name, grade, minimum }) => [
    code,
    [name.zh, productGrade(grade), yuan(minimum)],
  ])
  return raw(JSON.stringify(Object.fromEntries(table)).replaceAll('<', '\\u003c'))
}

const line = (label: string, value: Html): Html =>
  html`<TR><TD width="110" align="right" bgcolor="#e6eef9">${label}：</TD><TD bgcolor="#ffffff">${value}</TD></TR>\n`

const must = (label: string): string => `*${label}`

export function orderFrame(base: Base, customer: Customer, ticket: string): Html {
  const account = accountOf(base, customer)
  const options = base.products.map(({ code }) => html`<OPTION value="${code}">${code}</OPTION>`)
  return oldPage(
    '理财产品申购',
    html`<SCRIPT type="text/javascript">var cp = ${productTable(base)}${raw(SCRIPT)}</SCRIPT>
<TABLE width="100%" bgcolor="#eef3fa"><TR><TD>当前位置：产品销售 &gt; 理财产品申购</TD><TD align="right">F9 提交</TD></TR></TABLE>
<FORM name="form1" action="order.do" method="post" onsubmit="return tj(this)">
<INPUT type="hidden" name="action" value="apply">
<INPUT type="hidden" name="khh" value="${customer.number}">
<INPUT type="hidden" name="token" value="${ticket}">
<TABLE width="100%" border="0" cellspacing="1" cellpadding="2" bgcolor="#a9bfdc">
${line('客户号', html`${customer.number}`)}
${line('客户姓名', html`<B>${base.person(customer.number).name}</B>`)}
${line(must('产品代码'), html`<SELECT name="cpdm" onchange="xz(this.form)"><OPTION value="">--请选择--</OPTION>${options}</SELECT>`)}
${line('产品名称', html`--`)}
${line('产品风险等级', html`--`)}
${line('起购金额(元)', html`--`)}
${line(must('申购金额(元)'), html`<INPUT name="je" size="16" style="text-align:right">`)}
${line(must('扣款账户'), html`<SELECT name="zh"><OPTION>${account}</OPTION></SELECT>`)}
${line('风险揭示', html`<INPUT type="checkbox" name="fxjs" value="1"> 已向客户宣读风险揭示书`)}
${line('备注', html`<TEXTAREA name="bz" rows="2" cols="40"></TEXTAREA>`)}
</TABLE>
<CENTER><BR><INPUT type="submit" name="submit" value=" 提 交 ">　<INPUT type="button" name="save" value=" 暂 存 " onclick="zc(this.form)">　<INPUT type="reset" name="reset" value=" 重 置 "></CENTER>
</FORM>`,
  )
}

const back = (number: string): Html =>
  html`<BR><BR><A href="order.do?khh=${encodeURIComponent(number)}">返回申购页面</A>`

export const acceptedFrame = (order: Order): Html =>
  oldPage(
    '受理结果',
    html`<CENTER><BR><B>订单已受理</B><BR><BR>受理编号：${order.id}<BR>产品代码：${order.product}<BR>申购金额：${yuan(order.amount)} 元${back(order.customer)}</CENTER>`,
  )

export const refusedFrame = (problem: string, number: string): Html =>
  oldPage(
    '受理结果',
    html`<CENTER><BR><FONT color="#cc0000">订单未受理：${problem}</FONT>${back(number)}</CENTER>`,
  )
