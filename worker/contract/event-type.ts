import * as z from 'zod'
import { AttributeName, CaseLimit } from './catalogue.ts'
import { Id, Text } from './text.ts'

/** One member of an event's detail that people may see. What is not declared stays in the base. */
export const EventDetail = z.strictObject({
  name: AttributeName,
  type: z.enum(['int', 'money', 'bool', 'string', 'instant', 'seconds']),
  label: Text,
  /** As an attribute's: C3 is never shown, C2 with care. */
  sensitivity: z.enum(['C1', 'C2', 'C3']),
  /** Words for coded values, by code. */
  values: z.record(z.string(), Text).optional(),
})
export type EventDetail = z.infer<typeof EventDetail>

/** A kind of event, as the bank delivers it. A kind that nobody declared shows as its own name, without detail. */
export const EventType = z.strictObject({
  kind: Id,
  label: Text,
  /** True where customer and bank spoke with each other: one of the last contacts. */
  contact: z.boolean().default(false),
  /** In the order in which they are told; the first says what it was about. */
  detail: z.array(EventDetail).default([]),
})
export type EventType = z.infer<typeof EventType>

/** A matter that stays open until the bank has answered it, such as a complaint. */
export const MatterType = z.strictObject({
  id: Id,
  label: Text,
  /** Kinds of event that open and close one; events of one case share the member `per` of their detail. */
  opens: z.array(Id).min(1),
  closes: z.array(Id).min(1),
  per: z.string().regex(/^detail\.[a-z][a-z0-9_]*$/),
  /** The member of the opening event that says what it is about. */
  about: z
    .string()
    .regex(/^detail\.[a-z][a-z0-9_]*$/)
    .optional(),
  /** Limits from the day of opening, shortest first. */
  limits: z.array(CaseLimit.extend({ label: Text })).default([]),
})
export type MatterType = z.infer<typeof MatterType>
