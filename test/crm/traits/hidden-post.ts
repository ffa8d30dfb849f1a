import { literal, order, type Trait } from './parts.ts'

/** The next customer arrives by a form posted into a frame nobody sees; the number is a value set by script. */
export const hiddenPost: Trait = {
  '': (
    shown,
  ) => `<form method=post action=swap target=hid><input type=hidden name=khh value=${shown.next.number}>
<input type=submit value="下一位"></form><iframe name=hid style="display: none"></iframe>
客户号：<input readonly size=14 value=${shown.number}> 客户姓名：<b>${shown.name}</b>
${order(shown, 'target=hid')}<script>function show(one) {
  document.querySelector('input[readonly]').value = one.number
  document.querySelector('b').firstChild.data = one.name
  document.forms[1].khh.value = one.number
}</script>`,
  swap: ({ number, name }) => `<script>parent.show(${literal({ number, name })})</script>`,
}
