import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './context.ts'
import { Refusal } from './problems.ts'

/** Lets so many requests of a route run at once in an isolate; the next is told when to come again. */
export const atOnce = (most: number) => {
  let running = 0
  return createMiddleware<AppEnv>(async (_, next) => {
    if (running >= most) throw new Refusal('too-many-batches', { headers: { 'retry-after': '2' } })
    running += 1
    try {
      await next()
    } finally {
      running -= 1
    }
  })
}
