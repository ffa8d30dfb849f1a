import { bodyLimit } from 'hono/body-limit'
import { every } from 'hono/combine'
import { createMiddleware } from 'hono/factory'
import { fits } from './json-shape.ts'
import { Refusal } from './problems.ts'

/** Room for the largest batch of outcomes with its reasons, twice over. */
const MAX_BYTES = 1_048_576

/** Refuses a body that is compressed, above that many bytes (or 1 MiB), or nested too deep, before it is read as JSON. */
export const limitBody = (maxSize = MAX_BYTES) =>
  every(
    asItIs,
    bodyLimit({
      maxSize,
      onError: () => {
        throw new Refusal('body-too-large')
      },
    }),
    limitShape,
  )

/** A few bytes of gzip are gigabytes of JSON: nothing is unpacked here. */
const asItIs = createMiddleware(async (c, next) => {
  const encoding = c.req.header('content-encoding')?.trim().toLowerCase() ?? 'identity'
  if (encoding !== 'identity')
    throw new Refusal('encoding-refused', { headers: { 'accept-encoding': 'identity' } })
  await next()
})

const limitShape = createMiddleware(async (c, next) => {
  // As bytes: workerd warns in its log where a body that says it is no text is read as one.
  if (!fits(new TextDecoder().decode(await c.req.arrayBuffer()))) throw new Refusal('body-too-deep')
  await next()
})
