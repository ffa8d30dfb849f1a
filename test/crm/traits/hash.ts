import { literal, order, sheet, type Trait } from './parts.ts'

/** A router that shows what the hash names. */
export const hash: Trait = {
  '': (shown) => `<a href="#/khxx/${shown.next.number}">下一位</a><div id=view></div><script>
const views = ${literal({
    [`#/khxx/${shown.number}`]: sheet(shown) + order(shown),
    [`#/khxx/${shown.next.number}`]: sheet(shown.next) + order(shown.next),
  })}
onhashchange = () => document.getElementById('view').innerHTML = views[location.hash]
location.hash ||= '#/khxx/${shown.number}'
onhashchange()</script>`,
}
