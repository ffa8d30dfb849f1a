import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, expect, it } from 'vitest'
import { splitAt, splits } from '../../worker/services/customers/split-at.ts'
import { rowsOf } from '../../worker/services/database.ts'
import { databases, keyOf } from './edge.ts'
import { clearBase, rows } from './ingest.ts'

beforeEach(() => clearBase())

const key = fc.integer({ min: 1, max: 6 }).map(keyOf)
const move = fc.record({
  old: key,
  next: key,
  kind: fc.constantFrom('merged', 'split'),
  day: fc.integer({ min: 1, max: 9 }),
})
const pair = fc.tuple(key, key).filter(([a, b]) => a !== b)

it('asked for one customer or for all, a split is of the same', async () => {
  const [db] = databases.customers
  if (!db) throw new Error('no database')
  await fc.assert(
    fc.asyncProperty(
      fc.array(move, { maxLength: 8 }),
      fc.array(pair, { maxLength: 2 }),
      async (moves, pairs) => {
        await env.CUSTOMERS.batch([
          env.CUSTOMERS.prepare('delete from customer_move'),
          env.CUSTOMERS.prepare('delete from key_pair'),
          ...moves.map(({ old, next, kind, day }, nth) =>
            env.CUSTOMERS.prepare(
              'insert into customer_move (id, old_key, new_key, kind, at) values (?, ?, ?, ?, ?)',
            ).bind(`m${nth}`, old, next, kind, `2026-11-0${day}T00:00:00.000Z`),
          ),
          ...pairs.map(([old, next]) =>
            env.CUSTOMERS.prepare(
              'insert or ignore into key_pair (old_key, new_key, rotation_id) values (?, ?, 1)',
            ).bind(old, next),
          ),
        ])
        const [all] = await db.batch([
          rowsOf<{ key: string; at: string }>(
            db,
            ['key', 'at'],
            sql`select key, at from ${splits} order by key`,
          ),
        ])
        const each = await rows(
          `select value as key, ${splitAt('value')} as at from json_each(?1)`,
          JSON.stringify([1, 2, 3, 4, 5, 6].map(keyOf)),
        )
        expect(
          each.filter(({ at }) => at !== null).toSorted((a, b) => (String(a.key) < String(b.key) ? -1 : 1)),
        ).toEqual(all)
      },
    ),
    { numRuns: 40 },
  )
})
