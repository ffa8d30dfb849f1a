import { respond } from '../http.ts'
import { order, sheet, type Trait } from './parts.ts'

const frames = (attributes: string, ...inner: string[]) =>
  respond('text/html; charset=utf-8', `<html><frameset ${attributes}>${inner.join('')}</frameset></html>`)

/** A frameset in a frameset, and an inline frame in one of its frames. */
export const frameset: Trait = {
  '': ({ number, next, link }) =>
    frames(
      'rows="40,*"',
      `<frame name=menu src="menu?${link}">`,
      `<frame name=main src="work?khh=${number}&next=${next.number}">`,
    ),
  menu: ({ number, next }) => `<a href="work?khh=${number}&next=${next.number}" target=main>下一位</a>`,
  work: ({ number }) =>
    frames(
      'cols="50%,*"',
      `<frame name=detail src="detail?khh=${number}">`,
      `<frame name=box src="box?khh=${number}">`,
    ),
  box: ({ number }) =>
    `交易区<br><iframe name=order src="order?khh=${number}" width=600 height=300></iframe>`,
  detail: sheet,
  order: (shown) => order(shown),
}
