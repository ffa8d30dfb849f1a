import * as z from 'zod'

/** What agents may be; from the token's claims. */
export const Role = z.enum(['agent', 'supervisor', 'approver', 'admin', 'auditor', 'service'])
export type Role = z.infer<typeof Role>

/** Who is signed in, as the edge reads the token. */
export const Me = z.object({ subject: z.string(), roles: z.array(Role), teams: z.array(z.string()) })
export type Me = z.infer<typeof Me>

/** How bank and customer speak with each other in a contact. */
export const ContactChannel = z.enum(['phone', 'chat', 'video', 'counter', 'visit'])
export type ContactChannel = z.infer<typeof ContactChannel>

/** One call, chat or visit, as the browser knows it. */
export const Contact = z.object({
  channel: ContactChannel.optional(),
  direction: z.enum(['inbound', 'outbound']).optional(),
  startedAt: z.iso.datetime(),
})
export type Contact = z.infer<typeof Contact>
