import type { Lineage } from '../../contract/lineage.ts'
import type { View, ViewResponse } from '../../contract/view.ts'
import type { CompiledPlaybook } from '../../decision/compile.ts'
import { type Looking, recordAccess } from '../access/record.ts'
import type { Databases } from '../databases.ts'
import { movesOf } from '../decisions/moves.ts'
import { refusalsOf } from '../decisions/read.ts'
import { currentVersion } from '../playbook/current.ts'
import { activityFrom } from './activity.ts'
import { changesSince } from './changes.ts'
import { newestEvents } from './events-sql.ts'
import { matterKinds, openMatters } from './matters.ts'
import { readByPlaybook } from './read-by-playbook.ts'
import { momentIn, seenEvent } from './seen-event.ts'
import { OF_RUNS, shownAmong, shownFacts } from './shown-facts.ts'
import { scopeOf } from './sql.ts'
import {
  type CountedRow,
  changesOf,
  countedEvents,
  countedLinks,
  eventsOfKinds,
  keptFacts,
  liveRuns,
} from './statements.ts'
import { tellingOf } from './telling.ts'

/** Who asks, and when. */
export interface Viewing {
  agent: Looking['agent']
  now: Date
}

const CONTACTS = 5

/**
 * All of one customer in one glance, from one D1 batch that also writes who looked. Never under another key than asked.
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function readView(
  databases: Databases,
  key: string,
  { agent, now }: Viewing,
): Promise<ViewResponse> {
  const db = databases.of(key)
  const looking = {
    agent,
    at: now.toISOString(),
    action: 'view.read',
    customerKeys: [key],
    detail: '',
  } as const
  const told = await readByPlaybook(databases, db, async ({ compiled }, again) => {
    const { playbook } = compiled
    const scope = scopeOf(key, now, playbook.timeZone)
    const shown = shownAmong(playbook.catalogue).filter((name) => !OF_RUNS.includes(name))
    const [[published], ...rows] = await db.batch([
      currentVersion(db),
      keptFacts(db, scope),
      movesOf(db, scope.keys),
      liveRuns(db),
      countedEvents(db, scope),
      eventsOfKinds(db, scope, matterKinds(playbook.matters)),
      newestEvents(db, scope, { kinds: contactKinds(compiled), limit: CONTACTS }),
      countedLinks(db, scope),
      refusalsOf(db, [key]),
      changesOf(db, scope, shown),
      ...(again ? [] : await recordAccess(db, looking)),
    ])
    return { published, rows }
  })
  const { version, compiled } = told.content
  const [[known], moves, runs, counted, cases, contacts, links, [refusal], changes] = told.rows
  const to = moves.find((move) => move.to !== null)?.to
  if (to) return { customerKey: key, status: 'moved', to }
  if (!known) return { customerKey: key, status: 'unknown-customer' }
  const { catalogue } = compiled.playbook
  const asOf = known.asOf ?? now.toISOString()
  const splitAt = moves
    .flatMap((move) => move.splitAt ?? [])
    .toSorted()
    .at(-1)
  const lineage = JSON.parse(known.lineage ?? 'null') as Lineage | null
  const telling = tellingOf(compiled)
  return {
    ...{
      customerKey: key,
      status: 'viewed',
      playbookVersion: version,
      asOf,
      historical: known.asOf !== null,
    },
    ...{ factsAsOf: known.factsAsOf, currency: known.currency },
    ...shownFacts({ ...known, lineage, runs, asOf, splitAt }, catalogue),
    activity: activityOf(counted, compiled, asOf),
    matters: openMatters(cases, { ...compiled.playbook, ...telling, asOf }),
    contacts: contacts.map((row) => seenEvent(row, telling)),
    links: links.map((link) => ({ ...link, certain: link.certain === 1 })),
    ...(refusal && { refusedAt: refusal.at }),
    ...(splitAt && { splitAt }),
    changes: changesFrom(changes, spokenAt(counted, compiled)),
  }
}

const contactKinds = ({ playbook }: CompiledPlaybook): string[] =>
  playbook.events.filter(({ contact }) => contact).map(({ kind }) => kind)

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

const changesFrom = (rows: Parameters<typeof changesSince>[0], since: string | null): View['changes'] => ({
  since,
  items: changesSince(rows, since),
})
