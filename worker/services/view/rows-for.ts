import { OF_RUNS } from '../../contract/segmentation.ts'
import type { CompiledPlaybook } from '../../decision/compile.ts'
import { recordAccess } from '../access/record.ts'
import type { Database } from '../database.ts'
import { movesOf } from '../decisions/moves.ts'
import { refusalsOf } from '../decisions/read.ts'
import { companionsTogether } from '../facts/companions.ts'
import { currentVersion } from '../playbook/current.ts'
import { pairsOf } from '../rotations/aliases.ts'
import { newestEvents } from './events-sql.ts'
import { matterKinds } from './matters.ts'
import type { Viewing } from './read.ts'
import { shownAmong } from './shown-facts.ts'
import { type Seat, scopeOf } from './sql.ts'
import { changesOf, countedEvents, countedLinks, eventsOfKinds, keptFacts } from './statements.ts'

export const CONTACTS = 5

export type ViewRows = Awaited<ReturnType<typeof rowsFor>>['rows']

/**
 * All that a view is told from, in one batch, as a playbook asks for it.
 * @param seat who speaks for the customer, where that may stand in another database
 */
export async function rowsFor(
  db: Database,
  key: string,
  { agent, now }: Viewing,
  compiled: CompiledPlaybook,
  again: boolean,
  seat?: Seat,
) {
  const { catalogue, matters, timeZone } = compiled.playbook
  const scope = { ...scopeOf(key, now, timeZone), ...(seat && { seat }) }
  const shown = shownAmong(catalogue).filter((name) => !OF_RUNS.includes(name))
  const looking = {
    agent,
    at: now.toISOString(),
    action: 'view.read',
    customerKeys: [key],
    detail: '',
  } as const
  const [[published], kept, moves, counted, cases, contacts, links, [refusal], changes, pairs] =
    await db.batch([
      currentVersion(db),
      keptFacts(db, scope),
      movesOf(db, scope.keys),
      countedEvents(db, scope),
      eventsOfKinds(db, scope, matterKinds(matters)),
      newestEvents(db, scope, { kinds: contactKinds(compiled), limit: CONTACTS }),
      countedLinks(db, scope),
      refusalsOf(db, [key]),
      changesOf(db, scope, shown),
      pairsOf(db, [key]),
      ...(again ? [] : await recordAccess(db, looking)),
    ])
  const rows = {
    known: companionsTogether(kept),
    moves,
    counted,
    cases,
    contacts,
    links,
    refusal,
    changes,
    pairs,
  }
  return { published, rows }
}

/** Kinds of event in which customer and bank spoke with each other. */
export const contactKinds = ({ playbook }: CompiledPlaybook): string[] =>
  playbook.events.filter(({ contact }) => contact).map(({ kind }) => kind)
