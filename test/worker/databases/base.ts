import type { Database } from '../../../worker/services/database.ts'
import { runSql } from '../../../worker/services/database.ts'
import type { Databases } from '../../../worker/services/databases.ts'
import { seeded } from '../../fuzz/random.ts'
import { spreadKey } from './many.ts'

type Row = Record<string, string | number | null>

/** Rows of tables, by the column that says where they belong; rows of a table without one belong everywhere. */
export interface Base {
  keys: string[]
  tables: [table: string, key: string | null, rows: Row[]][]
}

export const NOW = new Date('2026-11-26T04:00:00.000Z')
const DAY = 86_400_000
const ago = (days: number) => new Date(NOW.getTime() - days * DAY).toISOString()

/** A bank with customers in two loads, what they did, what agents did with them, drawn from a seed. */
export async function madeUp(seed: number, customers: number): Promise<Base> {
  const random = seeded(seed)
  const whole = (most: number) => Math.floor(random() * most)
  const one = <Item>(of: readonly Item[]): Item => of[whole(of.length)] as Item
  const keys = await Promise.all(Array.from({ length: customers }, (_, n) => spreadKey(seed * 1e6 + n)))
  const id = () => `id-${whole(1e9)}-${whole(1e9)}`
  const facts = () => ({
    age: 10 + whole(80),
    ...(random() < 0.97 && { deposit_balance: whole(9) * 10_000 + 100 * whole(40) }),
    app_active: random() < 0.5,
    ...(random() < 0.05 && { personalisation_consent: false }),
  })
  const customerRows = keys.flatMap((key) => {
    const row = (load_id: string) => ({
      ...{ key, load_id, facts: JSON.stringify(facts()), facts_as_of: ago(3), lineage: null },
    })
    return random() < 0.2 ? [row('core-1'), row('card-1')] : [row('core-1')]
  })
  const events = keys.flatMap((customer_key) =>
    Array.from({ length: random() < 0.15 ? 0 : 1 + whole(random() < 0.3 ? 12 : 3) }, () => ({
      ...{ load_id: random() < 0.9 ? 'core-1' : 'card-1', id: id(), customer_key, channel: 'core' },
      ...{ at: ago(whole(38) * 10 + 0.5), kind: one(['debit', 'credit', 'deposit', 'withdrawal']) },
      ...{ amount: random() < 0.05 ? null : (1 + whole(9)) * 1000 + whole(3), detail: null },
    })),
  )
  const outcomes = keys.flatMap((customer_key) => {
    const side = random() < 0.7 ? 'offered' : 'withheld'
    const at = () => ago(whole(40) + random())
    const row = (kind: string, moment = at()) => ({
      ...{ id: id(), customer_key, playbook_version: 1, subject: 'tip', subject_id: 'call-back', kind },
      ...{ reason_id: kind === 'dismissed' ? 'not-now' : null, reason_text: null, at: moment },
      ...{ agent: `agent-${whole(18)}`, received_at: moment, team: `team-${whole(3)}` },
      segment_id: random() < 0.5 ? 'senior' : null,
    })
    const kinds = ['prompted', 'shown', 'accepted', 'deferred', 'dismissed']
    const given = Array.from({ length: whole(5) }, () => row(one(kinds)))
    const switched = random() < 0.05 ? [row('withheld')] : []
    return [row(side), ...switched, ...given]
  })
  const conversions = keys.flatMap((customer_key) =>
    random() < 0.3
      ? [
          {
            ...{ id: id(), customer_key, tip_id: 'call-back', at: ago(whole(30)) },
            ...{ reported_by: 'admin', received_at: ago(0) },
          },
        ]
      : [],
  )
  const objections = keys.flatMap((customer_key) =>
    random() < 0.1
      ? [{ customer_key, at: ago(9), recorded_by: 'a', taken_back_at: null, taken_back_by: null }]
      : [],
  )
  const set = (name: string, currency: string) => [
    { id: name, live_load: `${name}-1`, as_of: null, currency },
  ]
  const load = (name: string, finished_at: string) => [
    {
      ...{ id: `${name}-1`, dataset_id: name, state: 'done', started_at: ago(4) },
      ...{ finished_at, summary: null },
    },
  ]
  return {
    keys,
    tables: [
      ['dataset', null, [...set('core', 'CNY'), ...set('card', 'EUR')]],
      ['load', null, [...load('core', ago(3)), ...load('card', ago(2))]],
      ['customer', 'key', customerRows],
      ['event', 'customer_key', events],
      ['outcome', 'customer_key', outcomes],
      ['conversion', 'customer_key', conversions],
      ['objection', 'customer_key', objections],
    ],
  }
}

/** Puts a base where each row belongs. */
export async function fill(databases: Databases, { tables }: Base): Promise<void> {
  await databases.ready()
  for (const [table, key, rows] of tables)
    for (const db of databases.customers) {
      const own = rows.filter(
        (row) =>
          key === null || databases.customers.length === 1 || databases.nameOf(`${row[key]}`) === db.name,
      )
      await insert(db, table, own)
    }
}

export async function insert(db: Database, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const values = columns.map((name) => `value ->> '${name}'`).join()
  const text = `insert into ${table} (${columns.join()}) select ${values} from json_each(?1)`
  await runSql(db, [{ text, values: [JSON.stringify(rows)] }])
}

/** Rows of a query of every database together, in an order that is the same however many there are. */
export async function rowsIn(databases: Databases, text: string): Promise<unknown[]> {
  const found = await Promise.all(databases.customers.map((db) => runSql(db, [{ text, values: [] }])))
  const rows = found.flatMap(([one]) => one?.results ?? [])
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}
