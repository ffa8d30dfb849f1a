import { button, h } from './dom.js'

const HEADS = ['序号', '客户号', '姓名', '客户类型', '资产合计(元)', '风险等级', '操作']

function row({ place, number, name, type, assets, grade }, open) {
  const shown = number || h('span', { className: 'red' }, '（待补录）')
  const link = number ? h('a', { href: `#/customer/${encodeURIComponent(number)}` }, '查看') : ''
  return h(
    'tr',
    { className: 'pick', onclick: () => number && open(number) },
    h('td', { className: 'mid' }, String(place)),
    h('td', {}, shown),
    h('td', {}, h('span', {}, name)),
    h('td', { className: 'mid' }, type),
    h('td', { className: 'num' }, assets),
    h('td', { className: 'mid' }, grade),
    h('td', { className: 'mid' }, link),
  )
}

/** The list screen: rows open a customer, the pager asks for another page. */
export function listScreen({ rows, page, pages, total }, { open, turnTo }) {
  const heads = HEADS.map((text) => h('th', { width: text === '姓名' ? '260' : '' }, text))
  return h(
    'fieldset',
    {},
    h('legend', {}, '客户列表'),
    h(
      'table',
      { className: 'd cust-list' },
      h('thead', {}, h('tr', {}, ...heads)),
      h('tbody', {}, ...rows.map((each) => row(each, open))),
    ),
    h(
      'div',
      { className: 'crumb' },
      `共 ${total} 条　第 ${page}/${pages} 页　`,
      button('首页', 'first', () => turnTo(1)),
      button('上一页', 'back', () => turnTo(page - 1)),
      button('下一页', 'forward', () => turnTo(page + 1)),
      button('末页', 'last', () => turnTo(pages)),
    ),
  )
}
