import { and, asc, eq, inArray } from 'drizzle-orm'
import { change, changeStep } from '../../../db/schema/tables.ts'
import { type Change, type NewChange, OPEN_STATES } from '../../contract/change.ts'
import { lastEntry } from '../audit/append.ts'
import type { Database } from '../database.ts'
import { currentVersion } from '../playbook/current.ts'
import { noSuchVersion } from '../playbook/version.ts'
import { retried } from '../retried.ts'
import { changedMeanwhile, changeOpen } from './refusals.ts'
import { type ChangeRow, type StepRow, toChange } from './row.ts'
import { textColumns, writtenOf } from './text.ts'
import { writeStep } from './write.ts'

/**
 * A new draft. The same one from the same person again is the one that is there.
 * @throws Refused where the item has an open change or the id another text, DatabaseUnavailable
 */
export function createChange(db: Database, fresh: NewChange, by: string, at: string): Promise<Change> {
  return retried(async () => {
    const { known, steps, open, version, last } = await look(db, fresh)
    const [first] = steps
    if (known && first) return sameAgain(known, first, fresh, by)
    if (open) throw changeOpen(open.id, JSON.parse(open.editors)[0], fresh)
    if (fresh.baseVersion > version) throw noSuchVersion(fresh.baseVersion)
    const after = draftOf(fresh, by, at)
    const step = { action: 'create', by, at, written: writtenOf(fresh) } as const
    await writeStep(db, { before: null, after, last }, step)
    return toChange(after)
  })
}

async function look(db: Database, { id, kind, itemId }: NewChange) {
  const ofItem = and(eq(change.kind, kind), eq(change.itemId, itemId), inArray(change.state, OPEN_STATES))
  const steps = db.select().from(changeStep).where(eq(changeStep.changeId, id))
  const [[known], taken, [open], [published], [last]] = await db.batch([
    db.select().from(change).where(eq(change.id, id)),
    steps.orderBy(asc(changeStep.revision)),
    db.select().from(change).where(ofItem),
    currentVersion(db),
    lastEntry(db),
  ])
  return { known, steps: taken, open, version: published?.version ?? 0, last }
}

function sameAgain(
  known: ChangeRow,
  first: StepRow,
  { kind, itemId, ...text }: NewChange,
  by: string,
): Change {
  const same = known.kind === kind && known.itemId === itemId && first.written === writtenOf(text)
  if (!same || first.by !== by) throw changedMeanwhile(first)
  return toChange(known)
}

const draftOf = (fresh: NewChange, by: string, at: string): ChangeRow => ({
  id: fresh.id,
  kind: fresh.kind,
  itemId: fresh.itemId,
  ...textColumns(fresh),
  state: 'draft',
  revision: 1,
  editors: JSON.stringify([by]),
  createdAt: at,
  updatedAt: at,
  submittedAt: null,
  playbookVersion: null,
  confirmBy: null,
  confirmedBy: '[]',
})
