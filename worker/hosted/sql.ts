import { DurableObject } from 'cloudflare:workers'
import { everyMinute } from '../jobs/every-minute.ts'
import type { Sent } from './binding.ts'
import { edgeEnv, type HostedEnv } from './env.ts'

const MINUTE = 60_000

/** Rows of each statement of a batch, in order. */
export type Answer = Record<string, unknown>[][]

/**
 * One database of an edge on the bank's own machines: SQLite in a file, where Cloudflare has D1. One batch is one
 * transaction, as there. The playbook's also keeps time: plain workerd has no
 * clock for cron triggers.
 */
export class Sql extends DurableObject<HostedEnv> {
  constructor(...given: ConstructorParameters<typeof DurableObject<HostedEnv>>) {
    super(...given)
    const { ctx, env } = this
    ctx.blockConcurrencyWhile(async () => {
      migrate(ctx.storage, env.MIGRATIONS)
      if (ctx.id.name === 'PLAYBOOK' && (await ctx.storage.getAlarm()) === null)
        await ctx.storage.setAlarm(Date.now() + MINUTE)
    })
  }

  /** @throws what SQLite says; then nothing of the batch was done */
  run(batch: Sent[]): Answer {
    const { storage } = this.ctx
    return storage.transactionSync(() =>
      batch.map(({ sql, values }) => storage.sql.exec(sql, ...values).toArray() as Record<string, unknown>[]),
    )
  }

  async alarm(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + MINUTE)
    await everyMinute(edgeEnv(this.env), new Date())
  }
}

type Storage = import('@cloudflare/workers-types').DurableObjectStorage

function migrate(storage: Storage, migrations: HostedEnv['MIGRATIONS']): void {
  storage.sql.exec('create table if not exists d1_migrations (id integer primary key, name text unique)')
  const known = new Set(
    storage.sql
      .exec('select name from d1_migrations')
      .toArray()
      .map(({ name }) => name),
  )
  for (const { name, statements } of migrations) {
    if (known.has(name)) continue
    storage.transactionSync(() => {
      for (const statement of statements) storage.sql.exec(statement)
      storage.sql.exec('insert into d1_migrations (name) values (?)', name)
    })
  }
}
