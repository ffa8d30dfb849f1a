import type { Database } from '../database.ts'
import { retried } from '../retried.ts'
import type { Act } from './judge.ts'
import { type LetThrough, letThrough } from './let-through.ts'
import { assertNoneRanOut } from './ran-out.ts'
import { checkStays } from './refusals.ts'
import { contentOf, withSubject } from './row.ts'

/** Long enough to find two approvers in a working hour, short enough that one person's word does not stand for a shift. */
const CONFIRM_MINUTES = 60

/**
 * Puts a change into force without a second person; two approvers must confirm within the hour, or it withdraws itself.
 * A check is not taken away so: a stop that is missing for an hour is the harm.
 * @throws Refused, DatabaseUnavailable
 */
export function declareChange(db: Database, act: Act): Promise<LetThrough> {
  const confirmBy = new Date(Date.parse(act.at) + CONFIRM_MINUTES * 60_000).toISOString()
  return retried(async () => {
    await assertNoneRanOut(db, act)
    return letThrough(db, 'declare', act, (row) => {
      if (row.kind === 'check' && contentOf(row) === null) throw checkStays(row)
      return { state: 'provisional', confirmBy, editors: withSubject(row.editors, act.by) }
    })
  })
}
