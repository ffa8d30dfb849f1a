import type { Databases } from '../databases.ts'
import { BucketElsewhere } from './elsewhere.ts'

/**
 * Does what goes by where customers stand, and once more from the beginning where some have just moved. It must bear to be
 * done again.
 * @throws BucketElsewhere where buckets do not come to rest
 */
export async function renewing<Result>(
  databases: Pick<Databases, 'renew'>,
  work: () => Promise<Result>,
  tries = 5,
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof BucketElsewhere) || tries === 0) throw error
    await databases.renew()
    return renewing(databases, work, tries - 1)
  }
}
