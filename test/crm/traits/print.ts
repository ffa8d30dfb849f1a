import { sheet, type Trait } from './parts.ts'

/** A page that is printed and handed to the customer. */
export const print: Trait = {
  '': (shown) => `<style>@media print { .noprint { display: none } }</style>
<input class=noprint type=button value="打印" onclick="print()">${sheet(shown)}`,
}
