import { order, sheet, type Trait } from './parts.ts'

/** Each customer has a tab; those behind are pushed out of the window, where they count as shown all the same. */
export const inPageTabs: Trait = {
  '': (
    shown,
  ) => `<style>.x-tab { position: absolute; top: 60px; left: -10000px } .x-tab.x-on { left: 8px }</style>
<input type=button value="${shown.name}" onclick="show(0)"> <input type=button value="下一位" onclick="show(1)">
${[shown, shown.next].map((one) => `<div class=x-tab>${sheet(one)}${order(one)}</div>`).join('')}<script>
function show(at) {
  document.querySelectorAll('.x-tab').forEach((tab, place) => tab.classList.toggle('x-on', place === at))
}
show(0)</script>`,
}
