import * as z from 'zod'
import { CustomerKey } from './customer-key.ts'

/** What else the bank knows a customer by. */
export const IdentifierKind = z.enum(['account', 'card', 'phone', 'channel', 'company'])
export type IdentifierKind = z.infer<typeof IdentifierKind>

/** What the customer is to it: a joint account has two owners, a company several contacts. */
export const LinkRole = z.enum(['owner', 'joint', 'authorised', 'contact'])
export type LinkRole = z.infer<typeof LinkRole>

/** HMAC-SHA-256 of `<kind>:<number>` under the bank's secret, in hexadecimal; made where customer keys are made. */
export const IdentifierHash = z.string().regex(/^[0-9a-f]{64}$/)
export type IdentifierHash = z.infer<typeof IdentifierHash>

/** A way from one of the bank's numbers to a customer. */
export const IdentifierLink = z.strictObject({
  hash: IdentifierHash,
  kind: IdentifierKind,
  customerKey: CustomerKey,
  role: LinkRole,
  certain: z.boolean(),
  source: z.string().min(1).max(64),
  at: z.iso.datetime(),
})
export type IdentifierLink = z.infer<typeof IdentifierLink>
