import { bodyLimit } from 'hono/body-limit'
import { Refusal } from './problems.ts'

/** Room for the largest batch of outcomes with its reasons, twice over. */
const MAX_BYTES = 1_048_576

/** Refuses a body above 1 MiB before it is read as JSON. */
export const limitBody = () =>
  bodyLimit({
    maxSize: MAX_BYTES,
    onError: () => {
      throw new Refusal('body-too-large')
    },
  })
