import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { D1Database } from '@cloudflare/workers-types'
import type { Text } from '../worker/contract/text.ts'
import { terminalLanguage } from './trouble.ts'

const ROOT = join(import.meta.dirname, '..')
const MIGRATIONS = join(ROOT, 'db/migrations')

/** The table `wrangler d1 migrations` keeps, to the letter, so that both agree on what is applied. */
const CREATE_MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "d1_migrations"(
		id         INTEGER PRIMARY KEY AUTOINCREMENT,
		name       TEXT UNIQUE,
		applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`

/** The local databases: what there is once, and customers with all that is theirs. */
export interface LocalD1 {
  playbook: D1Database
  customers: D1Database
  /** Applies what is not applied yet, to both. */
  migrate(): Promise<void>
  close(): Promise<void>
}

/**
 * Opens the D1s that `wrangler dev --persist-to stateDir` serves, also while that runs. Writers of two
 * processes exclude each other for moments: wrap writes in `patiently`. Close it, or Node does not end. State from when
 * there was one database is made anew, and told so.
 */
export async function openLocalD1(stateDir: string): Promise<LocalD1> {
  const local = await open(stateDir)
  if (!(await isOfOneDatabase(local.customers))) return local
  await local.close()
  await rm(join(stateDir, 'v3/d1'), { recursive: true })
  console.log(MADE_ANEW[terminalLanguage(process.env)])
  return open(stateDir)
}

const MADE_ANEW: Text = {
  zh: '本地数据库来自策略包与客户尚未分库的版本，已重新建立；导入过的抽取请重新导入。',
  en: 'The local database was from before playbook and customers had one each: it is made anew. Import extracts again.',
}

/** From before the playbook had a database of its own: it stands where customers do. */
async function isOfOneDatabase(customers: D1Database): Promise<boolean> {
  const tables = "SELECT 1 FROM sqlite_master WHERE name IN ('playbook_part', 'd1_migrations')"
  if ((await customers.prepare(tables).all()).results.length < 2) return false
  const old = `SELECT 1 FROM playbook_part
    WHERE NOT EXISTS (SELECT 1 FROM d1_migrations WHERE name = '0009_databases.sql') LIMIT 1`
  return (await customers.prepare(old).first()) !== null
}

async function open(stateDir: string): Promise<LocalD1> {
  process.env.CLOUDFLARE_CF_FETCH_ENABLED ??= 'false'
  // It takes a second to load, which nobody shall wait for who only asks for help.
  const { getPlatformProxy } = await import('wrangler')
  const proxy = await getPlatformProxy<{ PLAYBOOK: D1Database; CUSTOMERS: D1Database }>({
    configPath: join(ROOT, 'db/local.toml'),
    persist: { path: join(stateDir, 'v3') },
    envFiles: [],
  })
  const { PLAYBOOK: playbook, CUSTOMERS: customers } = proxy.env
  const migrate = async () => {
    for (const db of [playbook, customers]) await applyMigrations(db)
  }
  return { playbook, customers, migrate, close: () => proxy.dispose() }
}

/** Applies every migration of db/migrations not yet applied, each whole or not at all. Returns their names. */
export async function applyMigrations(db: D1Database): Promise<string[]> {
  await patiently(() => db.prepare(CREATE_MIGRATIONS_TABLE).run())
  const applied = await db.prepare('SELECT name FROM d1_migrations').all<{ name: string }>()
  const known = new Set(applied.results.map((row) => row.name))
  const fresh = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql') && !known.has(name)).sort()
  for (const name of fresh) await applyMigration(db, name)
  return fresh
}

async function applyMigration(db: D1Database, name: string): Promise<void> {
  const sql = await readFile(join(MIGRATIONS, name), 'utf8')
  const statements = sql.split('--> statement-breakpoint').map((text) => db.prepare(text.trim()))
  const remember = db.prepare('INSERT INTO d1_migrations (name) VALUES (?1)').bind(name)
  await patiently(() => db.batch([...statements, remember]))
}

const BUSY = /SQLITE_BUSY|database is locked|session commit token/

/** What wraps the database's errors keeps them as its cause. */
const isBusy = (error: unknown): boolean =>
  BUSY.test(String(error)) || (error instanceof Error && error.cause !== undefined && isBusy(error.cause))

/**
 * Repeats `write` while another process holds the local database, for about 20 seconds at most.
 * `write` must be safe to repeat: a commit may stand although its answer was lost.
 */
export async function patiently<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await write()
    } catch (error) {
      if (attempt >= 40 || !isBusy(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.min(500, 5 * 2 ** attempt) * Math.random() + 1))
    }
  }
}
