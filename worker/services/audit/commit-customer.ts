import { auditCustomer } from '../../../db/schema/tables.ts'
import type { Database } from '../database.ts'

/** What stands for a customer in a record that is kept: SHA-256 over salt and key, and the row that tells whose it is. */
export interface Commitment {
  commitment: string
  customerKey: string
  salt: string
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** A new commitment: one a record, so that two records of one customer cannot be joined once their rows are dropped. */
export async function commitTo(customerKey: string): Promise<Commitment> {
  const salt = hex(crypto.getRandomValues(new Uint8Array(16)))
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(salt + customerKey))
  return { commitment: hex(new Uint8Array(digest)), customerKey, salt }
}

/** The statement that keeps whose commitments they are; goes along in the record's own batch. */
export const keepCommitments = (db: Database, commitments: Commitment[]) =>
  db.insert(auditCustomer).values(commitments)
