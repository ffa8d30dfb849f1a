import { type Html, html } from './html.ts'

const MENU = {
  客户管理: ['客户查询', '客户列表', '客户详细信息', '客户合并申请', '黑名单查询'],
  产品销售: ['理财产品申购', '基金定投', '保险代销', '预约登记'],
  服务工单: ['来电登记', '投诉受理', '工单查询', '回访任务'],
  报表统计: ['坐席日报', '业务量统计', '录音调听'],
}

/** Banner, menu and foot around a screen; the single-page application wears the same. */
export const shell = (
  main: Html,
): Html => html`<div class="top"><b>衡川银行客户关系管理系统</b><span>坐席：T0317　机构：0102 远程银行中心　修改密码 | 帮助 | 退出系统</span></div>
<div class="left">${Object.entries(MENU).map(
  ([group, items]) => html`<h4>${group}</h4>${items.map((item) => html`<div>${item}</div>`)}`,
)}</div>
<div class="main">${main}</div>
<div class="foot">衡川银行信息科技部　版本 V3.2.0817　建议分辨率 1024×768　　<span id="ctl00_lblStatus">就绪</span></div>`

const TABS = ['客户详细信息', '账户信息', '交易流水', '联系记录', '附件(0)']

export const tabs = (): Html => html`<div class="tabs">${TABS.map((text) => html`<i>${text}</i>`)}</div>`
