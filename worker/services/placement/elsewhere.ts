import { DatabaseUnavailable, type Sql } from '../database.ts'

/** A bucket is not in the database that was asked, nor was it found where the placement says. Nothing was done. */
export class BucketElsewhere extends DatabaseUnavailable {
  override name = 'BucketElsewhere'
}

const MARK = 'bucket-elsewhere'

/**
 * Fails, and its batch with it, where one of these buckets is not in the database. SQL knows no other way to fail in a
 * query than a function that is given nonsense; what it was given stands in the message.
 */
export const guard = (buckets: readonly number[]): Sql => ({
  text: `SELECT json_extract('{}', iif(n = json_array_length(?1), '$', '${MARK}')) FROM
    (SELECT count(*) AS n FROM bucket WHERE id IN (SELECT value FROM json_each(?1)))`,
  values: [JSON.stringify(buckets)],
})

export const isElsewhere = (error: unknown): boolean => error instanceof Error && error.message.includes(MARK)
