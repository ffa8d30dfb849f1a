import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import type { AppEnv } from './context.ts'

const none = ["'none'"]
const self = ["'self'"]

const shared = { baseUri: none, formAction: none, frameAncestors: none }

/** Data answers may load nothing at all. */
const forData = secureHeaders({
  contentSecurityPolicy: { defaultSrc: none, ...shared },
  xFrameOptions: 'DENY',
})

/** The API page loads its own files, and the pictures inside its style sheet. */
const forDocs = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: none,
    scriptSrc: self,
    styleSrc: self,
    imgSrc: [...self, 'data:'],
    connectSrc: self,
    ...shared,
  },
  xFrameOptions: 'DENY',
})

/** Security headers of every answer. */
export const protect = () =>
  createMiddleware<AppEnv>((c, next) => (c.req.path.startsWith('/docs') ? forDocs : forData)(c, next))
