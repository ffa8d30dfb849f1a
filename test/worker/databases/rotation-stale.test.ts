import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import type { Playbook } from '../../../worker/contract/playbook.ts'
import { relocateStrays } from '../../../worker/services/customers/moved.ts'
import type { Databases } from '../../../worker/services/databases.ts'
import { decideFor } from '../../../worker/services/decisions/decide.ts'
import { recordObjection } from '../../../worker/services/objections/record.ts'
import { bucketOf } from '../../../worker/services/placement/bucket.ts'
import { stepMove } from '../../../worker/services/placement/moving/step.ts'
import { publish } from '../../../worker/services/playbook/publish.ts'
import { spreadVersion } from '../../../worker/services/playbook/spread.ts'
import { addPairs } from '../../../worker/services/rotations/add-pairs.ts'
import { startRotation } from '../../../worker/services/rotations/start.ts'
import { readView } from '../../../worker/services/view/read.ts'
import { playbook } from '../edge.ts'
import { type Base, fill, insert, madeUp, NOW } from './base.ts'
import { deployment, edgeOf, inEach, spreadKey } from './many.ts'

const at = NOW.toISOString()
const agent = { subject: 'agent-3', teams: ['team-1'], roles: ['agent' as const] }
const { databases } = edgeOf(deployment())
/** Isolates that read where customers stand before a bucket moved. */
const [stale, reading, cleaning] = [1, 2, 3].map(() => edgeOf(deployment()).databases) as [
  Databases,
  Databases,
  Databases,
]
const id = crypto.randomUUID()

let base: Base
let fresh: string
let old: string

/** Another key in the same database. */
async function keyBeside(key: string): Promise<string> {
  for (let n = 0; ; n += 1) {
    const made = await spreadKey(9e6 + n)
    if (databases.nameOf(made) === databases.nameOf(key) && bucketOf(made) !== bucketOf(key)) return made
  }
}

beforeAll(async () => {
  await env.PLAYBOOK.prepare('delete from placement').run()
  base = await madeUp(11, 8)
  await publish(databases.playbook, playbook as Playbook, '2026-01-02T03:04:05.000Z')
  await fill(databases, base)
  await spreadVersion(databases)
  const refusing = base.tables.find(([table]) => table === 'objection')?.[2].map((row) => row.customer_key)
  const own = base.keys.filter((key) => databases.nameOf(key) !== 'CUSTOMERS_4' && !refusing?.includes(key))
  old = own[0] as string
  fresh = await keyBeside(old)
  await Promise.all([stale, reading, cleaning].map((one) => one.ready()))
  await env.PLAYBOOK.prepare("insert into bucket_move values (?, 'CUSTOMERS_4', 'a', '2026')")
    .bind(bucketOf(fresh))
    .run()
  while ((await stepMove(databases)) === 'done');
  await startRotation(databases, { id, oldKeyId: 'k1', newKeyId: 'k2' }, 'admin', at)
})

it('a pair stands where its keys are, not where an isolate last knew them', async () => {
  expect(stale.nameOf(fresh)).toBe(stale.nameOf(old))
  const receipt = await addPairs(stale, id, [{ old, new: fresh }], 'admin', at)
  expect(receipt).toEqual({ stored: 1, known: 0, refused: [] })
  const found = await inEach('select 1 as there from key_pair where old_key = ?', old)
  expect(found.map((rows) => rows.length).reduce((a, b) => a + b)).toBe(2)
  expect(found[3]).toHaveLength(1)
})

it('what was said under the other key counts for an isolate that does not know that it moved', async () => {
  const said = { customerKey: fresh, at }
  await recordObjection(databases, said, { action: 'record', by: 'a', at })
  const { decisions } = await decideFor(reading, [old], { agent, now: NOW })
  expect(decisions[0]).toMatchObject({ status: 'decided', refusedAt: at })
  expect(await readView(reading, old, { agent, now: NOW })).toMatchObject({ refusedAt: at })
})

it('what a broken merge left goes where its customer has moved', async () => {
  const key = fresh.slice(0, 3) + old.slice(3)
  const before = cleaning.customers.find(({ name }) => name === cleaning.nameOf(key))
  expect(before?.name).not.toBe('CUSTOMERS_4')
  await inEach(
    "insert into customer_move values ('m', ?, ?, 'merged', ?) returning 1",
    'a'.repeat(64),
    key,
    at,
  )
  const event = { load_id: 'core-1', id: 'left', customer_key: key, channel: 'core', kind: 'credit' }
  await insert(before as never, 'event', [{ ...event, at, amount: 1, detail: null }])
  await relocateStrays(cleaning, at)
  const found = await inEach("select 1 from event where id = 'left'")
  expect(found.map((rows) => rows.length)).toEqual([0, 0, 0, 1])
})
