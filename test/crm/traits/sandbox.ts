import { literal, order, type Shown, sheet, type Trait } from './parts.ts'

const inner = (shown: Shown) => `${sheet(shown)}${order(shown)}<input type=button value="下一位"><script>
document.querySelector('input[type=button]').onclick = () => {
  const next = ${literal(shown.next)}
  document.querySelectorAll('td')[1].textContent = next.number
  document.querySelector('b').textContent = next.name
}</script>`

const attribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')

const frame = (rights: string, source: string) =>
  `客户信息<br><iframe name=inner width=700 height=300 sandbox="allow-scripts allow-forms ${rights}" ${source}></iframe>`

const bySource = ({ number, next }: Shown) => `src="inner?khh=${number}&next=${next.number}"`
const byText = (shown: Shown) => `srcdoc="${attribute(inner(shown))}"`

/** Frames that may do little, with an origin of their own or of nobody, by address or by text. */
export const sandbox: Trait = {
  inner,
  origin: (shown) => frame('allow-same-origin', bySource(shown)),
  opaque: (shown) => frame('', bySource(shown)),
  'srcdoc-origin': (shown) => frame('allow-same-origin', byText(shown)),
  'srcdoc-opaque': (shown) => frame('', byText(shown)),
}
