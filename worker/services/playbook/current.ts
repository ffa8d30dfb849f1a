import { asc, desc, eq } from 'drizzle-orm'
import { playbook, playbookPart } from '../../../db/schema/tables.ts'
import { type Playbook, PublishedPlaybook } from '../../contract/playbook.ts'
import { type CompiledPlaybook, compilePlaybook } from '../../decision/compile.ts'
import type { Database } from '../database.ts'

/** A row of `playbook`. */
export type Published = typeof playbook.$inferSelect

/** Nothing has been published yet. */
export class NoPlaybook extends Error {
  override name = 'NoPlaybook'
}

/** What was published: the JSON text of contract PublishedPlaybook, and ready to decide. */
export interface Content {
  digest: string
  text: string
  compiled: CompiledPlaybook
}

/** One isolate answers from one playbook; the next one takes its place. */
let cached: Content | undefined

/** The playbook this isolate decided with last; there may be a newer one. */
export const lastPlaybook = (): Playbook | undefined => cached?.compiled.playbook

/** The content this isolate answered from last. */
export const lastContent = (): Content | undefined => cached

/** The statement that finds the current version; goes along in any batch. */
export function currentVersion(db: Database) {
  return db.select().from(playbook).orderBy(desc(playbook.version)).limit(1)
}

/**
 * That version with its content, which is assembled and compiled once an isolate.
 * @throws NoPlaybook where there is no version
 */
export async function withContent(
  db: Database,
  published: Published | undefined,
): Promise<Published & Content> {
  if (!published) throw new NoPlaybook('no playbook has been published')
  if (cached?.digest !== published.digest) {
    const text = await assemble(db, published)
    const { playbook } = PublishedPlaybook.parse(JSON.parse(text))
    // What is typed never comes here, so the tables of text checks are of no use here.
    const compiled = compilePlaybook(playbook)
    cached = { digest: published.digest, text, compiled }
  }
  return { ...published, ...cached }
}

/**
 * The playbook in force, where nothing else is asked in the same batch.
 * @throws NoPlaybook, DatabaseUnavailable
 */
export async function readCurrent(db: Database): Promise<Published & Content> {
  const [[published]] = await db.batch([currentVersion(db)])
  return withContent(db, published)
}

/** The JSON text of contract PublishedPlaybook that a version stands for; from the isolate where it is the current one. */
export async function textOf(db: Database, published: Published): Promise<string> {
  return cached?.digest === published.digest ? cached.text : assemble(db, published)
}

async function assemble(db: Database, { version, digest }: Published): Promise<string> {
  const { part, body } = playbookPart
  const query = db.select({ body }).from(playbookPart).where(eq(playbookPart.version, version))
  const [parts] = await db.batch([query.orderBy(asc(part))])
  const text = parts.map((row) => row.body).join('')
  if ((await digestOf(text)) !== digest) throw new Error('the stored playbook does not match its digest')
  return text
}

/** SHA-256 of a text in UTF-8, as 64 lower-case hex digits. */
export async function digestOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
