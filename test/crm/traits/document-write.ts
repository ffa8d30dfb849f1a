import { literal, order, sheet, type Trait } from './parts.ts'

/** The live document is opened anew and written: every listener in it is thrown away. */
export const documentWrite: Trait = {
  '': (shown) => `<input type=button value="下一位" onclick="begin()">${sheet(shown)}${order(shown)}<script>
function begin() {
  document.open()
  document.write('<html><body>' + ${literal(sheet(shown.next) + order(shown.next))})
  document.close()
}</script>`,
}
