import type { ItemKind } from '../../contract/item.ts'
import type { PushReport } from '../../contract/live.ts'
import type { Playbook } from '../../contract/playbook.ts'
import type { Quality } from '../../contract/results.ts'
import { itemIdOf, itemLists } from '../../decision/items.ts'
import type { Databases } from '../databases.ts'
import { overCustomers } from '../over-customers.ts'
import { currentVersion, withContent } from '../playbook/current.ts'
import { subjectsOf } from '../playbook/subjects.ts'
import { alwaysFound, customersToTry, firstToTry } from './always-firing.ts'
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
export async function readQuality(databases: Databases, online: Online | null, now: Date): Promise<Quality> {
  const db = databases.playbook
  const since = new Date(now.getTime() - WINDOW).toISOString()
  const [[[current], waiting, hours, [then]], [used, customers]] = await Promise.all([
    db.batch([currentVersion(db), waitingChanges(db), approvalHours(db, since), versionAt(db, since)]),
    overCustomers(databases, (one) => one.batch([tipUse(one, since), customersToTry(one)])),
  ])
  const use = byTip(used)
  const published = await withContent(db, current)
  const { compiled, version } = published
  const { playbook } = compiled
  const long = then && (await subjectsOf(db, [then.version])).get(then.version)?.tips
  return {
    waiting,
    approvalHours: spread(hours.map((one) => one.hours)),
    stale: stale(playbook, compiled.clock.dayOf(now)),
    neverShown: neverShown(playbook, long ?? new Set(), use, compiled.clock.dayOf(new Date(since))),
    alwaysFiring: alwaysFound(published, firstToTry(customers), now),
    nobodyTakes: use.filter((one) => one.shown >= OFTEN && one.accepted < one.shown * HARDLY),
    unverified: playbook.checks.filter(({ verified }) => !verified).map(({ id }) => id),
    oldPlaybooks: online && older(online),
    inForce: version,
  }
}

interface TipUse {
  tipId: string
  shown: number
  accepted: number
}

/** Each tip once, with what every database has of it. */
function byTip(rows: readonly TipUse[]): TipUse[] {
  const tips = [...Map.groupBy(rows, ({ tipId }) => tipId)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  return tips.map(([tipId, those]) => ({
    tipId,
    shown: those.reduce((sum, { shown }) => sum + shown, 0),
    accepted: those.reduce((sum, { accepted }) => sum + accepted, 0),
  }))
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
