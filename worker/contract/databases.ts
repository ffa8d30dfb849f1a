import * as z from 'zod'

/**
 * What a move waits for: the end of a change of keys, of a computation of segments, of an erasure that a second person has
 * to confirm, or of a full refresh that went live in some databases only.
 */
export const MoveObstacle = z.enum(['rotation', 'segments', 'erasure', 'refresh'])
export type MoveObstacle = z.infer<typeof MoveObstacle>

const DatabaseName = z.string().min(1).max(80)
const Buckets = z.number().int().min(0).max(4096)

/** Databases of customers and how many of the 4,096 buckets each has. */
export const DatabaseList = z.object({
  databases: z.array(
    z.object({
      name: DatabaseName,
      buckets: Buckets,
      /** That are to come, and to leave. */
      coming: Buckets,
      leaving: Buckets,
    }),
  ),
  /** The bucket that moves now, or is the next to; null: none is to move. */
  moving: z
    .object({
      from: DatabaseName,
      to: DatabaseName,
      /** Rows that have arrived. */
      arrived: z.number().int(),
      /** Null: it goes on. */
      waitsFor: MoveObstacle.nullable(),
    })
    .nullable(),
})
export type DatabaseList = z.infer<typeof DatabaseList>

/** How many buckets one database is to have. */
export const DatabaseShare = z.object({ buckets: Buckets })
export type DatabaseShare = z.infer<typeof DatabaseShare>
