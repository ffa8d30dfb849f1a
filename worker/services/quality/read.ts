import type { ItemKind } from '../../contract/item.ts'
import type { PushReport } from '../../contract/live.ts'
import type { Playbook } from '../../contract/playbook.ts'
import type { Quality } from '../../contract/results.ts'
import { itemIdOf, itemLists } from '../../decision/items.ts'
import type { Database } from '../database.ts'
import { currentVersion, withContent } from '../playbook/current.ts'
import { subjectsOf } from '../playbook/subjects.ts'
import { alwaysFound, customersToTry } from './always-firing.ts'
import { approvalHours, tipUse, versionAt, waitingChanges } from './queries.ts'

const WINDOW = 28 * 86_400_000
/** A tip that was on a screen so often and taken by fewer than one in fifty is taken by nobody. */
const OFTEN = 30
const HARDLY = 0.02

/** Who is online with which playbook, as the live channel knows it. */
export type Online = Pick<PushReport, 'version'> & {
  agents: Pick<PushReport['agents'][number], 'online' | 'version'>[]
}

/**
 * How the management process itself stands.
 * @param online null where nobody can say
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function readQuality(db: Database, online: Online | null, now: Date): Promise<Quality> {
  const since = new Date(now.getTime() - WINDOW).toISOString()
  const [[current], waiting, hours, use, [then], customers] = await db.batch([
    currentVersion(db),
    waitingChanges(db),
    approvalHours(db, since),
    tipUse(db, since),
    versionAt(db, since),
    customersToTry(db),
  ])
  const published = await withContent(db, current)
  const { compiled, version } = published
  const { playbook } = compiled
  const long = then && (await subjectsOf(db, [then.version])).get(then.version)?.tips
  return {
    waiting,
    approvalHours: spread(hours.map((one) => one.hours)),
    stale: stale(playbook, compiled.clock.dayOf(now)),
    neverShown: neverShown(playbook, long ?? new Set(), use, compiled.clock.dayOf(new Date(since))),
    alwaysFiring: alwaysFound(published, customers, now),
    nobodyTakes: use.filter((one) => one.shown >= OFTEN && one.accepted < one.shown * HARDLY),
    unverified: playbook.checks.filter(({ verified }) => !verified).map(({ id }) => id),
    oldPlaybooks: online && older(online),
    inForce: version,
  }
}

/** @param hours ascending */
function spread(hours: readonly number[]): Quality['approvalHours'] {
  const count = hours.length
  const at = (share: number) => hours[Math.min(count - 1, Math.floor(share * count))] ?? 0
  return count > 0 ? { median: at(0.5), p90: at(0.9), count } : null
}

/** Items past the day on which somebody should have asked whether they still serve. */
function stale(playbook: Playbook, today: string): Quality['stale'] {
  const kinds = ['tip', 'check', 'script', 'knowledge'] as const satisfies readonly ItemKind[]
  return kinds.flatMap((kind) =>
    playbook[itemLists[kind]].flatMap((item) =>
      item.reviewOn && item.reviewOn < today
        ? [{ kind, itemId: itemIdOf(item), reviewOn: item.reviewOn }]
        : [],
    ),
  )
}

/** Tips that were in force all the while and nobody saw. */
function neverShown(
  { tips }: Playbook,
  long: ReadonlySet<string>,
  use: readonly { tipId: string }[],
  since: string,
): string[] {
  const seen = new Set(use.map(({ tipId }) => tipId))
  const all = tips.filter(({ id, from }) => long.has(id) && !seen.has(id) && (from ?? '') <= since)
  return all.map(({ id }) => id)
}

function older({ version, agents }: Online): NonNullable<Quality['oldPlaybooks']> {
  const counts = new Map<number, number>()
  for (const one of agents)
    if (one.online && one.version < version) counts.set(one.version, (counts.get(one.version) ?? 0) + 1)
  return [...counts]
    .map(([old, count]) => ({ version: old, agents: count }))
    .toSorted((a, b) => b.version - a.version)
}
