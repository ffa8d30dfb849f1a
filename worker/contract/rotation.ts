import * as z from 'zod'
import { CustomerKey } from './customer-key.ts'

/** Name of a secret behind customer keys, as managed policy has it (`hmacKeyId`). */
const KeyId = z.string().min(1).max(64)

/** A change of the secret: both keys of a customer are good from the moment their pair is here until it is done. */
export const KeyRotation = z.object({
  id: z.uuid(),
  oldKeyId: KeyId,
  newKeyId: KeyId,
  state: z.enum(['running', 'finishing', 'done']),
  startedBy: z.string(),
  startedAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
  /** Customers whose two keys are known. */
  pairs: z.number().int(),
  /** Rows that still stand under an old key. */
  left: z.number().int(),
})
export type KeyRotation = z.infer<typeof KeyRotation>

export const KeyRotationList = z.object({ rotations: z.array(KeyRotation) })

/** The id is made by who starts it: sent twice it is one rotation. */
export const NewKeyRotation = z
  .strictObject({ id: z.uuid(), oldKeyId: KeyId, newKeyId: KeyId })
  .refine(({ oldKeyId, newKeyId }) => oldKeyId !== newKeyId, 'the new key must be another one than the old')
export type NewKeyRotation = z.infer<typeof NewKeyRotation>

export const KeyPair = z.strictObject({ old: CustomerKey, new: CustomerKey })
export type KeyPair = z.infer<typeof KeyPair>

export const KeyPairBatch = z.strictObject({ pairs: z.array(KeyPair).min(1).max(5000) })

/** `known` were here before. `line` counts from 1. */
export const KeyPairReceipt = z.object({
  stored: z.number().int(),
  known: z.number().int(),
  refused: z.array(z.object({ line: z.number().int(), why: z.string() })),
})
export type KeyPairReceipt = z.infer<typeof KeyPairReceipt>
