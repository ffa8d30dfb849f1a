import { env } from 'cloudflare:workers'
import { commitTo } from '../../worker/services/access/commitment.ts'
import { keyOf } from './edge.ts'

const run = (sql: string, ...values: unknown[]) => env.CUSTOMERS.prepare(sql).bind(...values)

/** Rows of a customer in every table that can hold any, of a time given. */
export async function addTraces(
  customerKey: string,
  at = '2020-01-01T00:00:00.000Z',
  load = 'traces',
): Promise<void> {
  const id = crypto.randomUUID()
  const { commitment, salt } = await commitTo(customerKey)
  await env.CUSTOMERS.batch([
    run('insert into customer values (?, ?, ?, ?, null, null, null)', customerKey, load, '{}', at),
    run(
      'insert into event values (?, ?, ?, ?, ?, ?, null, null)',
      load,
      id,
      customerKey,
      at,
      'phone',
      'call',
    ),
    run(
      `insert into outcome (id, customer_key, playbook_version, subject, subject_id, kind, at, agent, received_at)
       values (?, ?, 1, 'tip', 'call-back', 'shown', ?, 'agent-01', ?)`,
      ...[id, customerKey, at, at],
    ),
    run('insert into conversion values (?, ?, ?, ?, ?, ?)', id, customerKey, 'call-back', at, 'admin-01', at),
    run('insert into objection values (?, ?, ?, ?, ?)', customerKey, at, 'agent-01', at, 'agent-01'),
    run(
      'insert into legal_hold values (?, null, ?, ?, ?, ?, ?, ?)',
      ...[id, customerKey, 'old case', 'a', at, 'b', at],
    ),
    run(
      "insert into identifier values (?, ?, ?, 'account', 'owner', 1, 'core', ?)",
      ...[load, `hash-${id}`, customerKey, at],
    ),
    run("insert into customer_move values (?, ?, 'another', 'split', ?)", `from-${id}`, customerKey, at),
    run("insert into customer_move values (?, 'another', ?, 'split', ?)", `to-${id}`, customerKey, at),
    run("insert into fact_change values (?, 'age', ?, '1', '2', ?, ?, 'berka')", customerKey, at, id, at),
    run("insert into segmentation_member values (0, ?, 'loyal', '[]')", customerKey),
    run('insert into dirty_customer values (?, ?, ?)', load, customerKey, at),
    run("insert into sent_key values (?, '', ?)", load, customerKey),
    run('insert into audit_customer values (?, ?, ?)', commitment, customerKey, salt),
  ])
}

/** How many rows of each table have this text in any column. */
export async function tracesOf(text: string): Promise<Record<string, number>> {
  const { results: tables } = await env.CUSTOMERS.prepare(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like '\\_cf%' escape '\\' and name <> 'd1_migrations'",
  ).all<{ name: string }>()
  const found: Record<string, number> = {}
  for (const { name } of tables) {
    const { results } = await env.CUSTOMERS.prepare(`select * from "${name}"`).all()
    const count = results.filter((row) => JSON.stringify(row).includes(text)).length
    if (count > 0) found[name] = count
  }
  return found
}

let used = 1_000_000

/** A customer no other test has. */
export const nextKey = () => {
  used += 1
  return keyOf(used)
}
