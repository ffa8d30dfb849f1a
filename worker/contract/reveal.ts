import * as z from 'zod'
import { CustomerKey } from './customer-key.ts'

/** What can be held in the clear: a number on the bank's page, or a fact in the side panel. */
export const RevealKind = z.enum(['card', 'id', 'phone', 'fact'])
export type RevealKind = z.infer<typeof RevealKind>

/** Something masked was held in the clear, once. Its id is made in the browser and names it for ever; the value is nowhere. */
export const Reveal = z.object({
  id: z.uuid(),
  kind: RevealKind,
  /** Where: `adapter/screen`, or `panel/<attribute>`. */
  screen: z.string().regex(/^[a-z0-9_-]{1,64}\/[a-z0-9_-]{1,64}$/),
  /** The customer on screen; null where none was named. */
  customerKey: CustomerKey.nullable(),
  at: z.iso.datetime(),
})
export type Reveal = z.infer<typeof Reveal>

export const RevealBatch = z.object({ reveals: z.array(Reveal).min(1).max(200) })
export type RevealBatch = z.infer<typeof RevealBatch>

/** The ids that are in the access log now. */
export const RevealReceipt = z.object({ stored: z.array(z.uuid()) })
export type RevealReceipt = z.infer<typeof RevealReceipt>
