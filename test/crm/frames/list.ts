import type { Base, ListPage } from '../base.ts'
import { type Html, html, nothing } from '../html.ts'
import { listRows, NO_NUMBER, type Row } from '../rows.ts'
import { oldPage } from './frameset.ts'

/** Opens detail and order side by side, as the bank's own script does. */
export function customerLink(number: string, text: string): Html {
  const khh = encodeURIComponent(number)
  return html`<A href="detail.do?khh=${khh}" target="mainFrame" onclick="parent.orderFrame.location.href='order.do?khh=${khh}'">${text}</A>`
}

const line = ({ place, number, name, type, assets, grade }: Row): Html =>
  html`<TR bgcolor="${place % 2 ? '#ffffff' : '#f5f8fd'}" onmouseover="this.bgColor='#fff3c8'" onmouseout="this.bgColor='#ffffff'">
<TD align="center">${place}</TD>
<TD>${number || html`<FONT color="#cc0000">${NO_NUMBER}</FONT>`}</TD>
<TD><FONT>${name}</FONT></TD>
<TD align="center">${type}</TD>
<TD align="right">${assets}</TD>
<TD align="center">${grade}</TD>
<TD align="center">${number ? customerLink(number, '查看') : nothing}</TD>
</TR>`

function pager({ page, pages, total }: ListPage, query: string): Html {
  const to = (target: number, text: string) =>
    html`<A href="list.do?page=${target}&amp;q=${encodeURIComponent(query)}">${text}</A> `
  return html`共 ${total} 条　第 ${page}/${pages} 页　${to(1, '首页')}${to(page - 1, '上一页')}${to(page + 1, '下一页')}${to(pages, '末页')}`
}

export function listFrame(base: Base, wanted: number, query: string): Html {
  const list = base.list(wanted, query)
  return oldPage(
    '客户列表',
    html`<FORM name="form1" action="list.do" method="get">
<TABLE width="100%" bgcolor="#eef3fa"><TR><TD>当前位置：客户管理 &gt; 客户列表</TD>
<TD align="right">客户号：<INPUT name="q" value="${query}" size="16"> <INPUT type="submit" name="submit" value="查 询"></TD></TR></TABLE>
</FORM>
<TABLE width="100%" border="0" cellspacing="1" cellpadding="2" bgcolor="#a9bfdc">
<TR bgcolor="#c5d6ee"><TH width="50">序号</TH><TH width="130">客户号</TH><TH width="230">姓名</TH><TH>客户类型</TH><TH>资产合计(元)</TH><TH>风险等级</TH><TH>操作</TH></TR>
${listRows(base, list, query).map(line)}
</TABLE>
${pager(list, query)}`,
  )
}
