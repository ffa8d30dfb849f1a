import { literal, order, sheet, type Trait, utf8 } from './parts.ts'

const NONCE = 'c2luZ2xlIHVzZQ'
const POLICY = `default-src 'none'; script-src 'nonce-${NONCE}'; form-action 'self'; base-uri 'none';
  require-trusted-types-for 'script'; trusted-types 'none'`.replace(/\s+/g, ' ')

/** Nothing but one script with a nonce may run, no markup may be made from text, no style may be added. */
export const strictCsp: Trait = {
  '': (shown) => {
    const answer = utf8(`<button>下一位</button>${sheet(shown)}${order(shown)}<script nonce=${NONCE}>
window.refused = []
addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective + ' ' + event.blockedURI))
document.querySelector('button').onclick = () => {
  const next = ${literal(shown.next)}
  document.querySelectorAll('td')[1].textContent = next.number
  document.querySelector('b').textContent = next.name
  document.forms[0].khh.value = next.number
}</script>`)
    answer.headers['content-security-policy'] = POLICY
    answer.body = String(answer.body).replace(/ style="[^"]*"/, '')
    return answer
  },
}
