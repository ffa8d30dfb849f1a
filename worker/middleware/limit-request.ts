import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './context.ts'
import { Refusal } from './problems.ts'

/** Characters. A token of ours has some 700, a query of ours some 200. */
const LONGEST_ADDRESS = 2048
const LONGEST_TOKEN = 8192
const ALL_HEADERS = 16_384

/** Refuses what no browser of ours sends, before anything is read of it. */
export const limitRequest = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    if (pathname.length + search.length > LONGEST_ADDRESS) throw new Refusal('address-too-long')
    let characters = 0
    for (const [name, value] of c.req.raw.headers) characters += name.length + value.length
    const token = c.req.header('authorization')?.length ?? 0
    if (token > LONGEST_TOKEN || characters > ALL_HEADERS) throw new Refusal('headers-too-large')
    await next()
  })
