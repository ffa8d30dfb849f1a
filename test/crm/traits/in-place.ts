import { literal, sheet, type Trait } from './parts.ts'

/** The cell of the number becomes a field; what is typed there and entered is looked up, at the same address. */
export const inPlace: Trait = {
  '': (shown) => `${sheet(shown)}<input type=button value="修改" onclick="edit()"><script>
const names = ${literal({ [shown.number]: shown.name, [shown.next.number]: shown.next.name })}
const cell = document.querySelectorAll('td')[1]
function edit() {
  cell.innerHTML = '<input size=14>'
  const field = cell.firstChild
  field.value = ${literal(shown.number)}
  field.select()
  field.onkeydown = ({ key }) => {
    if (key !== 'Enter') return
    document.querySelector('b').textContent = names[field.value]
    cell.textContent = field.value
  }
}</script>`,
}
