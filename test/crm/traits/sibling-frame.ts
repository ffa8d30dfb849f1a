import { FIELDS, literal, sheet, type Trait } from './parts.ts'

/** The order's own frame holds no number; the frame beside it does. */
export const siblingFrame: Trait = {
  '': ({
    number,
    next,
  }) => `<iframe name=khxx src="detail?khh=${number}&next=${next.number}" width=500 height=150></iframe>
<br><iframe name=jy src=order width=700 height=300></iframe>`,
  detail: (shown) => `${sheet(shown)}<input type=button value="下一位"><script>
document.querySelector('input').onclick = () => {
  const next = ${literal(shown.next)}
  document.querySelectorAll('td')[1].textContent = next.number
  document.querySelector('b').textContent = next.name
}</script>`,
  order: () =>
    `客户姓名 <b>（见上）</b><form method=post action=save>${FIELDS} <input type=submit value="提 交"></form>`,
}
