import { textOfCommitment } from '../audit/texts.ts'
import { digestOf } from '../playbook/current.ts'

/** A row of `audit_customer`: which customer a record is about. */
export interface Commitment {
  commitment: string
  customerKey: string
  salt: string
}

/** A new commitment to a customer. The salt is its own each time: nobody can tell which records are of one customer. */
export async function commitTo(customerKey: string): Promise<Commitment> {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const salt = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { commitment: await digestOf(textOfCommitment(salt, customerKey)), customerKey, salt }
}
