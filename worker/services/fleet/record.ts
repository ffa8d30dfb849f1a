import { fleetBrowser } from '../../../db/schema/tables.ts'
import type { FleetReport } from '../../contract/fleet.ts'
import type { Database } from '../database.ts'

/**
 * Keeps what a browser says of itself, in the place of what it said before.
 * @throws DatabaseUnavailable
 */
export async function recordFleet(
  db: Database,
  report: FleetReport,
  { subject, teams }: { subject: string; teams: readonly string[] },
  seenAt: string,
): Promise<void> {
  const { id, version, ring, ...rest } = report
  const said = { agent: subject, team: teams[0] ?? '', seenAt, version, ring, report: JSON.stringify(rest) }
  await db.batch([
    db
      .insert(fleetBrowser)
      .values({ id, ...said })
      .onConflictDoUpdate({ target: fleetBrowser.id, set: said }),
  ])
}
