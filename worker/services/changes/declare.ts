import type { Database } from '../database.ts'
import { retried } from '../retried.ts'
import type { Act } from './judge.ts'
import { type LetThrough, letThrough } from './let-through.ts'
import { assertNoneRanOut } from './ran-out.ts'
import { withSubject } from './row.ts'

/** Long enough to find two approvers in a working hour, short enough that one person's word does not stand for a shift. */
const CONFIRM_MINUTES = 60

/**
 * Puts a change into force without a second person; two approvers must confirm within the hour, or it withdraws itself.
 * @throws Refused, DatabaseUnavailable
 */
export function declareChange(db: Database, act: Act): Promise<LetThrough> {
  const confirmBy = new Date(Date.parse(act.at) + CONFIRM_MINUTES * 60_000).toISOString()
  return retried(async () => {
    await assertNoneRanOut(db, act)
    return letThrough(db, 'declare', act, ({ editors }) => ({
      state: 'provisional',
      confirmBy,
      editors: withSubject(editors, act.by),
    }))
  })
}
