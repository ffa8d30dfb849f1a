import type * as z from 'zod'
import type { Rollback } from '../../contract/change.ts'
import type { Announcement } from '../../contract/live.ts'
import { lastEntry } from '../audit/append.ts'
import { prepareChecked } from '../changes/prepare.ts'
import { neverConfirmed, sameContent } from '../changes/refusals.ts'
import { unconfirmedIn } from '../changes/unconfirmed.ts'
import type { Database } from '../database.ts'
import { Refused } from '../refused.ts'
import { retried } from '../retried.ts'
import { currentVersion, type Published } from './current.ts'
import { inForce, putInForce } from './put-in-force.ts'
import { readVersion } from './version.ts'

/**
 * Goes back to the content of an earlier version, as the next one.
 * @param to the version whose content comes back
 * @returns what browsers are to be told
 * @throws Refused where another version has come into force since the person looked, there is no such version, its
 *   content is in force already, no longer fits the contract, or has an emergency that was never confirmed;
 *   DatabaseUnavailable
 */
export function rollback(
  db: Database,
  to: number,
  { version, comment }: z.infer<typeof Rollback>,
  by: string,
  at: string,
): Promise<Announcement> {
  return retried(async () => {
    const [[published], [last]] = await db.batch([currentVersion(db), lastEntry(db)])
    const now = await inForce(db, published, last)
    if (now.published.version !== version) throw overtaken(now.published)
    const { text } = await readVersion(db, to)
    const prepared = await prepareChecked(JSON.parse(text).playbook)
    if (prepared.digest === now.published.digest) throw sameContent()
    const emergency = await unconfirmedIn(db, prepared.playbook, now.playbook, to)
    if (emergency) throw neverConfirmed(to, emergency)
    return putInForce(db, now, {
      prepared,
      by,
      at,
      cause: { type: 'rollback', to, comment },
      fact: {
        action: 'playbook.rollback',
        detail: `to playbook/${to}`,
        before: now.published.digest,
        after: prepared.digest,
      },
    })
  })
}

const overtaken = ({ version, publishedBy, publishedAt }: Published) =>
  new Refused('changed-meanwhile', {
    zh: `策略包 ${version} 已由 ${publishedBy ?? '系统'} 于 ${publishedAt} 发布，现行版本不是你看到的那一版。`,
    en: `Playbook ${version} was published by ${publishedBy ?? 'the edge'} at ${publishedAt}: the one in force is not the one you saw.`,
  })
