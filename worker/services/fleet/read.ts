import { inArray } from 'drizzle-orm'
import { fleetBrowser } from '../../../db/schema/tables.ts'
import { FLEET_DAYS, type Fleet, FleetBrowser, Ring } from '../../contract/fleet.ts'
import type { Database } from '../database.ts'

const DAY = 86_400_000
const LISTED = 500

/**
 * How the browsers of the fleet stand.
 * @param teams those whose browsers may be seen; null: all
 * @throws DatabaseUnavailable
 */
export async function readFleet(db: Database, teams: readonly string[] | null, now: Date): Promise<Fleet> {
  const all = db.select().from(fleetBrowser)
  const [rows] = await db.batch([teams ? all.where(inArray(fleetBrowser.team, [...teams])) : all])
  const browsers = rows.flatMap(({ report, ...row }) => {
    const parsed = FleetBrowser.safeParse({ ...JSON.parse(report), ...row })
    return parsed.success ? [parsed.data] : []
  })
  const since = new Date(now.getTime() - FLEET_DAYS * DAY).toISOString()
  const seen = browsers.filter(({ seenAt }) => seenAt >= since)
  return {
    browsers: browsers.length,
    seen: seen.length,
    withProblems: browsers.filter(hasProblems).length,
    homeOffice: browsers.filter(({ homeOffice }) => homeOffice).length,
    dropped: browsers.filter(({ dropped }) => dropped > 0).length,
    problems: problemsOf(browsers),
    versions: versionsOf(seen),
    keyIds: keyIdsOf(seen),
    list: browsers.toSorted(byNeed).slice(0, LISTED),
  }
}

function problemsOf(browsers: readonly FleetBrowser[]): Fleet['problems'] {
  const all = browsers.flatMap(({ problems }) => problems)
  return [...Map.groupBy(all, ({ key, fault }) => `${key} ${fault}`).values()]
    .flatMap((same) => (same[0] ? [{ ...same[0], browsers: same.length }] : []))
    .toSorted((a, b) => b.browsers - a.browsers)
}

const hasProblems = ({ problems }: FleetBrowser): boolean => problems.length > 0

/** With problems first, then the longest unseen. */
const byNeed = (a: FleetBrowser, b: FleetBrowser): number =>
  Number(hasProblems(b)) - Number(hasProblems(a)) || (a.seenAt < b.seenAt ? -1 : 1)

/** Newer versions first, by their parts as numbers. */
function byVersion(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number))
  for (let at = 0; at < 4; at += 1) {
    const difference = (right?.[at] ?? 0) - (left?.[at] ?? 0)
    if (difference) return difference
  }
  return 0
}

function versionsOf(browsers: readonly FleetBrowser[]): Fleet['versions'] {
  return Ring.options.flatMap((ring) => {
    const own = browsers.filter((one) => one.ring === ring)
    const counts = Map.groupBy(own, ({ version }) => version)
    return [...counts]
      .map(([version, those]) => ({ ring, version, browsers: those.length }))
      .toSorted((a, b) => byVersion(a.version, b.version))
  })
}

function keyIdsOf(browsers: readonly FleetBrowser[]): Fleet['keyIds'] {
  const counts = Map.groupBy(browsers, ({ hmacKeyId }) => hmacKeyId)
  return [...counts]
    .map(([hmacKeyId, those]) => ({ hmacKeyId, browsers: those.length }))
    .toSorted((a, b) => b.browsers - a.browsers)
}
