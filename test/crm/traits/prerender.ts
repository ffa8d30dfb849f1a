import { literal, order, sheet, type Trait } from './parts.ts'

/** The page of the next customer is drawn before anyone asks for it, in a document that nobody sees. */
export const prerender: Trait = {
  '': (shown, { query }) => {
    const next = `?${shown.link}&drawn=1`
    const rules = { prerender: [{ urls: [next], eagerness: 'immediate' }] }
    const speculation = `<script type=speculationrules>${literal(rules)}</script>`
    return `${sheet(shown)}${order(shown)}<a href="${next}">下一位</a>
<script>window.began = document.prerendering</script>${query.has('drawn') ? '' : speculation}`
  },
}
