import { order, sheet, type Trait } from './parts.ts'

/** The order stands in a frame of another origin and site: another name of this machine. */
export const crossOrigin: Trait = {
  '': (shown) => `${sheet(shown)}<a href="?${shown.link}">下一位</a>
<input type=button value="换客户" onclick="document.querySelectorAll('td')[1].firstChild.data = '${shown.next.number}'">
<script>document.write('<br><iframe name=order width=700 height=400 src="http://localhost:' + location.port +
  '/traits/cross-origin/order?khh=${shown.number}"></iframe>')</script>`,
  order: (shown) => order(shown),
}
