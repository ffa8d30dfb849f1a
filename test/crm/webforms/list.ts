import type { Base, ListPage } from '../base.ts'
import { type Html, html } from '../html.ts'
import { listRows, NO_NUMBER, type Row } from '../rows.ts'
import { idOf, link } from './controls.ts'
import type { State } from './state.ts'

const line = ({ place, number, name, type, assets, grade }: Row, at: number): Html =>
  html`<tr class="${at % 2 ? 'gvAlt' : 'gvRow'}"><td align="center">${place}</td><td>${
    number || html`<span class="red">${NO_NUMBER}</span>`
  }</td><td><span>${name}</span></td><td align="center">${type}</td><td align="right">${assets}</td><td align="center">${grade}</td><td align="center">${
    number ? link('gvList', `Select$${at}`, '查看') : ''
  }</td></tr>\n`

const pager = ({ page, pages, total }: ListPage): Html =>
  html`<tr class="gvPager"><td colspan="7">共 ${total} 条　第 ${page}/${pages} 页　${[
    [1, '首页'] as const,
    [page - 1, '上一页'] as const,
    [page + 1, '下一页'] as const,
    [pages, '末页'] as const,
  ].map(([to, text]) => html`${link('gvList', `Page$${to}`, text)}　`)}</td></tr>`

export function listView(base: Base, { page, query }: State): Html {
  const list = base.list(page, query)
  return html`<fieldset><legend>客户列表</legend>
<table class="d" id="${idOf('gvList')}">
<tr><th>序号</th><th>客户号</th><th width="260">姓名</th><th>客户类型</th><th>资产合计(元)</th><th>风险等级</th><th>操作</th></tr>
${listRows(base, list, query).map(line)}${pager(list)}
</table></fieldset>`
}
