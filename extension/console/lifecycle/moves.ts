import type { Change } from '../../../worker/contract/change.ts'
import type { Me } from '../../../worker/contract/context.ts'
import type { Move } from '../api.ts'

/** What a person could do with a change as it stands; `own`: not this person, because they wrote at it. */
export interface Possible {
  move: Move
  refused: 'own' | null
}

type Person = Pick<Me, 'roles'>

const any =
  (...those: Me['roles']) =>
  ({ roles }: Person): boolean =>
    those.some((role) => roles.includes(role))

/** As in the edge's own table, which decides: here nobody is offered what would be refused. */
export const mayWrite = any('supervisor', 'admin')
export const mayApprove = any('approver')
export const mayWithdraw = any('supervisor', 'approver')
export const mayRollBack = any('approver', 'admin')

/** No role skips it: who wrote at a change never approves it. The edge says so too; here it is said in time. */
export function movesFor(change: Change | null, me: Me): Possible[] {
  const [writes, approves] = [mayWrite(me), mayApprove(me)]
  const own = change?.editors.includes(me.subject) ? 'own' : null
  const writer = (...moves: Move[]): Possible[] =>
    writes ? moves.map((move) => ({ move, refused: null })) : []
  const second = (...moves: Move[]): Possible[] =>
    approves ? moves.map((move) => ({ move, refused: own })) : []
  if (change?.state === 'draft') return writer('submit', 'declare', 'discard')
  if (change?.state === 'submitted') return [...second('approve', 'return'), ...writer('take-back')]
  if (change?.state === 'provisional' && !change.confirmedBy.includes(me.subject)) return second('confirm')
  return []
}
