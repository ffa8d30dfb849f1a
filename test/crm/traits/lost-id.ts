import { order, sheet, type Trait } from './parts.ts'

/** A customer is opened by a form that is posted: the address names nobody. */
const show = (shown: Parameters<Trait['']>[0]) => `${sheet(shown)}
<form method=post action=show><input type=hidden name=khh value=${shown.next.number}><input type=hidden name=next
value=${shown.number}><input type=submit value="下一位"></form>${order(shown, 'name=f1')}`

export const lostId: Trait = { '': show, show }
