import { KeyTaken } from './database.ts'
import { BucketElsewhere } from './placement/elsewhere.ts'

/** Of any number of writers at once one gets through each time. */
const TRIES = 50
const LONGEST_PAUSE_MS = 50

/**
 * Tries again, from what stands in the database then, where another write was quicker, or the customer has moved.
 * @param attempt reads, judges and writes in one batch; throws KeyTaken where that batch came too late
 * @throws what the attempt throws; KeyTaken or BucketElsewhere after 50 attempts
 */
export async function retried<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      const again = error instanceof KeyTaken || error instanceof BucketElsewhere
      if (!again || tries === TRIES) throw error
      await pause(Math.random() * Math.min(5 * tries, LONGEST_PAUSE_MS))
    }
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
