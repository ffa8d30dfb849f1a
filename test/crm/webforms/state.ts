import * as z from 'zod'

/** What the page remembers between two postbacks, in `__VIEWSTATE`. */
const State = z.object({
  view: z.enum(['list', 'detail']),
  page: z.number().int(),
  query: z.string(),
  number: z.string(),
  ticket: z.string(),
})
export type State = z.infer<typeof State>

export const packState = (state: State): string => Buffer.from(JSON.stringify(state)).toString('base64')

/** Throws where the text is no state of ours. */
export const unpackState = (text: string): State =>
  State.parse(JSON.parse(Buffer.from(text, 'base64').toString()))
