import { literal, order, sheet, type Trait } from './parts.ts'

/** A router that shows what the address names, and changes it without a request. */
export const pushState: Trait = {
  '': (shown) => `<input type=button value="下一位"><div id=view></div><script>
const views = ${literal({
    [shown.number]: sheet(shown) + order(shown),
    [shown.next.number]: sheet(shown.next) + order(shown.next),
  })}
const show = () => document.getElementById('view').innerHTML = views[new URLSearchParams(location.search).get('khh')]
document.querySelector('input').onclick = () => { history.pushState(null, '', '?${shown.link}'); show() }
onpopstate = show
show()</script>`,
}
