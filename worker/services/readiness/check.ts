import { sql } from 'drizzle-orm'
import journal from '../../../db/migrations/meta/_journal.json' with { type: 'json' }
import { type Database, DatabaseUnavailable } from '../database.ts'
import type { Databases } from '../databases.ts'
import { everyDatabase } from '../every-database.ts'
import { NoPlaybook, readCurrent } from '../playbook/current.ts'

/** What keeps an edge from answering decisions; null when nothing does. */
export type Obstacle = 'database' | 'migrations' | 'playbook' | null

/** Looks for the first thing that is missing, in the order in which they are set up. */
export async function checkReadiness(databases: Databases): Promise<Obstacle> {
  const { playbook } = databases
  for (const applied of await Promise.all(everyDatabase(databases).map(appliedMigrations))) {
    if (!applied) return 'database'
    if (!journal.entries.every(({ tag }) => applied.includes(`${tag}.sql`))) return 'migrations'
  }
  if (!(await isPlaced(databases))) return 'database'
  return (await hasPlaybook(playbook)) ? null : 'playbook'
}

/** Whether it is known where customers stand, and each of those databases is bound. */
async function isPlaced(databases: Databases): Promise<boolean> {
  try {
    await databases.ready()
    return true
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return false
    throw error
  }
}

/** Names of applied migrations, none for an empty database; undefined where D1 does not answer. */
async function appliedMigrations(db: Database): Promise<string[] | undefined> {
  try {
    const table = sql`select name from sqlite_master where name = 'd1_migrations'`
    const [tables] = await db.batch([db.all(table)])
    if (tables.length === 0) return []
    const [rows] = await db.batch([db.all<{ name: string }>(sql`select name from d1_migrations`)])
    return rows.map(({ name }) => name)
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return undefined
    throw error
  }
}

async function hasPlaybook(db: Database): Promise<boolean> {
  try {
    return Boolean(await readCurrent(db))
  } catch (error) {
    if (error instanceof NoPlaybook) return false
    throw error
  }
}
