import type { D1Database } from '@cloudflare/workers-types'
import { SegmentModel } from '../../../worker/contract/segmentation.ts'
import { type Database, openDatabase } from '../../../worker/services/database.ts'
import { oneDatabase } from '../../../worker/services/databases.ts'
import { advance } from '../../../worker/services/segmentation/advance.ts'
import { readRun } from '../../../worker/services/segmentation/list.ts'
import { customerOf, customersAfter, liveLoads } from '../../../worker/services/segmentation/sql/customers.ts'
import { startRun } from '../../../worker/services/segmentation/start.ts'
import { STRETCH } from '../../../worker/services/segmentation/steps/step.ts'
import { NOW } from './moment.ts'

/** The Worker that is timed: a run by steps as the minute's job takes them, and `/read`, the same paging with nothing but parsing. */
export default {
  async fetch(request: Request, { CUSTOMERS }: { CUSTOMERS: D1Database }): Promise<Response> {
    const db = openDatabase(CUSTOMERS)
    const databases = oneDatabase(db)
    const [path, body] = [new URL(request.url).pathname, await request.text()]
    if (path === '/read') return Response.json(await read(db, body))
    if (path === '/run') return Response.json(await readRun(db, Number(body)))
    if (path === '/step') return Response.json((await advance(databases, new Date(NOW)))?.phase ?? null)
    return Response.json(await startRun(databases, SegmentModel.parse(body), { by: 'bench', at: NOW }))
  },
}

/** `sum`: so that no parsing can be left out as unused. */
async function read(db: Database, after: string) {
  const paging = { loads: await liveLoads(oneDatabase(db)), after, most: STRETCH }
  const [rows] = await db.batch([customersAfter(db, paging)])
  const sum = rows
    .flatMap((row) => customerOf(row, { catalogue: [], now: NOW, only: new Set() }))
    .reduce((all, { facts }) => all + Object.keys(facts).length, 0)
  return { next: rows.length < STRETCH ? null : (rows.at(-1)?.key ?? null), sum }
}
