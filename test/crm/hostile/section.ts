import type { Base } from '../base.ts'
import { html } from '../html.ts'
import { type Answer, page, type Section } from '../http.ts'
import { order, sheet, utf8 } from '../traits/parts.ts'
import { means } from './means.ts'

/** Keeps what a script gets hold of, each text once. */
const TAKE = `const loot = new Set()
  const take = (text) => { if (text && loot.size < 20_000) loot.add(String(text).slice(0, 5000)) }`

const script = (text = '') => `<script>${text}</script>`

function answerOf(base: Base, name: string, number: string): Answer | null {
  const tried = means[name]
  if (!tried) return null
  const customer = { number, name: base.person(number).name }
  const table = sheet(customer).replace(`<td>${number}`, `<td id=number>${number}`)
  return utf8(
    `${script(`${TAKE}\n${tried.before ?? ''}`)}${table}${order(customer)}${tried.body ?? ''}${script(tried.after)}`,
  )
}

/** A page of a CRM whose own scripts turn on Fineline, one for each means they have. What its form sends is kept in `sent`. */
export function hostileSection(base: Base, sent: string[]): Section {
  return ({ path, query, body }) => {
    const [, name = '', rest = ''] = /^\/hostile\/([a-z-]+)\/(save)?$/.exec(path) ?? []
    if (rest) {
      sent.push(`${name}?${body.toString()}`)
      return page(html`已受理`)
    }
    const number = base.find(query.get('khh') ?? '')?.number ?? base.numbers[0] ?? ''
    return answerOf(base, name, number)
  }
}
