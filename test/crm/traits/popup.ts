import { literal, order, type Shown, sheet, type Trait } from './parts.ts'

const detail = (shown: Shown) => `${sheet(shown)}${order(shown)}<input type=button value="下一位" onclick="
  document.querySelectorAll('td')[1].textContent = '${shown.next.number}'
  document.querySelector('b').textContent = '${shown.next.name}'">`

/** A customer is opened in a window of its own: by address, or written there by the page that opened it. */
export const popup: Trait = {
  '': (shown) => `客户列表<br><input type=button value="新窗口" onclick="
  open('detail?khh=${shown.number}&next=${shown.next.number}', 'kh', 'width=700,height=400')">
<input type=button value="写窗口"><script>
document.querySelectorAll('input')[1].onclick = () => {
  const view = open('', 'kh', 'width=700,height=400')
  view.document.write(${literal(detail(shown))})
  view.document.close()
}</script>`,
  detail,
}
