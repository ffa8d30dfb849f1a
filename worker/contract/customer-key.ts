import * as z from 'zod'
import type { IdentifierHash, IdentifierKind } from './identity.ts'

/** HMAC-SHA-256 of the normalised customer number under the bank's secret, 64 lower-case hex digits. */
export const CustomerKey = z.string().regex(/^[0-9a-f]{64}$/)
export type CustomerKey = z.infer<typeof CustomerKey>

/** One spelling for one number: full-width digits, spaces and hyphens must not make a second customer. */
export function normaliseNumber(raw: string): string {
  return raw
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .toUpperCase()
}

/** Imports the bank's secret (UTF-8 text) once, so that a thousand keys cost a thousand signatures and no imports. */
export function importSecret(secret: string): Promise<CryptoKey> {
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), hmac, false, ['sign'])
}

/**
 * What else leads to a customer, such as an account number, under the same secret: HMAC-SHA-256 of `<kind>:<number>`,
 * so that one number as card and as account is two things. Throws on an empty number.
 */
export async function makeIdentifierHash(
  secret: CryptoKey,
  kind: IdentifierKind,
  number: string,
): Promise<IdentifierHash> {
  const text = normaliseNumber(number)
  if (!text) throw new RangeError(`${kind} number is empty`)
  return sign(secret, `${kind}:${text}`)
}

/** The only customer identifier that leaves the browser or the bank's network. Throws on an empty number. */
export async function makeCustomerKey(secret: CryptoKey, number: string): Promise<CustomerKey> {
  const text = normaliseNumber(number)
  if (!text) throw new RangeError('customer number is empty')
  return sign(secret, text)
}

async function sign(secret: CryptoKey, text: string): Promise<string> {
  const digest = await crypto.subtle.sign('HMAC', secret, new TextEncoder().encode(text))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
