import type { Trait } from './parts.ts'

/** Neither ids nor classes, and no names but those that the fields are sent by. */
export const bare: Trait = {
  '': ({ number, name, link }) => `<table><tr><td><font color=navy>客 户 号</font></td><td>${number}</td>
<td>上次客户号</td><td>000000000000</td></tr><tr><td>姓 名</td><td><font size=2>${name}</font>　</td></tr></table>
<a href="?${link}">下一位</a><form method=post action=save>
<table><tr><td>产品代码</td><td><select name=cp><option value="">--<option>LC0101<option>LC0190</select></td></tr>
<tr><td>金额（元）</td><td><input name=je></td></tr><tr><td>风险揭示</td><td><input type=checkbox name=fx value=1></td></tr>
</table><button>提 交</button></form>`,
}
