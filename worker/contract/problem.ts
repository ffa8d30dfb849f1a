import * as z from 'zod'

/** RFC 9457 problem document: what happened, why, and what to do now. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  /** What the caller can do about it. */
  remedy: z.string(),
  /** Where in the body, for a body that was refused. */
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>
