import { respond } from '../http.ts'
import { order, sheet, type Trait } from './parts.ts'

/** No doctype: the browser falls into quirks mode. The order form guards itself against a second press. */
export const quirks: Trait = {
  '': (shown) =>
    respond(
      'text/html; charset=utf-8',
      `<HTML><HEAD><TITLE>客户管理</TITLE><STYLE>TD { font-size: 12px }</STYLE><SCRIPT>
var sent = false
function send(f) {
  if (!f.zh.value) {
    document.all.say.innerHTML = '请选择扣款账户'
    f.zh.focus()
    return false
  }
  if (sent) return false
  sent = true
  f.go.disabled = true
  return true
}
</SCRIPT></HEAD><BODY BGCOLOR=#ffffff TOPMARGIN=0>
<CENTER><A HREF="?${shown.link}">下一位</A></CENTER>${sheet(shown)}
${order(shown, 'name=f1 target=hid onsubmit="return send(this)"').replace(
  '<input type=submit',
  '<select name=zh><option value="">--<option>活期</select> <input type=submit name=go',
)}
<FONT COLOR=red ID=say></FONT><IFRAME NAME=hid WIDTH=1 HEIGHT=1></IFRAME></BODY></HTML>`,
    ),
}
