import { and, asc, eq, gt, gte, lt } from 'drizzle-orm'
import { access, accessSegment, audit, auditAnchor, auditSegment } from '../../../db/schema/tables.ts'
import { AUDIT_LINES, type AuditExportQuery, type AuditPart } from '../../contract/audit.ts'
import { type Looking, recordAccess } from '../access/record.ts'
import type { Database } from '../database.ts'
import type { Databases } from '../databases.ts'
import { databaseNamed, databaseNames } from '../every-database.ts'
import { ofDatabase } from './list.ts'

/** Rows read from the database at once; what is sent waits for the reader. */
const AT_ONCE = 1000

/**
 * One page of an audit chain or of an access log as NDJSON, oldest first; its last line says after what to go on, or
 * null, and which databases have a chain. That it was exported is written with the bank's own before the first line leaves.
 * @throws Refused where there is no such database; DatabaseUnavailable before the first line; later the stream breaks off without its last line
 */
export async function exportAudit(
  databases: Databases,
  query: AuditExportQuery,
  agent: Looking['agent'],
  now: Date,
): Promise<ReadableStream<Uint8Array>> {
  const { database, part, after, limit } = query
  const db = databaseNamed(databases, database)
  const filters = Object.keys(query).filter((name) => ['actor', 'action', 'from', 'until'].includes(name))
  const detail = `${part} after/${after} limit/${limit}${filters.map((name) => ` by ${name}`).join('')}${ofDatabase(database)}`
  const looking = { agent, at: now.toISOString(), action: 'audit.export', customerKeys: [] } as const
  const { playbook } = databases
  await playbook.batch(await recordAccess(playbook, { ...looking, detail }))
  return linesOf(db, query, databaseNames(databases))
}

function linesOf(
  db: Database,
  query: AuditExportQuery,
  databases: readonly string[],
): ReadableStream<Uint8Array> {
  const [encoder, type] = [new TextEncoder(), AUDIT_LINES[query.part]]
  let { after, limit } = query
  return new ReadableStream({
    async pull(controller) {
      const wanted = Math.min(AT_ONCE, limit)
      const { rows, end } = await readPart(db, query.part, { ...query, after, limit: wanted })
      after = end
      limit -= rows.length
      const lines = rows.map((row) => `${JSON.stringify({ type, ...row })}\n`)
      const over = rows.length < wanted
      if (over || limit === 0)
        lines.push(`${JSON.stringify({ type: 'next', after: over ? null : after, databases })}\n`)
      controller.enqueue(encoder.encode(lines.join('')))
      if (over || limit === 0) controller.close()
    },
  })
}

type Page = Pick<AuditExportQuery, 'after' | 'limit' | 'actor' | 'action' | 'from' | 'until'>

/** Rows of a page, and after what the next one begins. */
async function readPart(
  db: Database,
  part: AuditPart,
  page: Page,
): Promise<{ rows: readonly object[]; end: number }> {
  const { after, limit } = page
  const bySequence = <Row extends { sequence: number }>(rows: Row[]) => ({
    rows,
    end: rows.at(-1)?.sequence ?? after,
  })
  const byId = <Row extends { id: number }>(rows: Row[]) => ({ rows, end: rows.at(-1)?.id ?? after })
  const { id } = part === 'segments' ? auditSegment : accessSegment
  switch (part) {
    case 'segments':
      return byId(
        (
          await db.batch([db.select().from(auditSegment).where(gt(id, after)).orderBy(asc(id)).limit(limit)])
        )[0],
      )
    case 'access-segments':
      return byId(
        (
          await db.batch([db.select().from(accessSegment).where(gt(id, after)).orderBy(asc(id)).limit(limit)])
        )[0],
      )
    case 'entries':
      return bySequence((await db.batch([entriesOf(db, page)]))[0])
    case 'access':
      return bySequence((await db.batch([accessOf(db, page)]))[0])
    case 'anchors': {
      const [rows] = await db.batch([
        db.select().from(auditAnchor).orderBy(asc(auditAnchor.at)).limit(limit).offset(after),
      ])
      return { rows, end: after + rows.length }
    }
  }
}

const entriesOf = (db: Database, page: Page) =>
  db.select().from(audit).where(wanted(page)).orderBy(asc(audit.sequence)).limit(page.limit)

const accessOf = (db: Database, { after, limit }: Page) =>
  db.select().from(access).where(gt(access.sequence, after)).orderBy(asc(access.sequence)).limit(limit)

const wanted = ({ after, actor, action, from, until }: Page) =>
  and(
    gt(audit.sequence, after),
    actor === undefined ? undefined : eq(audit.actor, actor),
    action === undefined ? undefined : eq(audit.action, action),
    from === undefined ? undefined : gte(audit.at, from),
    until === undefined ? undefined : lt(audit.at, until),
  )
