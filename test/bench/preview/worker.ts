import type { D1Database } from '@cloudflare/workers-types'
import type { Facts } from '../../../worker/contract/catalogue.ts'
import { PreviewRequest } from '../../../worker/contract/preview.ts'
import { openDatabase } from '../../../worker/services/database.ts'
import { oneDatabase } from '../../../worker/services/databases.ts'
import { rowsAfter, STRETCH, stretchOf } from '../../../worker/services/previews/base.ts'
import { previewStretch } from '../../../worker/services/previews/stretch.ts'

/** The Worker that is timed: `/preview` as the edge answers it, `/read` the same paging with nothing but parsing. */
export default {
  async fetch(request: Request, { CUSTOMERS }: { CUSTOMERS: D1Database }): Promise<Response> {
    const agent = { subject: 'bench', teams: [] }
    const db = openDatabase(CUSTOMERS)
    if (new URL(request.url).pathname === '/read') return Response.json(await read(db, await request.text()))
    const asked = PreviewRequest.parse(await request.json())
    return Response.json(
      await previewStretch(oneDatabase(db), asked, agent, new Date('2026-11-24T02:00:00Z')),
    )
  },
}

/** `sum`: so that no parsing can be left out as unused. */
async function read(db: ReturnType<typeof openDatabase>, after: string) {
  const rows = await db.batch([rowsAfter(db, after, STRETCH)])
  const { customers, next } = stretchOf(rows, STRETCH)
  let sum = 0
  for (const { facts } of customers) sum += Object.keys(JSON.parse(facts) as Facts).length
  return { next, customers: customers.length, sum }
}
