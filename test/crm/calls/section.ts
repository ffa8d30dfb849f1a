import { heldBy } from '../../../db/sample/identifiers.ts'
import type { Base } from '../base.ts'
import { html, raw } from '../html.ts'
import { page, type Section } from '../http.ts'
import { FIELDS, utf8 } from '../traits/parts.ts'

/** What a caller is known by, as the telephone tells it. */
const LABELS: Record<string, string> = { phone: '主叫号码', card: '卡号', account: '账号' }

/** Numbers as the telephone system writes them. */
const WRITTEN: Record<string, (number: string) => string> = {
  phone: (number) => `+86 ${number.replace(/^(.{3})(.{4})/, '$1-$2-')}`,
  card: (number) => number.replace(/(.{4})(?=.)/g, '$1 '),
  account: (number) => number,
}

const callUrl = (kind: string, number: string): string => `/calls/call?line=${kind}:${number}`

/** Calls that wait: of each customer by phone, by the card they have keyed in, and by account. */
function queue(base: Base): string {
  const rows = base.numbers.slice(0, 10).map((customer, at) => {
    const links = Object.entries(heldBy(customer)).map(
      ([kind, number]) =>
        html`<td><a href="${callUrl(kind, number)}">${WRITTEN[kind]?.(number) ?? number}</a></td>`,
    )
    return html`<tr><td>${at + 1}</td>${links}</tr>`
  })
  return html`<h3>来电队列</h3><table class="d"><tr><th>序号</th><th>账号</th><th>卡号</th><th>主叫号码</th></tr>${rows}</table>`
    .markup
}

/** The page of a call. Each line is another call; pressing it puts its number in the place of the one before. */
function call(lines: string[]): string {
  const buttons = lines.map((line, at) => {
    const [kind = '', number = ''] = line.split(':')
    return html`<button type="button" data-label="${LABELS[kind] ?? ''}：" data-number="${WRITTEN[kind]?.(number) ?? number}">线路 ${at + 1}</button> `
  })
  return html`<h3>来电弹屏</h3><p>${buttons}</p>
<table border="1" cellpadding="3" width="560"><tr><td id="label" width="90"></td><td><b id="caller"></b></td></tr></table>
<form method="post" action="save"><input type="hidden" name="haoma">${raw(FIELDS)} <input type="submit" value="提 交"></form>
<script>
const take = ({ label, number }) => {
  document.getElementById('label').textContent = label
  document.getElementById('caller').textContent = number
  document.forms[0].haoma.value = number
}
const lines = [...document.querySelectorAll('[data-number]')]
for (const line of lines) line.onclick = () => take(line.dataset)
take(lines[0].dataset)
</script>`.markup
}

/** A call beside the customer whom the CRM has open. */
const desk = (customer: string, lines: string[]): string =>
  html`<iframe name="crm" width="700" height="420" src="/webforms/customer?no=${customer}"></iframe>
<iframe name="call" width="700" height="220" src="/calls/call?${raw(lines.map((line) => `line=${encodeURIComponent(line)}`).join('&'))}"></iframe>`
    .markup

/** The telephone beside the CRM: it knows who calls by phone, card or account, never by customer number. */
export function callsSection(base: Base, sent: string[]): Section {
  return ({ path, query, body }) => {
    const lines = query.getAll('line')
    if (path === '/calls/') return utf8(queue(base))
    if (path === '/calls/call' && lines.length) return utf8(call(lines))
    if (path === '/calls/desk') return utf8(desk(query.get('customer') ?? '', lines))
    if (path !== '/calls/save') return null
    sent.push(`calls?${body.toString()}`)
    return page(html`已受理`)
  }
}
