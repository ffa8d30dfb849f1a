import { isNotNull } from 'drizzle-orm'
import { SAMPLE } from '../../db/sample/load.ts'
import { dataset } from '../../db/schema/tables.ts'
import { SegmentModel } from '../../worker/contract/segmentation.ts'
import { type Binding, openDatabase } from '../../worker/services/database.ts'
import { type Databases, oneDatabase } from '../../worker/services/databases.ts'
import { advance } from '../../worker/services/segmentation/advance.ts'
import { listRuns } from '../../worker/services/segmentation/list.ts'
import { publishRun } from '../../worker/services/segmentation/publish.ts'
import { newestRuns } from '../../worker/services/segmentation/sql/runs.ts'
import { startRun } from '../../worker/services/segmentation/start.ts'

/** Who lets the runs of the sample go live, in the audit chain too: at a bank that is a second person. */
const APPROVER = 'npm start'

/** What became of it: customers put into a group, by model, or the datasets besides the sample that keep it from being done. */
export type Grouped = { grouped: Record<string, number> } | { othersLive: string[] }

/**
 * Computes groups from data and lets them go live, each model of which nobody has ever started a run, and anew those that it
 * let go live itself and that are too old to decide with: what else there is stays. A run is over all live datasets; where any is not the sample it is left to people: nobody but they may let
 * groups of a bank's customers go live.
 */
export async function groupSample(playbook: Binding, customers: Binding): Promise<Grouped> {
  const databases: Databases = { ...oneDatabase(openDatabase(customers)), playbook: openDatabase(playbook) }
  const othersLive = await liveBeside(databases)
  if (othersLive.length > 0) return { othersLive }
  const [runs] = await databases.playbook.batch([newestRuns(databases.playbook)])
  const started = new Set(runs.map(({ model }) => model))
  const grouped: Record<string, number> = {}
  const old = await ownOld(databases)
  for (const model of SegmentModel.options.filter((one) => !started.has(one) || old.has(one)))
    grouped[model] = await groupBy(databases, model)
  return { grouped }
}

/** Models whose live run is its own and too old; none while a run is under way, which goes first. */
async function ownOld(databases: Databases): Promise<ReadonlySet<SegmentModel>> {
  const { runs, old } = await listRuns(databases, new Date())
  if (runs.some(({ state }) => state === 'computing')) return new Set()
  const own = runs.filter(({ id, publishedBy }) => old.includes(id) && publishedBy === APPROVER)
  return new Set(own.map(({ model }) => model))
}

/** Live datasets other than the sample. */
async function liveBeside({ customers }: Databases): Promise<string[]> {
  const rows = await Promise.all(
    customers.map((db) => db.select({ id: dataset.id }).from(dataset).where(isNotNull(dataset.liveLoad))),
  )
  return [...new Set(rows.flat().map(({ id }) => id))].filter((id) => id !== SAMPLE).toSorted()
}

async function groupBy(databases: Databases, model: SegmentModel): Promise<number> {
  const at = new Date()
  const { id } = await startRun(databases, model, { by: null, at: at.toISOString() })
  let row = await advance(databases, at)
  while (row?.state === 'computing') row = await advance(databases, at)
  // One that failed says so in the console, like any other.
  if (row?.state !== 'preview') return 0
  const { result } = await publishRun(databases, { id, by: APPROVER, at: new Date().toISOString() })
  return result.sizes.reduce((sum, { value, customers }) => sum + (value ? customers : 0), 0)
}
