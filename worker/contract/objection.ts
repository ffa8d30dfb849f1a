import * as z from 'zod'
import { CustomerKey } from './customer-key.ts'

/** A customer refuses tips that are chosen by what is known of them, or does so no more. `at`: when they said it, by the browser's clock. */
export const Objection = z.object({ customerKey: CustomerKey, at: z.iso.datetime() })
export type Objection = z.infer<typeof Objection>

/** Since when the customer refuses; null: they do not. */
export const ObjectionState = z.object({ refusedAt: z.iso.datetime().nullable() })
export type ObjectionState = z.infer<typeof ObjectionState>
