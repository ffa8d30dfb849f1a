import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'
import type { AppEnv } from './context.ts'

const none = ["'none'"]
const self = ["'self'"]

const shared = { baseUri: none, formAction: none, frameAncestors: none }

/** Of every answer. Nothing here is a page that could use what a device has; a year of https, as browsers ask for. */
const always = {
  xFrameOptions: 'DENY',
  strictTransportSecurity: 'max-age=31536000; includeSubDomains',
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], usb: [], payment: [] },
}

/** Data answers may load nothing at all. */
const forData = secureHeaders({
  contentSecurityPolicy: { defaultSrc: none, ...shared },
  ...always,
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
  ...always,
})

/** Security headers of every answer. */
export const protect = () =>
  createMiddleware<AppEnv>(async (c, next) => {
    await (c.req.path.startsWith('/docs') ? forDocs : forData)(c, next)
    // Answers about people stay in no cache; routes whose answers a browser may keep say so themselves.
    const isData = c.req.path.startsWith('/v1') && c.res.status !== 101
    if (isData && !c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store')
  })
