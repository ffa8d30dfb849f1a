import type { OpenMatter, View } from '../../contract/view.ts'
import type { CompiledPlaybook } from '../../decision/compile.ts'
import { lastSplit } from '../decisions/moves.ts'
import { silenceOf } from '../facts/silence.ts'
import type { Content, Published } from '../playbook/current.ts'
import { activityFrom } from './activity.ts'
import { changesSince } from './changes.ts'
import { openMatters } from './matters.ts'
import { contactKinds, type ViewRows } from './rows-for.ts'
import { momentIn, seenEvent } from './seen-event.ts'
import { shownFacts } from './shown-facts.ts'
import type { CountedRow } from './statements.ts'
import { tellingOf } from './telling.ts'

/** Rows of a customer who is known. */
type KnownRows = ViewRows & { known: NonNullable<ViewRows['known']> }

/** What rows of one customer come to, by the playbook they were asked by. */
export function viewFrom(
  rows: KnownRows,
  { version, compiled }: Published & Content,
  key: string,
  now: Date,
): View {
  const { known, moves, refusal } = rows
  const { currency, factsAsOf } = known
  const asOf = known.asOf ?? now.toISOString()
  const splitAt = lastSplit(moves)
  return {
    ...{ customerKey: key, status: 'viewed', playbookVersion: version },
    ...{ asOf, historical: known.asOf !== null, factsAsOf, currency },
    ...shownFacts({ ...known, splitAt }, compiled.playbook.catalogue, now.toISOString()),
    ...happenedFrom(rows, compiled, asOf),
    links: rows.links.map(({ kind, role, certain, count }) => ({
      kind,
      role,
      certain: certain === 1,
      count,
    })),
    ...(refusal && { refusedAt: refusal.at }),
    ...(splitAt && { splitAt }),
  }
}

function happenedFrom(
  { known, counted, cases, contacts, changes }: KnownRows,
  compiled: CompiledPlaybook,
  asOf: string,
) {
  const telling = tellingOf(compiled)
  const since = spokenAt(counted, compiled)
  const { catalogue, matters } = compiled.playbook
  const silence = silenceOf({ ...known, asOf }, catalogue)
  // Of other kinds that come no more it is open all the same.
  const silentSince = ({ matter }: OpenMatter) =>
    silence.ofKinds(matters.find(({ id }) => id === matter)?.closes ?? [])
  return {
    activity: activityOf(counted, compiled, asOf),
    matters: openMatters(cases, { ...compiled.playbook, ...telling, asOf }).map((one) => {
      const since = silentSince(one)
      return since ? { ...one, silentSince: since } : one
    }),
    contacts: contacts.map((row) => seenEvent(row, telling)),
    changes: { since, items: changesSince(changes, since) },
  }
}

function activityOf(
  rows: readonly CountedRow[],
  { clock }: CompiledPlaybook,
  asOf: string,
): View['activity'] {
  const inMoments = rows.map((row) => ({
    ...row,
    firstAt: momentIn(row.firstAt, clock),
    lastAt: momentIn(row.lastAt, clock),
  }))
  return activityFrom(inMoments, clock.dayOf(new Date(asOf)))
}

/** When customer and bank spoke last, apart from what may be the contact under way. */
function spokenAt(rows: readonly CountedRow[], compiled: CompiledPlaybook): string | null {
  const kinds = contactKinds(compiled)
  const moments = rows.flatMap(({ kind, spokenAt }) =>
    spokenAt !== null && kinds.includes(kind) ? [momentIn(spokenAt, compiled.clock)] : [],
  )
  return moments.toSorted().at(-1) ?? null
}
