/** An element with properties (`data` for data attributes) and children. */
export function h(tag, { data = {}, ...properties } = {}, ...children) {
  const element = document.createElement(tag)
  Object.assign(element, properties)
  Object.assign(element.dataset, data)
  element.append(...children)
  return element
}

export const button = (text, action, press) =>
  h('button', { type: 'button', className: 'ob', onclick: press, data: { action } }, text)

export const line = (label, ...value) =>
  h('tr', {}, h('td', { className: 'k' }, `${label}：`), h('td', {}, ...value))

const TABS = ['客户详细信息', '账户信息', '交易流水', '联系记录', '附件(0)']

export const tabs = () => h('div', { className: 'tabs' }, ...TABS.map((text) => h('i', {}, text)))

/** Answer of the server as an object; refusals come back as `{ problem }`. */
export async function ask(path, sent) {
  const options = sent && {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(sent),
  }
  const response = await fetch(`/spa/api/${path}`, options)
  return response.json()
}
