import { type Html, html } from '../html.ts'

const STYLE = html`<STYLE type="text/css">
BODY,TD,TH,INPUT,SELECT,TEXTAREA { font: 12px/16px SimSun,"宋体","Noto Serif CJK SC",serif }
BODY { margin: 4px 8px } A { color: #0000cc } B { font-size: 13px }
</STYLE>`

/** A page of the old kind: no doctype, so the browser falls into quirks mode. */
export const oldPage = (title: string, body: Html, background = '#ffffff'): Html => html`<HTML>
<HEAD>
<META http-equiv="Content-Type" content="text/html; charset=gb2312">
<TITLE>${title}</TITLE>
${STYLE}
</HEAD>
<BODY bgcolor="${background}">
${body}
</BODY>
</HTML>`

/** All frames of one window; list, detail and order are documents of their own. */
export const frameset = (number: string): Html => {
  const query = number ? `?khh=${encodeURIComponent(number)}` : ''
  return html`<HTML>
<HEAD>
<META http-equiv="Content-Type" content="text/html; charset=gb2312">
<TITLE>衡川银行客户关系管理系统</TITLE>
</HEAD>
<FRAMESET rows="49,*,22" border="0" frameborder="0" framespacing="0">
<FRAME name="topFrame" src="top.do" scrolling="no" noresize>
<FRAMESET cols="155,*">
<FRAME name="leftFrame" src="menu.do" scrolling="no">
<FRAMESET rows="40%,*" border="4" frameborder="1">
<FRAME name="listFrame" src="list.do">
<FRAMESET cols="52%,*" border="4" frameborder="1">
<FRAME name="mainFrame" src="detail.do${query}">
<FRAME name="orderFrame" src="order.do${query}">
</FRAMESET>
</FRAMESET>
</FRAMESET>
<FRAME name="footFrame" src="foot.do" scrolling="no" noresize>
</FRAMESET>
<NOFRAMES><BODY>您的浏览器不支持框架。</BODY></NOFRAMES>
</HTML>`
}

export const banner = (): Html =>
  oldPage(
    '顶部',
    html`<TABLE width="100%" cellspacing="0" cellpadding="4"><TR>
<TD><FONT face="SimHei" color="#ffffff" style="font-size:20px"><B style="font-size:20px">衡川银行客户关系管理系统</B></FONT></TD>
<TD align="right"><FONT color="#ffffff">坐席：T0317　机构：0102 远程银行中心　修改密码 | 帮助 | 退出系统</FONT></TD>
</TR></TABLE>`,
    '#2d5a9e',
  )

const menuGroup = (
  title: string,
  items: string[],
): Html => html`<TR bgcolor="#7fa3d4"><TD><FONT color="#ffffff"><B>${title}</B></FONT></TD></TR>
${items.map((item) => html`<TR><TD>　<FONT color="#003399">${item}</FONT></TD></TR>`)}`

export const menu = (): Html =>
  oldPage(
    '菜单',
    html`<TABLE width="100%" cellspacing="1" cellpadding="3">
<TR><TD>　<A href="list.do" target="listFrame">客户列表</A></TD></TR>
${menuGroup('客户管理', ['客户查询', '客户合并申请', '黑名单查询'])}
${menuGroup('产品销售', ['理财产品申购', '基金定投', '保险代销'])}
${menuGroup('服务工单', ['来电登记', '投诉受理', '工单查询'])}
${menuGroup('报表统计', ['坐席日报', '业务量统计', '录音调听'])}
${menuGroup('系统公告', ['浏览器须用兼容模式'])}
</TABLE>`,
    '#e4ecf7',
  )

export const foot = (): Html =>
  oldPage('底部', html`衡川银行信息科技部　版本 V3.2.0817　建议分辨率 1024×768`, '#c9d6ea')

export const notice = (text: string): Html => oldPage('提示', html`<CENTER><BR>${text}</CENTER>`)
