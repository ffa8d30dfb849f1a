import type { Base, Customer } from '../base.ts'
import { type Html, html } from '../html.ts'
import { type Field, linesOf, sheetOf } from '../sheet.ts'
import { oldPage } from './frameset.ts'
import { customerLink } from './list.ts'

function cells({ id, label, text, style }: Field): Html {
  const value = id === 'CustName' ? html`<B>${text}</B>` : html`${text}`
  return html`<TD width="90" align="right" bgcolor="#e6eef9">${label}：</TD><TD bgcolor="#ffffff" ${
    style === 'wide' ? html`colspan="3"` : html`align="${style === 'money' ? 'right' : 'left'}"`
  }>${value}</TD>`
}

export function detailFrame(base: Base, customer: Customer): Html {
  const { number } = customer
  const lines = linesOf(sheetOf(base, customer))
  return oldPage(
    '客户详细信息',
    html`<TABLE width="100%" bgcolor="#eef3fa"><TR><TD>当前位置：客户管理 &gt; 客户详细信息</TD>
<TD align="right">${customerLink(base.neighbour(number, -1), '上一位')} ${customerLink(base.neighbour(number, 1), '下一位')}</TD></TR></TABLE>
<TABLE width="100%" border="0" cellspacing="1" cellpadding="2" bgcolor="#a9bfdc">
${lines.map((line) => html`<TR>${line.map(cells)}</TR>\n`)}
<TR><TD align="right" bgcolor="#e6eef9">备注：</TD><TD colspan="3" bgcolor="#ffffff"><TEXTAREA name="bz" rows="3" cols="56"></TEXTAREA></TD></TR>
</TABLE>`,
  )
}
