import { cors } from 'hono/cors'
import { settingsOf } from '../env.ts'
import type { AppEnv } from './context.ts'

/** Browsers may call from the extension's own origins, and from no page. */
export const allowExtension = () =>
  cors({
    origin: (origin, c) => {
      const { ALLOWED_ORIGINS } = settingsOf(c.env as AppEnv['Bindings'])
      return ALLOWED_ORIGINS.includes(origin) ? origin : null
    },
    allowMethods: ['GET', 'POST', 'PUT'],
    allowHeaders: ['Authorization', 'Content-Type', 'If-None-Match'],
    exposeHeaders: ['ETag', 'Server-Timing', 'X-Request-Id', 'Retry-After'],
    maxAge: 7200,
  })
