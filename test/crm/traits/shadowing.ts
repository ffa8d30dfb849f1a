import { FIELDS, type Trait } from './parts.ts'

/** Each stands before the form's own property of that name, for the page's scripts and for ours. */
const NAMES =
  `name action id submit requestSubmit method target elements parentNode parentElement getAttribute setAttribute
  append appendChild contains matches closest checkVisibility querySelector querySelectorAll textContent ownerDocument
  nextElementSibling localName tagName nodeName dispatchEvent addEventListener isConnected children`.split(
    /\s+/,
  )

const fields = NAMES.map((name) => `<input type=hidden name=${name} value=1>`).join('')

/** Fields that hide the form's own properties; number, name and order stand in that form. */
export const shadowing: Trait = {
  '': ({ number, name, link }) => `<a href="?${link}">下一位</a>
<form method=post action=save>客户号：<input type=hidden name=khh value=${number}><i>${number}</i>
<p>客户姓名：<b>${name}</b></p>${fields}${FIELDS} <input type=submit name=submit value="提 交">
<input type=button value="脚本提交" onclick="HTMLFormElement.prototype.submit.call(document.forms[0])"></form>`,
}
