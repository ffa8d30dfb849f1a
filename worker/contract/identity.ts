import * as z from 'zod'
import { CustomerKey } from './customer-key.ts'

/** What else the bank knows a customer by. */
export const IdentifierKind = z.enum(['account', 'card', 'phone', 'channel', 'company'])
export type IdentifierKind = z.infer<typeof IdentifierKind>

/** What the customer is to it, the nearest first: a joint account has two owners, a company several contacts. */
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

export const ResolveRequest = z.object({ hashes: z.array(IdentifierHash).min(1).max(100) })

const Linked = z.object({ customerKey: CustomerKey, role: LinkRole })

/**
 * Whom a number leads to: one customer, and the bank is certain; several, as of a joint account or a company; or nobody
 * can say: the bank is not certain, two sources name different owners, or the customer was split since.
 */
export const Resolved = z.discriminatedUnion('status', [
  z.object({ hash: IdentifierHash, status: z.literal('one'), ...Linked.shape }),
  z.object({ hash: IdentifierHash, status: z.literal('several'), customers: z.array(Linked) }),
  z.object({ hash: IdentifierHash, status: z.literal('uncertain') }),
  z.object({ hash: IdentifierHash, status: z.literal('unknown') }),
])
export type Resolved = z.infer<typeof Resolved>

/** One answer a hash, in the order asked; never facts. */
export const ResolveResponse = z.object({ resolved: z.array(Resolved) })
export type ResolveResponse = z.infer<typeof ResolveResponse>
