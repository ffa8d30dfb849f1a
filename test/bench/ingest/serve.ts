import { join } from 'node:path'
import type { D1Database } from '@cloudflare/workers-types'
import { build } from 'esbuild'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { applyMigrations } from '../../../db/local.ts'
import { assemblePlaybook } from '../../../db/packs/assemble.ts'
import { type Binding, openDatabase } from '../../../worker/services/database.ts'
import { publish } from '../../../worker/services/playbook/publish.ts'

// The Worker in workerd as a process of its own, its databases on disk, so that it can be killed; tells its address on stdout.
const [home = '', bindings = '{}'] = process.argv.slice(2)
const AT = '2026-01-01T00:00:00.000Z'
process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
await build({
  entryPoints: [join(import.meta.dirname, 'worker.ts')],
  bundle: true,
  outfile: join(home, 'worker.js'),
  format: 'esm',
  target: 'esnext',
  conditions: ['workerd', 'worker', 'browser'],
  external: ['cloudflare:workers'],
})
const workerd = new Miniflare(
  convertV4MiniflareOptions({
    name: 'bench',
    modules: [{ type: 'ESModule', path: join(home, 'worker.js') }],
    modulesRoot: home,
    compatibilityDate: '2026-10-01',
    bindings: JSON.parse(bindings),
    d1Databases: ['PLAYBOOK', 'CUSTOMERS', 'PLAIN'],
    durableObjects: {
      DIRECTORY: { className: 'Directory', useSQLite: true },
      TEAM: { className: 'Team', useSQLite: true },
    },
    resourcePersistencePath: join(home, 'state'),
    handleStructuredLogs: () => {},
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  }),
)
const { origin } = await workerd.unsafeGetDirectURL()
for (const name of ['PLAYBOOK', 'CUSTOMERS', 'PLAIN']) {
  const db = (await workerd.getD1Database(name)) as unknown as D1Database
  const fresh = await applyMigrations(db)
  if (fresh.length && name === 'PLAYBOOK')
    await publish(openDatabase(db as unknown as Binding), assemblePlaybook(), AT)
  if (fresh.length && name === 'CUSTOMERS') {
    await db.batch([
      db
        .prepare(
          `INSERT INTO load (id, dataset_id, state, started_at, finished_at) VALUES ('live', 'bench', 'done', ?1, ?1)`,
        )
        .bind(AT),
      db.prepare(`INSERT INTO dataset (id, live_load, currency) VALUES ('bench', 'live', 'CZK')`),
    ])
  }
}
console.log(origin)
