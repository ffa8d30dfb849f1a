import { bodyLimit } from 'hono/body-limit'
import { Refusal } from './problems.ts'

/** Room for the largest batch of outcomes with its reasons, twice over. */
const MAX_BYTES = 1_048_576

/** Refuses a body above that many bytes, or 1 MiB, before it is read as JSON. */
export const limitBody = (maxSize = MAX_BYTES) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new Refusal('body-too-large')
    },
  })
