import * as z from 'zod'

/** Whose sessions end; left out: the caller's own. */
export const EndSessions = z.strictObject({ subject: z.string().min(1).max(255).optional() })
export type EndSessions = z.infer<typeof EndSessions>

/** From then on (ISO) tokens that were issued before are refused. */
export const SessionsEnded = z.object({ subject: z.string(), at: z.string() })
export type SessionsEnded = z.infer<typeof SessionsEnded>
