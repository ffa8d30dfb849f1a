import { type Binding, type Database, openDatabase } from '../database.ts'
import { BucketElsewhere, guard, isElsewhere } from './elsewhere.ts'
import type { Placing } from './placing.ts'

/** A bucket that has left one database and is not in the next yet: so long is waited, time by time. Milliseconds. */
const PAUSES = [0, 50, 150, 400, 1000, 1500]

type Value = string | number | null

interface Held {
  sql: string
  values: Value[]
}

/**
 * The database that has these buckets. Every batch begins with their guard; where they have moved, the placement is
 * read anew and the batch goes where they are. Once it was asked something it does not change any more: what is written
 * may rest on what was read.
 * @throws BucketElsewhere from a batch, where they are not together, not there even so, or moved since it was asked before
 */
export function following(
  placing: Placing,
  buckets: readonly number[],
  spent?: (ms: number) => void,
  origin?: string,
): Database {
  let asked: string | undefined
  const batch = async (held: Held[]) => {
    await placing.ready()
    for (const pause of [...PAUSES, null]) {
      const name = together(placing, buckets)
      if (asked !== undefined && asked !== name) break
      try {
        const results = await send(placing.named.get(name) as Binding, buckets, held)
        asked = name
        return results
      } catch (error) {
        if (!isElsewhere(error)) throw error
        await wait(pause ?? 0)
        await placing.renew()
        if (asked !== undefined) break
      }
    }
    asked = undefined
    throw new BucketElsewhere('the customers asked for are moving to another database')
  }
  return openDatabase({ prepare, batch } as unknown as Binding, spent, origin)
}

const prepare = (sql: string, values: Value[] = []) => ({
  ...{ sql, values },
  bind: (...given: Value[]) => prepare(sql, given),
})

function together(placing: Placing, buckets: readonly number[]): string {
  const names = new Set(buckets.map((bucket) => placing.nameOfBucket(bucket)))
  const [name] = names
  if (name === undefined || names.size > 1)
    throw new BucketElsewhere('the customers asked for are not together')
  return name
}

async function send(binding: Binding, buckets: readonly number[], held: readonly Held[]) {
  const { text, values } = guard(buckets)
  const statements = [{ sql: text, values: values as Value[] }, ...held].map(({ sql, values }) => {
    const prepared = binding.prepare(sql)
    return values.length > 0 ? prepared.bind(...values) : prepared
  })
  const [, ...results] = await binding.batch(statements)
  return results
}

const wait = (ms: number) => ms > 0 && new Promise((resolve) => setTimeout(resolve, ms))
