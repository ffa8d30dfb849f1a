import { failureKind } from './failure.ts'
import { log } from './log.ts'

/** True once it is done. What fails is told as done to nobody: whoever said it says it again on their next line. */
export async function isDone(what: string, work: () => unknown): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    log('warn', 'not kept:', what, failureKind(error))
    return false
  }
}
