import { createHash } from 'node:crypto'
import type { D1Database } from '@cloudflare/workers-types'
import type { LocalD1 } from '../../../db/local.ts'
import { assemblePlaybook } from '../../../db/packs/assemble.ts'
import { generateSample, SEED } from '../../../db/sample/generate.ts'
import { type Binding, openDatabase } from '../../../worker/services/database.ts'
import { oneDatabase } from '../../../worker/services/databases.ts'
import { publish } from '../../../worker/services/playbook/publish.ts'
import { spreadVersion } from '../../../worker/services/playbook/spread.ts'

const DAY = '2026-11-23'
const SINCE = '2016-11-23T00:00:00.000Z'
const YEARS = 10 * 365.25 * 86_400
/** Events of other customers, so that the one's are not alone in table and index. */
const OTHERS = 200_000

const keyOf = (number: string) => createHash('sha256').update(number).digest('hex')

/**
 * Fills the database with the shipped playbook, customers with so many events each, and 200,000 events of others. One
 * event in 50 is a contact, one in 500 opens or closes a complaint, and one in 20 changed a fact.
 * @returns the customer's key for each number of events
 */
export async function fillView(local: LocalD1, counts: readonly number[]): Promise<string[]> {
  await local.migrate()
  const d1 = local.customers
  const playbook = openDatabase(local.playbook as unknown as Binding)
  await publish(playbook, assemblePlaybook(), `${DAY}T00:00:00.000Z`)
  await spreadVersion({ ...oneDatabase(openDatabase(d1 as unknown as Binding)), playbook })
  const customers = generateSample(SEED, counts.length + 20, DAY).map(({ number, facts }) => {
    return { key: keyOf(number), facts }
  })
  await d1.batch([
    ...LOADS.map((sql) => d1.prepare(sql)),
    d1.prepare(CUSTOMERS).bind(JSON.stringify(customers)),
  ])
  const others = customers.slice(counts.length)
  for (const { key } of others) await fill(d1, key, OTHERS / others.length)
  for (const [at, count] of counts.entries()) await fill(d1, customers[at]?.key ?? '', count)
  return customers.slice(0, counts.length).map(({ key }) => key)
}

async function fill(d1: D1Database, key: string, count: number): Promise<void> {
  await d1.batch([
    d1.prepare(EVENTS).bind(key, count, YEARS / count),
    d1.prepare(CHANGES).bind(key, count / 20, (YEARS / count) * 20),
    d1.prepare(LINKS).bind(key),
  ])
}

const LOADS = [
  `insert into load (id, dataset_id, state, started_at, finished_at) values ('bench-load', 'bench', 'done', '${SINCE}', '${SINCE}')`,
  "insert into dataset (id, live_load, currency) values ('bench', 'bench-load', 'CNY')",
]
const CUSTOMERS = `insert into customer (key, load_id, facts, facts_as_of)
  select value ->> 'key', 'bench-load', value ->> 'facts', '${DAY}T00:00:00.000Z' from json_each(?1)`
const NUMBERS =
  'with recursive n(i) as (select 1 where ?2 >= 1 union all select i + 1 from n where i + 1 <= ?2)'
const AT = `strftime('%Y-%m-%dT%H:%M:%fZ', '${SINCE}', (i * ?3) || ' seconds')`
/** A case is opened by every thousandth event and closed 500 later, but for the last. */
const EVENTS = `${NUMBERS} insert into event select 'bench-load', substr(?1, 1, 8) || '-' || i, ?1, ${AT},
    case when i % 50 = 0 then 'phone' when i % 3 = 0 then 'cards' else 'core' end,
    case when i % 1000 = 0 then 'complaint_opened' when i % 500 = 0 then 'complaint_closed'
      when i % 50 = 0 then 'contact' when i % 3 = 0 then 'debit' else 'credit' end,
    case when i % 50 = 0 then null else i * 37 % 100000 end,
    json_object('complaint', 'c' || (i / 1000), 'reason', 'enquiry', 'matter', 'fee', 'balance', i * 100)
  from n`
const CHANGES = `${NUMBERS} insert into fact_change select ?1, 'deposit_balance', ${AT}, cast(i as text),
    cast(i + 1 as text), 'core', ${AT}, 'bench' from n`
const LINKS = `insert into identifier select 'bench-load', value || ?1, ?1, value, 'owner', 1, 'core', '${SINCE}'
  from json_each('["account","card","phone"]')`
