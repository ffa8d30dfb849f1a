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
  const text = new TextDecoder().decode(await c.req.arrayBuffer())
  if (!fits(text)) throw new Refusal('body-too-deep')
  if (/toString|\\u/.test(text)) expectPlain(text)
  await next()
})

/** An object with a member of this name that is no function cannot be compared with anything: validation itself would fail. */
function expectPlain(text: string): void {
  const judge = (name: string, value: unknown) => {
    if (name !== 'toString') return value
    throw new Refusal('body-refused', {
      detail: { zh: '任何成员都不得名为 toString。', en: 'No member may be called toString.' },
    })
  }
  try {
    JSON.parse(text, judge)
  } catch (error) {
    // What is no JSON at all is told by the route.
    if (error instanceof Refusal) throw error
  }
}
